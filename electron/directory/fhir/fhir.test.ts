import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../ports";
import {
  bundle,
  FHIR_BASE,
  type FhirServer,
  organization,
  practitioner,
  role,
  startFhirServer,
  telecom,
} from "../testing/fhir-server";
import { asked, never, population, sourceOn, typed } from "../testing/fhir-stage";
import type { FhirSettings } from "./source";

let server: FhirServer;
beforeAll(async () => {
  server = await startFhirServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.asked.length = 0;
  server.reply = () => ({});
});

const source = (settings?: Partial<FhirSettings>, clock?: Clock) => sourceOn(server, settings, clock);
const paths = (): readonly string[] =>
  server.asked.map(({ path, query }) => `${path.split("/").at(-1) ?? ""}?${decodeURIComponent(query.toString())}`);

const served = (): void => {
  server.reply = ({ path }) => ({ body: bundle(population(path)) });
};

describe("what is asked (recipes of the national directory)", () => {
  test("a name: the person with her activities, then the places of these; the key in its header", async () => {
    served();
    await source().ask(asked({ family: "fictif", given: "alix" }), "window", never);
    expect(paths()).toEqual([
      "Practitioner?family=fictif&given=alix&active=true&_revinclude=PractitionerRole:practitioner&_count=50",
      "Organization?_id=o1,o2&_count=50",
    ]);
    expect(new Set(server.asked.map(({ key }) => key))).toEqual(new Set(["cle-demo"]));
  });

  test("two words typed go in both orders, and as one family name", async () => {
    await source().ask(typed("alix fictif"), "typing", never);
    expect(paths()).toEqual(
      expect.arrayContaining([
        expect.stringContaining("Practitioner?family=alix&given=fictif&"),
        expect.stringContaining("Practitioner?family=fictif&given=alix&"),
        expect.stringContaining("Practitioner?family=alix+fictif&"),
        expect.stringContaining("Organization?name=alix+fictif&"),
      ]),
    );
    expect(server.asked.length).toBeLessThanOrEqual(6);
  });

  test("a profession goes as its code", async () => {
    const { ignored } = await source().ask(
      asked({ family: "fictif", profession: "Orthophoniste", city: "demoville" }),
      "window",
      never,
    );
    expect(paths()).toEqual([
      "Practitioner?family=fictif&qualification-code=91&active=true&_revinclude=PractitionerRole:practitioner&_count=50",
    ]);
    expect(ignored).toEqual(["city"]);
  });

  test("“orthophoniste 34690”: the structures there with their activities, then the people, filtered here", async () => {
    server.reply = ({ path, query }) => ({
      body: bundle(
        path.endsWith("/Practitioner")
          ? population(path).slice(0, 1)
          : query.has("_id")
            ? []
            : [...population(path).slice(0, 1), ...population("/Practitioner").slice(1, 2)],
      ),
    });
    const { findings } = await source().ask(typed("orthophoniste 34690"), "typing", never);
    expect(paths()).toEqual([
      "Organization?address-postalcode=34690&active=true&_revinclude=PractitionerRole:organization&_count=50",
      "Practitioner?_id=1&_count=50",
    ]);
    expect(findings.map(({ address }) => address)).toEqual([
      "alix.fictif@cabinet.demo.mssante.fr",
      "alix.fictif@personne.demo.mssante.fr",
    ]);
  });

  test("a structure by a part of its name, in its city", async () => {
    served();
    const { findings, ignored } = await source().ask(asked({ structure: "clinique", city: "lyon" }), "window", never);
    expect(paths()).toEqual(["Organization?name:contains=clinique&address-city=lyon&active=true&_count=50"]);
    expect(findings).toEqual([
      expect.objectContaining({ kind: "ORG", address: "accueil@clinique.demo.mssante.fr", name: "Clinique DEMO" }),
    ]);
    expect(ignored).toEqual([]);
  });

  test.each(["899000000001", "99000000001"])("the identifier %s is asked as an RPPS", async (idNat) => {
    served();
    const { findings } = await source().ask(asked({ idNat }), "window", never);
    expect(paths()[0]).toBe("Practitioner?identifier=99000000001&_revinclude=PractitionerRole:practitioner&_count=50");
    expect(findings.length).toBeGreaterThan(0);
  });

  test("a whole address: exactly, on the three resources; half an address: nothing", async () => {
    await source().ask(asked({ address: "alix.fictif@cabinet.demo.mssante.fr" }), "window", never);
    expect(paths().map((path) => path.split("&")[0])).toEqual([
      "Practitioner?mailbox-mss:exact=alix.fictif@cabinet.demo.mssante.fr",
      "PractitionerRole?mailbox-mss:exact=alix.fictif@cabinet.demo.mssante.fr",
      "Organization?mailbox-mss:exact=alix.fictif@cabinet.demo.mssante.fr",
    ]);
    server.asked.length = 0;
    await source().ask(typed("alix.fic@"), "typing", never);
    expect(server.asked).toEqual([]);
  });

  test("a comma or a bar typed is text, not an OR nor a code system", async () => {
    await source().ask(asked({ family: "fic,tif|$x" }), "window", never);
    expect(server.asked[0]?.query.get("family")).toBe("fic\\,tif\\|\\$x");
  });

  test("places beyond 20 are asked by lots of 20", async () => {
    const roles = Array.from({ length: 45 }, (_, index) => role(`r${index}`, "1", `o${index}`));
    server.reply = ({ path }) => ({
      body: bundle(path.endsWith("/Practitioner") ? [practitioner("1", "FICTIF", "Alix"), ...roles] : []),
    });
    await source().ask(asked({ family: "fictif" }), "window", never);
    expect(server.asked.slice(1).map(({ query }) => query.get("_id")?.split(",").length)).toEqual([20, 20, 5]);
  });

  test("no more than 17 calls start in a second", async () => {
    const starts: number[] = [];
    // A clock of its own: on the real one, a first call that is slow to start seems closer to the eighteenth.
    let now = 0;
    const clock = {
      now: () => now,
      wait: async (ms: number) => {
        const until = now + ms;
        await new Promise((resolve) => setTimeout(resolve, 5));
        now = Math.max(now, until);
      },
    };
    const one = source({ request: async () => (starts.push(now), { ok: false, code: "unreachable" }) }, clock);
    await Promise.allSettled(Array.from({ length: 20 }, () => one.ask(asked({ family: "fictif" }), "window", never)));
    expect(starts).toHaveLength(20);
    for (const [index, start] of starts.slice(17).entries())
      expect(start - (starts[index] ?? 0)).toBeGreaterThanOrEqual(990);
  });
});

