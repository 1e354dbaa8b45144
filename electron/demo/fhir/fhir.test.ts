import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { destinationFinder } from "../../trust/address";
import { httpsRequester } from "../../trust/https-request";
import { testPki } from "../pki/testing/authorities";
import { directoryPopulation } from "../world/directory-population";
import { type FhirServer, startFhirServer } from "./start-fhir-server";

type Resource = { readonly resourceType: string; readonly id: string; readonly [key: string]: unknown };
type Bundle = {
  readonly total?: number;
  readonly link: readonly { readonly relation: string; readonly url: string }[];
  readonly entry: readonly { readonly resource: Resource; readonly search: { readonly mode: string } }[];
};

const HOST = "fhir.annuaire.demo.mssante.fr";
const BASE = `https://${HOST}/fhir/v2`;

let server: FhirServer;
let get: (pathOrUrl: string, key?: string) => Promise<{ status: number; body: unknown }>;
beforeAll(async () => {
  const pki = await testPki();
  server = await startFhirServer({
    tls: await pki.issue([HOST]),
    entries: directoryPopulation(),
    publicUrl: BASE,
    apiKey: "CLE-DEMO",
  });
  const destination = destinationFinder({
    resolve: () => ({ kind: "mapped", place: { address: "127.0.0.1", port: server.port } }),
    lookup: async () => [],
  });
  const request = httpsRequester({ ca: [pki.anchorPem], destination });
  get = async (path, key = "CLE-DEMO") => {
    const url = path.startsWith("https:") ? path : `${BASE}/${path}`;
    const answer = await request({
      url,
      method: "GET",
      timeoutMs: 5000,
      maxBytes: 5_000_000,
      headers: { "ESANTE-API-KEY": key },
    });
    return answer.ok
      ? { status: answer.status, body: JSON.parse(Buffer.from(answer.body).toString()) as unknown }
      : expect.fail(answer.code);
  };
});
afterEach(() => Object.assign(server.faults, { delay: 0, status: undefined }));
afterAll(() => server.close());

const bundle = async (path: string): Promise<Bundle> => {
  const { status, body } = await get(path);
  expect([status, (body as { resourceType: string }).resourceType]).toEqual([200, "Bundle"]);
  return body as Bundle;
};
const matches = (found: Bundle) =>
  found.entry.filter(({ search }) => search.mode === "match").map(({ resource }) => resource);
const refused = async (path: string, key?: string) => {
  const { status, body } = await get(path, key);
  const [issue] = (body as { issue?: { diagnostics: string }[] }).issue ?? [];
  return [status, (body as { resourceType: string }).resourceType, issue?.diagnostics];
};

describe("searching", () => {
  test("a person by the beginning of the name, case and accents apart, with profession and roles", async () => {
    const found = await bundle(
      "Practitioner?family=demo-CARD&active=true&qualification-code=10&_revinclude=PractitionerRole:practitioner",
    );
    const [person] = matches(found);
    expect(person).toMatchObject({ name: [{ family: "DEMO-CARDIO", given: ["Paul"] }], active: true });
    expect(
      found.entry.filter(({ search }) => search.mode === "include").map(({ resource }) => resource["practitioner"]),
    ).toEqual([{ reference: `Practitioner/${person?.id}` }]);
    expect(matches(await bundle("Practitioner?family=lefevre&given=b")).length).toBeGreaterThan(0);
    expect((await bundle("Practitioner?family=DEMO-CARDIO&qualification-code=21")).entry).toEqual([]);
  });

  test("the mailbox with both of its extensions, as the ANS publishes it", async () => {
    const [person] = matches(await bundle("Practitioner?mailbox-mss:exact=demo.martin@medecin.demo.mssante.fr"));
    expect(person?.["telecom"]).toEqual([
      {
        system: "email",
        value: "demo.martin@medecin.demo.mssante.fr",
        rank: 1,
        extension: [
          {
            url: "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type",
            valueCoding: { system: expect.stringContaining("TRE_R256"), code: "MSSANTE" },
          },
          {
            url: "https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata",
            extension: [
              {
                url: "type",
                valueCodeableConcept: { coding: [{ system: expect.stringContaining("TRE_R257"), code: "PER" }] },
              },
            ],
          },
        ],
      },
    ]);
  });

  test("a person by RPPS or national identifier, a role's mailbox, an organisation by place", async () => {
    const [byRpps] = matches(await bundle("Practitioner?identifier=99700000017"));
    const [byNational] = matches(await bundle("Practitioner?identifier=urn:oid:1.2.250.1.71.4.2.1|899700000017"));
    expect(byRpps?.id).toBe(byNational?.id);
    const roles = matches(
      await bundle("PractitionerRole?mailbox-mss:contains=%40&_count=5&_include=PractitionerRole:*"),
    );
    expect(roles.every((role) => Array.isArray(role["telecom"]))).toBe(true);
    const places = matches(
      await bundle("Organization?address-postalcode=44&address-city=bourg&name:contains=urgences&active=true"),
    );
    expect(places.length).toBeGreaterThan(0);
    expect(places.every(({ name }) => String(name).includes("Urgences"))).toBe(true);
  });

  test("comma means or, repetition means and", async () => {
    const [one, two, both] = await Promise.all(
      ["DEMO-DERMA", "DEMO-KINE", "DEMO-DERMA,DEMO-KINE"].map((names) => bundle(`Practitioner?family=${names}`)),
    );
    expect(both?.total).toBe((one?.total ?? 0) + (two?.total ?? 0));
    expect((await bundle("Practitioner?family=DEMO-DERMA&family=DEMO-KINE")).total).toBe(0);
  });

  test("pages follow each other by next and cover everything once", async () => {
    const ids: string[] = [];
    let url: string | undefined = "Practitioner?qualification-code=10&_count=100";
    let total = 0;
    while (url !== undefined) {
      const page: Bundle = await bundle(url);
      total = page.total ?? 0;
      ids.push(...matches(page).map(({ id }) => id));
      url = page.link.find(({ relation }) => relation === "next")?.url;
      expect(url ?? BASE).toMatch(/^https:\/\/fhir\.annuaire\.demo\.mssante\.fr\/fhir\/v2/u);
    }
    expect(total).toBeGreaterThan(500);
    expect([ids.length, new Set(ids).size]).toEqual([total, total]);
  });
});

describe("refusing", () => {
  test.each([
    ["Patient?name=a", 404, "HAPI-0302: Unknown resource type 'Patient'"],
    ["Practitioner?address-city=Lyon", 400, "Parameter address-city not found for resource Practitioner"],
    ["Practitioner?_summary=count", 400, "Parameter _summary not found for resource Practitioner"],
    ["Practitioner?identifier:exact=1", 400, "Modifier exact not supported"],
    ["Practitioner?_count=beaucoup", 400, "Invalid number"],
    ["Practitioner?_include=Practitioner:x", 400, "Invalid include 'Practitioner:x'"],
    ["Practitioner?constructor=1", 400, "Parameter constructor not found for resource Practitioner"],
  ])("%s gives %i and its OperationOutcome", async (path, status, diagnostics) => {
    expect(await refused(path)).toEqual([status, "OperationOutcome", diagnostics]);
  });

  test("a wrong key, and any status that a test sets", async () => {
    expect(await refused("Practitioner?family=x", "autre")).toEqual([401, "OperationOutcome", "Invalid API key"]);
    server.faults.status = 502;
    expect((await refused("Practitioner?family=x"))[0]).toBe(502);
  });
});
