import { fold } from "#shared/rules/fold";
import type { FhirPopulation, FhirResource } from "./fhir-resources";

/** A search that the API refuses, with its status and the `diagnostics` of its OperationOutcome. */
export class FhirRefusal extends Error {
  readonly status: number;
  constructor(status: number, diagnostics: string) {
    super(diagnostics);
    this.name = "FhirRefusal";
    this.status = status;
  }
}

type Json = { readonly [key: string]: unknown };
type Type = FhirResource["resourceType"];

/** Where each documented parameter looks; `token` and `reference` are compared whole, `string` by prefix without case or accents. */
const PARAMETERS: Readonly<
  Record<Type, Readonly<Record<string, { readonly as: "string" | "token" | "reference"; readonly path: string }>>>
> = {
  Practitioner: {
    _id: { as: "token", path: "id" },
    active: { as: "token", path: "active" },
    family: { as: "string", path: "name.family" },
    given: { as: "string", path: "name.given" },
    name: { as: "string", path: "name.family|name.given" },
    identifier: { as: "token", path: "identifier.value" },
    "qualification-code": { as: "token", path: "qualification.code.coding.code" },
    "mailbox-mss": { as: "string", path: "telecom.value" },
  },
  PractitionerRole: {
    _id: { as: "token", path: "id" },
    active: { as: "token", path: "active" },
    practitioner: { as: "reference", path: "practitioner.reference" },
    organization: { as: "reference", path: "organization.reference" },
    "mailbox-mss": { as: "string", path: "telecom.value" },
  },
  Organization: {
    _id: { as: "token", path: "id" },
    active: { as: "token", path: "active" },
    name: { as: "string", path: "name" },
    identifier: { as: "token", path: "identifier.value" },
    "address-city": { as: "string", path: "address.city" },
    "address-postalcode": { as: "string", path: "address.postalCode" },
    "mailbox-mss": { as: "string", path: "telecom.value" },
  },
};

/** Parameters that steer the answer and choose nothing. */
const STEERING = new Set(["_count", "_offset", "_include", "_revinclude", "_elements", "_total", "_format"]);

/** Every resource of a type that answers the parameters; comma means or, repetition means and. Throws `FhirRefusal` for an unknown type or parameter. */
export function searchResources(
  population: FhirPopulation,
  type: string,
  query: URLSearchParams,
): readonly FhirResource[] {
  if (!isType(type)) throw new FhirRefusal(404, `HAPI-0302: Unknown resource type '${type.slice(0, 40)}'`);
  const tests = [...query].filter(([name]) => !STEERING.has(name)).map(([name, value]) => test(type, name, value));
  return population[type].filter((resource) => tests.every((matches) => matches(resource)));
}

/** The resources that `_include` and `_revinclude` add to a page. */
export function includedResources(
  population: FhirPopulation,
  page: readonly FhirResource[],
  query: URLSearchParams,
): readonly FhirResource[] {
  const wanted = [...query.getAll("_include"), ...query.getAll("_revinclude").map((value) => `rev:${value}`)];
  const pageIds = new Set(page.map(({ resourceType, id }) => `${resourceType}/${id}`));
  const found = wanted.flatMap((value) => {
    const [, reverse, source, field] = /^(rev:)?(PractitionerRole):(practitioner|organization|\*)$/u.exec(value) ?? [];
    if (source === undefined || field === undefined)
      throw new FhirRefusal(400, `Invalid include '${value.slice(0, 60)}'`);
    const path = field === "*" ? "practitioner.reference|organization.reference" : `${field}.reference`;
    if (reverse !== undefined)
      return population.PractitionerRole.filter((role) => values(role, path).some((each) => pageIds.has(each)));
    const targets = new Set(page.flatMap((role) => values(role, path)));
    return [...population.Practitioner, ...population.Organization].filter(({ resourceType, id }) =>
      targets.has(`${resourceType}/${id}`),
    );
  });
  return [...new Set(found)].filter(({ resourceType, id }) => !pageIds.has(`${resourceType}/${id}`));
}

function test(type: Type, parameter: string, value: string): (resource: FhirResource) => boolean {
  const [name = "", modifier = ""] = parameter.split(":");
  const known = Object.hasOwn(PARAMETERS[type], name) ? PARAMETERS[type][name] : undefined;
  if (known === undefined) throw new FhirRefusal(400, `Parameter ${name.slice(0, 60)} not found for resource ${type}`);
  if (modifier !== "" && (known.as !== "string" || !["contains", "exact"].includes(modifier)))
    throw new FhirRefusal(400, `Modifier ${modifier.slice(0, 20)} not supported`);
  const wanted = value.split(",").filter((each) => each !== "");
  return (resource) =>
    values(resource, known.path).some((found) => wanted.some((each) => compare(known.as, modifier, found, each)));
}

function compare(as: "string" | "token" | "reference", modifier: string, found: string, wanted: string): boolean {
  if (as === "token") return found === (wanted.split("|").at(-1) ?? "");
  if (as === "reference") return found === wanted || found.endsWith(`/${wanted}`);
  if (modifier === "exact") return found === wanted;
  return modifier === "contains" ? fold(found).includes(fold(wanted)) : fold(found).startsWith(fold(wanted));
}

/** Every value at a path, through lists; `|` joins paths. */
function values(resource: FhirResource, path: string): readonly string[] {
  return path.split("|").flatMap((one) => {
    let level: readonly unknown[] = [resource];
    for (const key of one.split("."))
      level = level.flatMap((node) => (isJson(node) && Object.hasOwn(node, key) ? [node[key]] : [])).flat();
    return level.filter((leaf) => typeof leaf === "string" || typeof leaf === "boolean").map(String);
  });
}

const isJson = (node: unknown): node is Json => typeof node === "object" && node !== null;
const isType = (type: string): type is Type => Object.hasOwn(PARAMETERS, type);