describe("what comes back", () => {
  test("each mailbox has its places: those of the activity, or all of the person's", async () => {
    served();
    const { findings } = await source().ask(asked({ family: "fictif" }), "window", never);
    const at = (domain: string) => findings.find(({ address }) => address.endsWith(`@${domain}`));
    expect(at("cabinet.demo.mssante.fr")).toMatchObject({
      scope: "situation",
      rank: 1,
      idNat: "899000000001",
      profession: "Orthophoniste",
      situations: [{ city: "DEMOVILLE-SUR-LEZ" }],
    });
    expect(at("personne.demo.mssante.fr")?.situations.map(({ structure }) => structure)).toEqual([
      "Cabinet DEMO",
      "Clinique DEMO",
    ]);
  });

  test("a place filters by any of the person's places", async () => {
    served();
    const { findings } = await source().ask(asked({ family: "fictif", city: "lyon" }), "window", never);
    expect(findings.map(({ address }) => address)).toEqual(["alix.fictif@personne.demo.mssante.fr"]);
  });

  const oneTelecom = async (...telecoms: readonly unknown[]) => {
    server.reply = ({ path }) => ({
      body: bundle(path.endsWith("/Practitioner") ? [practitioner("1", "FICTIF", "Alix", { telecom: telecoms })] : []),
    });
    return (await source().ask(asked({ family: "fictif" }), "window", never)).findings.map(
      ({ address, kind }) => `${kind} ${address}`,
    );
  };

  test("§7.10: a mailbox of the red list is hidden", async () => {
    expect(
      await oneTelecom(
        telecom("cachee@cabinet.demo.mssante.fr", { red: true }),
        telecom("vue@cabinet.demo.mssante.fr", { red: false }),
      ),
    ).toEqual(["PER vue@cabinet.demo.mssante.fr"]);
  });

  test.each(["Practitioner", "PractitionerRole", "Organization"])(
    "§7.10: the red list holds on a %s, and nothing of it is shown in another way",
    async (type) => {
      const hidden = [telecom("cachee@cabinet.demo.mssante.fr", { red: true, type: "ORG", service: "Service caché" })];
      const on = (one: string) => (type === one ? { telecom: hidden } : {});
      server.reply = ({ path }) => ({
        body: bundle(
          path.endsWith("/Organization")
            ? [organization("o1", "Cabinet FICTIF", "34690", "DEMOVILLE", on("Organization"))]
            : [practitioner("1", "FICTIF", "Alix", on("Practitioner")), role("r1", "1", "o1", on("PractitionerRole"))],
        ),
      });
      for (const question of [asked({ family: "fictif" }), asked({ structure: "fictif", city: "demoville" })])
        expect((await source().ask(question, "window", never)).findings).toEqual([]);
      expect(server.asked.length).toBeGreaterThan(1);
    },
  );

  test("an ordinary e-mail is no recipient; a mailbox without a type is one, of unknown kind", async () => {
    expect(
      await oneTelecom(
        telecom("alix@courriel.demo.fr", { as: "ordinary" }),
        telecom("b@cabinet.demo.mssante.fr", { as: "bare" }),
        telecom("c@cabinet.demo.mssante.fr", { as: "code", type: "CAB" }),
      ),
    ).toEqual(["unknown b@cabinet.demo.mssante.fr", "CAB c@cabinet.demo.mssante.fr"]);
  });

  test.each([
    "alix@cabinet.demo.mssante.fr\r\nBcc: x@y.fr",
    "a\u202Eb@cabinet.demo.mssante.fr",
    "pas une adresse",
    12,
    null,
  ])("the address %j is left out", async (value) => {
    expect(await oneTelecom({ ...(telecom("x@cabinet.demo.mssante.fr") as object), value })).toEqual([]);
  });

  test("a service's mailbox on a person's activity is the service's, not the person's", async () => {
    server.reply = ({ path }) => ({
      body: bundle(
        path.endsWith("/Practitioner")
          ? [
              practitioner("1", "FICTIF", "Alix"),
              role("r1", "1", "o1", { telecom: [telecom("service@clinique.demo.mssante.fr", { type: "ORG" })] }),
            ]
          : population(path),
      ),
    });
    const { findings } = await source().ask(typed("cabinet"), "typing", never);
    expect(findings.find(({ address }) => address.startsWith("service"))).toMatchObject({
      kind: "ORG",
      name: "Cabinet DEMO",
      family: "",
      idNat: "",
    });
  });

  test("texts lose control and bidirectional characters, and are cut", async () => {
    server.reply = () => ({
      body: bundle([
        practitioner("1", `FIC\u202ETIF\u0000${"X".repeat(5000)}`, "A\nlix", {
          telecom: [telecom("alix@cabinet.demo.mssante.fr")],
        }),
      ]),
    });
    const { findings } = await source().ask(asked({ family: "fic" }), "window", never);
    expect(findings[0]?.family).toMatch(/^FICTIF X{100,120}$/u);
    expect(findings[0]?.given).toBe("A lix");
  });

  test.each([
    { entry: "texte" },
    { entry: [null, 3, { resource: null }, { resource: { resourceType: "Practitioner", id: "../x" } }] },
    {
      entry: [
        {
          resource: {
            resourceType: "Practitioner",
            id: "1",
            name: "x",
            telecom: {},
            qualification: 4,
            identifier: [[]],
          },
        },
      ],
    },
    {
      entry: [
        { resource: { resourceType: "PractitionerRole", id: "r", practitioner: { reference: 4 }, organization: [] } },
      ],
      link: { relation: "next" },
    },
  ])("a bundle of an unexpected shape gives nobody: %j", async (body) => {
    server.reply = () => ({ body: { resourceType: "Bundle", ...body } });
    expect((await source().ask(asked({ family: "fictif" }), "window", never)).findings).toEqual([]);
  });

  test("follows the next page with the key, four pages at most while the list is said to be cut", async () => {
    const page = (index: number) =>
      bundle(
        [practitioner(String(index), "FICTIF", "Alix", { telecom: [telecom(`p${index}@cabinet.demo.mssante.fr`)] })],
        `${FHIR_BASE}/_page?id=${index + 1}`,
      );
    server.reply = ({ query }) => ({ body: page(Number(query.get("id") ?? "1")) });
    const answer = await source().ask(asked({ family: "fictif" }), "window", never);
    expect(answer.findings.map(({ address }) => address.split("@")[0])).toEqual(["p1", "p2", "p3", "p4"]);
    expect(answer.cut).toBe("size");
    expect(server.asked.every(({ key }) => key === "cle-demo")).toBe(true);
  });

  test.each([
    "https://autre.demo.mssante.fr/fhir/v2/_page?id=2",
    "http://fhir.annuaire.demo.mssante.fr/_page",
    "https://moi:mot@fhir.annuaire.demo.mssante.fr/_page",
    "//autre.demo.mssante.fr/x",
    "https://[",
    "file:///etc/hosts",
  ])("§7.11: a next page at %s is not followed, the key stays, what came is kept", async (next) => {
    server.reply = () => ({
      body: bundle([practitioner("1", "FICTIF", "Alix", { telecom: [telecom("alix@cabinet.demo.mssante.fr")] })], next),
    });
    const answer = await source().ask(asked({ family: "fictif" }), "window", never);
    expect(server.asked).toHaveLength(1);
    expect(answer.findings).toHaveLength(1);
    expect(answer.cut).toBe("size");
  });
});
