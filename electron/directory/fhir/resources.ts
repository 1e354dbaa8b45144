import { cleanText } from "../finding";
import { professionLabel } from "../vocabulary";
import { type Json, object, objects, text } from "./json";
import { type Mailbox, mailboxesOf } from "./telecom";

/** A person (v2: name, profession and specialty stand on the Practitioner). */
export type Practitioner = {
  readonly id: string;
  readonly family: string;
  readonly given: string;
  readonly idNat: string;
  readonly profession: string;
  readonly specialty: string;
  readonly mailboxes: readonly Mailbox[];
};

/** An activity of a person in a structure; ids are those of the other resources, "" when not said. */
export type Role = {
  readonly id: string;
  readonly practitioner: string;
  readonly organization: string;
  readonly mailboxes: readonly Mailbox[];
};

/** A structure and its first address. */
export type Organization = {
  readonly id: string;
  readonly name: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly mailboxes: readonly Mailbox[];
};

/** The resources of some answers, by id; a later one replaces an earlier one, other types are left out. */
export type Harvest = {
  readonly practitioners: Map<string, Practitioner>;
  readonly roles: Map<string, Role>;
  readonly organizations: Map<string, Organization>;
};

export const emptyHarvest = (): Harvest => ({ practitioners: new Map(), roles: new Map(), organizations: new Map() });

/** Puts one resource of an answer where it belongs; `HealthcareService`, `Device` and the unknown carry no mailbox. */
export function gather(harvest: Harvest, resource: Json): void {
  const id = resourceId(resource["id"]);
  if (id === "" || resource["active"] === false) return;
  const mailboxes = mailboxesOf(resource["telecom"]);
  switch (resource["resourceType"]) {
    case "Practitioner":
      harvest.practitioners.set(id, { id, mailboxes, ...personOf(resource) });
      return;
    case "PractitionerRole":
      harvest.roles.set(id, {
        id,
        mailboxes,
        practitioner: referenceTo("Practitioner", resource["practitioner"]),
        organization: referenceTo("Organization", resource["organization"]),
      });
      return;
    case "Organization":
      harvest.organizations.set(id, { id, mailboxes, name: cleanText(resource["name"]), ...placeOf(resource) });
      return;
    default:
  }
}

function personOf(resource: Json): Omit<Practitioner, "id" | "mailboxes"> {
  const name = objects(resource["name"], 5).find(({ family }) => text(family) !== "") ?? {};
  const given = Array.isArray(name["given"]) ? name["given"].slice(0, 3).map((each) => cleanText(each, 60)) : [];
  const codings = objects(resource["qualification"], 20).flatMap(({ code }) => objects(object(code)["coding"], 5));
  const profession = codings.find((coding) => isFrom(coding, "G15", /^\d{2}$/u));
  const specialty = codings.find((coding) => isFrom(coding, "R38", /^S[A-Z]\d{2,3}$/u));
  return {
    family: cleanText(name["family"], 120),
    given: given.filter((each) => each !== "").join(" "),
    idNat: identifierOf(resource),
    profession: cleanText(profession?.["display"]) || professionLabel(text(profession?.["code"])),
    specialty: cleanText(specialty?.["display"]),
  };
}

/** By the code system, else by the shape of the code: real payloads do not always name it. */
const isFrom = ({ system, code }: Json, table: string, shape: RegExp): boolean =>
  text(system) === "" ? shape.test(text(code)) : text(system).includes(table);

/** The national identifier, "8" + RPPS. */
function identifierOf(resource: Json): string {
  const identifiers = objects(resource["identifier"], 10);
  const valueIn = (wanted: string): string => text(identifiers.find(({ system }) => system === wanted)?.["value"]);
  const national = valueIn("urn:oid:1.2.250.1.71.4.2.1");
  const rpps = valueIn("https://rpps.esante.gouv.fr");
  if (/^\d{9,12}$/u.test(national)) return national;
  return /^\d{11}$/u.test(rpps) ? `8${rpps}` : "";
}

function placeOf(resource: Json): Pick<Organization, "street" | "postalCode" | "city"> {
  const address = objects(resource["address"], 3)[0] ?? {};
  const lines = Array.isArray(address["line"]) ? address["line"].slice(0, 4).map((line) => cleanText(line, 100)) : [];
  return {
    street: lines.filter((line) => line !== "").join(", "),
    postalCode: cleanText(address["postalCode"], 10),
    city: cleanText(address["city"], 80),
  };
}

const resourceId = (value: unknown): string => (/^[A-Za-z0-9.-]{1,64}$/u.test(text(value)) ? text(value) : "");

function referenceTo(type: string, value: unknown): string {
  const [kind, id] = text(object(value)["reference"]).split("/").slice(-2);
  return kind === type ? resourceId(id) : "";
}
