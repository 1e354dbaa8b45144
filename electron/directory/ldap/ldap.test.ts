import { spawnSync } from "node:child_process";
import type { TLSSocket } from "node:tls";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { directoryEntries } from "../../../e2e/servers/directory-entries";
import { type Slapd, startSlapd } from "../../../e2e/servers/slapd";
import type { Pki } from "../../demo/pki/pki";
import { strangerPki, testPki } from "../../demo/pki/testing/authorities";
import { failureOf } from "../failure";
import { type Question, questionOfCriteria, questionOfText } from "../question";
import { criteria, PEOPLE } from "../testing/people";
import { type Relay, relayTo, tlsBefore } from "../testing/tcp";
import { type AttributeMap, DEMO_MAP, type KeptAttributes, NATIONAL_MAP } from "./attribute-map";
import { createLdapSource, type LdapSettings } from "./source";

/** All of this runs against a real OpenLDAP; `npm test` installs it (scripts/install-servers.mjs). */
const installed = spawnSync("which", ["slapd"]).status === 0;
const HOST = "ldap.annuaire.demo.mssante.fr";
const never = new AbortController().signal;
const asked = (fields: Parameters<typeof criteria>[0]): Question => questionOfCriteria(criteria(fields));
const typed = (text: string): Question => questionOfText(text) ?? expect.fail("nothing to ask");

describe.runIf(installed)("the LDAP directory, on a real OpenLDAP", () => {
  let pki: Pki;
  let slapd: Slapd;
  let relay: Relay;
  let opened: ReturnType<typeof createLdapSource>[] = [];
  beforeAll(async () => {
    pki = await testPki();
    const certificate = await pki.issue([HOST]);
    const entries = [...directoryEntries("cabinet.demo.mssante.fr"), ...PEOPLE];
    slapd = await startSlapd({ certificate, anchorPem: pki.anchorPem, entries });
  }, 60_000);
  afterAll(() => slapd.stop());
  beforeEach(async () => {
    relay = await relayTo(slapd.port);
  });
  afterEach(async () => {
    for (const each of opened) each.close();
    opened = [];
    await relay.close();
  });
  const source = (settings: Partial<LdapSettings> = {}) => {
    const made = createLdapSource({
      url: `ldap://${HOST}`,
      destination: async () => ({ ok: true, address: "127.0.0.1", port: relay.port }),
      ca: [pki.anchorPem],
      confirm: async () => undefined,
      startTls: "never",
      attributes: DEMO_MAP,
      ...settings,
    });
    opened.push(made);
    return made;
  };
  const find = async (question: Question, settings: Partial<LdapSettings> = {}) =>
    (await source(settings).ask(question, "window", never)).findings.map(({ address }) => address.split("@")[0]);

  test("§7.1: 101 matches under a cap of 100 give 100 mailboxes and say that the list was cut", async () => {
    const answer = await source().ask(asked({ family: "UNDETROP-DEMO" }), "window", never);
    expect(answer.findings).toHaveLength(100);
    expect(answer.cut).toBe("size");
  });

  test("§7.2: exactly 100 matches give 100 mailboxes, never an empty list", async () => {
    const answer = await source().ask(asked({ family: "EXACTEMENT-DEMO" }), "window", never);
    expect(answer.findings).toHaveLength(100);
    expect(answer.cut).toBe("no");
  });

  test("§7.4: two first searches at once on a cold source both settle: the newer answers, the older is cancelled", async () => {
    const cold = source();
    const older = cold.ask(typed("dupont"), "typing", never).then(() => "answered", failureOf);
    const newer = cold.ask(typed("sansaccent"), "typing", never);
    expect((await newer).findings.map(({ given }) => given)).toEqual(["Helene"]);
    expect(await older).toBe("cancelled");
  });

  test("§7.4: typing and the window do not disturb each other on a cold source", async () => {
    const cold = source();
    const answers = await Promise.all([
      cold.ask(typed("dupont"), "typing", never),
      cold.ask(asked({ family: "dupont" }), "window", never),
    ]);
    for (const { findings } of answers) expect(findings.length).toBeGreaterThan(2);
  });

  test("§7.8: ten questions in a row as one types: only the last one answers", async () => {
    const one = source();
    const word = "nombreux-demo";
    const asks = Array.from({ length: 10 }, (_, index) =>
      one.ask(typed(word.slice(0, index + 4)), "typing", never).then(() => "answered", failureOf),
    );
    expect(await Promise.all(asks)).toEqual([...Array.from({ length: 9 }, () => "cancelled"), "answered"]);
  });

  test("the caller's signal cancels, and the next question has an answer", async () => {
    const one = source();
    const stop = new AbortController();
    const given = one.ask(typed("dupont"), "typing", stop.signal).then(() => "answered", failureOf);
    stop.abort();
    expect(await given).toBe("cancelled");
    expect((await one.ask(typed("dupont"), "typing", never)).findings.length).toBeGreaterThan(0);
  });

  test("a warm connection is used again, an idle one is closed", async () => {
    const one = source({ limits: { idleMs: 80 } });
    await one.ask(typed("dupont"), "typing", never);
    await one.ask(typed("accentue"), "typing", never);
    expect(relay.sent).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await one.ask(typed("dupont"), "typing", never);
    expect(relay.sent).toHaveLength(2);
  });

  test("a connection that the server closed between two questions is replaced", async () => {
    const one = source();
    await one.ask(typed("dupont"), "typing", never);
    relay.cut();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await one.ask(typed("dupont"), "typing", never)).findings.length).toBeGreaterThan(0);
  });

  test("under TLS from the first byte the server is confirmed before it is asked; a server that does not answer is not waited for", async () => {
    const tls = await tlsBefore(relay.port, await pki.issue([HOST]));
    const place = async () => ({ ok: true, address: "127.0.0.1", port: tls.port }) as const;
    const confirmed: string[] = [];
    const confirm = async (socket: TLSSocket) => void confirmed.push(socket.getPeerCertificate().subject.CN);
    const secure = { url: `ldaps://${HOST}`, destination: place, confirm };
    expect(await find(typed("dupont"), secure)).toContain("camille.dupont");
    expect(confirmed).toEqual([HOST]);
    const revoked = async () => Promise.reject(Object.assign(new Error("revoked"), { code: "CERT_REVOKED" }));
    const before = relay.sent.length;
    const refused = source({ ...secure, confirm: revoked });
    expect(await refused.ask(typed("dupont"), "typing", never).catch(failureOf)).toBe("revoked");
    expect(relay.sent.length - before).toBeLessThanOrEqual(1);
    expect(relay.sent.slice(before).every((bytes) => bytes.length === 0)).toBe(true);
    await tls.close();
    const gone = source({ ...secure });
    expect(await gone.ask(typed("dupont"), "typing", never).catch(failureOf)).toBe("unreachable");
  });

  describe("§7.5: StartTLS", () => {
    const inClear = (): boolean => relay.sent.some((bytes) => bytes.includes("DUPONT") || bytes.includes("dupont"));

    test("is used when the server offers it, on a fresh connection for each question", async () => {
      const one = source({ startTls: "offered" });
      expect((await one.ask(typed("dupont"), "typing", never)).findings.length).toBeGreaterThan(0);
      expect((await one.ask(typed("dupont"), "typing", never)).findings.length).toBeGreaterThan(0);
      expect(relay.sent).toHaveLength(2);
      expect(inClear()).toBe(false);
    });

    test("dropped: the question fails, and the next one is under TLS, never in clear", async () => {
      const one = source({ startTls: "offered" });
      await one.ask(typed("dupont"), "typing", never);
      relay.cutAfter = "1.3.6.1.4.1.1466.20037";
      expect(await one.ask(typed("dupont"), "typing", never).catch(failureOf)).toBe("unreachable");
      relay.cutAfter = null;
      expect((await one.ask(typed("dupont"), "typing", never)).findings.length).toBeGreaterThan(0);
      expect(inClear()).toBe(false);
    });

    test("a server whose certificate was revoked is told apart, and asked nothing", async () => {
      const seen: string[] = [];
      const one = source({
        startTls: "always",
        confirm: async (socket) => {
          seen.push(socket.getPeerCertificate().subject.CN);
          throw Object.assign(new Error("revoked"), { code: "CERT_REVOKED" });
        },
      });
      expect(await one.ask(typed("dupont"), "typing", never).catch(failureOf)).toBe("revoked");
      expect(seen).toEqual([HOST]);
      expect(inClear()).toBe(false);
    });

    test.each([
      ["an authority that is not ours", async () => ({ ca: [(await strangerPki()).anchorPem] })],
      ["a name that is not the server's", async () => ({ url: "ldap://autre.demo.mssante.fr" })],
    ])("%s is refused, and nothing is asked in clear instead", async (_, settings) => {
      const one = source({ startTls: "always", ...(await settings()) });
      expect(await one.ask(typed("dupont"), "typing", never).catch(failureOf)).toBe("untrusted");
      expect(await one.ask(typed("dupont"), "typing", never).catch(failureOf)).toBe("untrusted");
      expect(inClear()).toBe(false);
    });
  });

  test.each([
    "family",
    "given",
    "structure",
    "city",
    "street",
    "profession",
    "specialty",
    "postalCode",
    "address",
    "idNat",
  ] as const)("§7.6: `*)(mail=*` typed as %s is text, not a filter", async (field) => {
    // Were it a filter, the server would give its first 100 mailboxes: what is kept of them here hides nothing.
    expect(await source().ask(asked({ [field]: "*)(mail=*" }), "window", never)).toMatchObject({
      findings: [],
      cut: "no",
    });
  });

  test("§7.6: an asterisk typed in a word matches nothing but an asterisk", async () => {
    expect(await find(typed("dup*"))).toEqual([]);
  });

  test.each([
    "Hélène Accentué",
    "HÉLÈNE ACCENTUÉ",
    "accentué hélène",
    "helene accentue",
    "accentue helene",
    "accentue-demo",
    "ACCENTUÉ",
  ])("§7.7: “%s” finds her, accents as stored", async (text) => {
    // Stored with accents: one word typed without them cannot match on the server; two words match the address.
    expect(await find(typed(text))).toEqual(text === "accentue-demo" ? [] : ["helene.accentue"]);
  });

  test.each(["Hélène Sansaccent", "helene sansaccent", "SANSACCENT", "sansaccent hel", "Sansaccent-Demo"])(
    "§7.7: “%s” finds her, stored without accents",
    async (text) => {
      expect(await find(typed(text))).toEqual(["helene.sansaccent"]);
    },
  );

  test.each(["d'arc", "d’Arc", "D'ARC-DEMO", "jeanne d'arc"])("§7.7: “%s” finds her", async (text) => {
    expect(await find(typed(text))).toEqual(["jeanne.darc"]);
  });

  test.each(["Le-Goff", "le goff", "Le Goff Yann", "yann le goff", "YANN LE-GOFF"])(
    "§7.7: “%s” finds him, in either order, hyphen or space",
    async (text) => {
      expect(await find(typed(text))).toEqual(["yann.legoff"]);
    },
  );

  test("“dr dupont lyon” finds the one in Lyon; “pharmacien dupont” and “dupont 35” the other", async () => {
    expect(await find(typed("dr dupont lyon"))).toEqual(["camille.dupont"]);
    expect(await find(typed("lyon dupont"))).toEqual(["camille.dupont"]);
    expect(await find(typed("pharmacien dupont"))).toEqual(["dominique.dupont"]);
    expect(await find(typed("dupont 35"))).toEqual(["dominique.dupont"]);
    expect(await find(typed("cardiologue dupont"))).toEqual(["camille.dupont"]);
  });

  test("“orthophoniste 34690” is a direct question", async () => {
    expect(await find(typed("orthophoniste 34690"))).toEqual(["helene.accentue"]);
  });

  test("an RPPS finds with or without its “8”, an address by its beginning", async () => {
    expect(await find(asked({ idNat: "899000099001" }))).toEqual(["helene.accentue"]);
    expect(await find(asked({ idNat: "99000099001" }))).toEqual(["helene.accentue"]);
    expect(await find(typed("helene.acc"))).toEqual(["helene.accentue"]);
    expect(await find(asked({ address: "HELENE.ACC" }))).toEqual(["helene.accentue"]);
  });

  test("a mailbox carries its kind, its person and its place", async () => {
    const { findings } = await source().ask(asked({ family: "dupont", given: "camille" }), "window", never);
    expect(findings).toEqual([
      expect.objectContaining({
        kind: "PER",
        name: "DUPONT-DEMO Camille",
        profession: "Médecin",
        specialty: "Cardiologie et maladies vasculaires",
        situations: [
          {
            structure: "Maison de santé DEMO",
            service: "",
            street: "1 RUE FICTIVE",
            postalCode: "69003",
            city: "LYON DEMO",
          },
        ],
        source: "ldap",
      }),
    ]);
  });

  test("criteria that the national map cannot ask are said, and applied to what came back", async () => {
    const answer = await source({ attributes: NATIONAL_MAP }).ask(
      asked({ family: "dupont", city: "rennes", postalCode: "35" }),
      "window",
      never,
    );
    expect(answer.ignored).toEqual(["postalCode", "city"]);
    expect(answer.findings.map(({ given }) => given)).toEqual(["Dominique"]);
  });

  test("criteria of which none has a known name here are said to be ignored, a short name too short: nothing is sent", async () => {
    const one = source({ attributes: NATIONAL_MAP });
    const nothing = { findings: [], cut: "no" };
    expect(await one.ask(asked({ city: "rennes" }), "window", never)).toEqual({ ...nothing, ignored: ["city"] });
    expect(await one.ask(asked({ street: "de l'exemple" }), "window", never)).toEqual({
      ...nothing,
      ignored: ["street"],
    });
    expect(await one.ask(asked({ family: "du" }), "window", never).catch(failureOf)).toBe("too-short");
    expect(relay.sent).toHaveLength(0);
  });

  test("§7.14: an attribute that the schema does not know is said, instead of “nobody”", async () => {
    const wrong = { ...DEMO_MAP, asked: { ...DEMO_MAP.asked, city: ["villeDemoInconnue"] } };
    const one = source({ attributes: wrong });
    expect(await one.ask(asked({ city: "rennes", family: "dupont" }), "window", never).catch(failureOf)).toBe(
      "attribute-map",
    );
    const probe = await one.probe(never);
    expect(probe.missing).toEqual(["villeDemoInconnue"]);
    // What the probe learned serves at once.
    expect(
      (await one.ask(asked({ city: "rennes", family: "dupont" }), "window", never)).findings.map(({ given }) => given),
    ).toEqual(["Dominique"]);
  });

  test("“Tester l'annuaire” tells names and codes, and no entry", async () => {
    const probe = await source({ attributes: NATIONAL_MAP }).probe(never);
    expect(probe.steps.map(({ step, code }) => [step, code])).toEqual([
      ["root", 0],
      ["schema", 0],
      ["base", 0],
      ["entries", 4],
    ]);
    expect(probe.startTls).toBe(true);
    expect(probe.attributes).toEqual(expect.arrayContaining(["mail", "sn", "demoTypeBal", "postalCode"]));
    expect(probe.schema).toEqual(expect.arrayContaining(["demotypebal", "mail"]));
    expect(JSON.stringify(probe)).not.toMatch(/@|DEMO /u);
  });

  test("“Tester l'annuaire” learns names that are not the usual ones, and they serve in the next question", async () => {
    const one = source({ attributes: NATIONAL_MAP });
    expect((await one.ask(asked({ family: "dupont", specialty: "cardio" }), "window", never)).ignored).toEqual([
      "specialty",
    ]);
    const { learned, isProtected } = await one.probe(never);
    expect(learned.asked).toMatchObject({
      kind: ["demoTypeBal"],
      idNat: ["demoIdNat"],
      professionCode: ["demoCodeProfession"],
      profession: ["demoProfession"],
      specialty: ["demoSpecialite"],
      postalCode: ["postalCode"],
      city: ["l"],
    });
    expect(isProtected).toBe(false);
    const answer = await one.ask(asked({ family: "dupont", specialty: "cardio" }), "window", never);
    expect(answer.ignored).toEqual([]);
    expect(answer.findings.map(({ given, kind }) => `${given} ${kind}`)).toEqual(["Camille PER"]);
  });

  test("what was learned is kept where it is told to, and read again by the next source", async () => {
    let map: AttributeMap | null = null;
    const kept: KeptAttributes = {
      read: async () => map,
      keep: async (learned) => {
        map = learned;
      },
    };
    await source({ attributes: NATIONAL_MAP, kept }).probe(never);
    expect((await source({ attributes: NATIONAL_MAP, kept, startTls: "offered" }).probe(never)).isProtected).toBe(true);
    expect(await find(asked({ city: "rennes", family: "dupont" }), { attributes: NATIONAL_MAP, kept })).toEqual([
      "dominique.dupont",
    ]);
  });

  test("a base that does not exist is a refusal, in the search and in the probe", async () => {
    const base = "ou=absente,o=mssante,c=fr";
    expect(await source({ base }).ask(typed("dupont"), "typing", never).catch(failureOf)).toBe("refused");
    const { steps } = await source({ base }).probe(never);
    expect(steps.find(({ step }) => step === "base")?.code).toBe(32);
  });

  test("a mute server ends at the limit, and does not hold the next question", async () => {
    relay.mute = true;
    const one = source({ limits: { typingMs: 300 } });
    expect(await one.ask(typed("dupont"), "typing", never).catch(failureOf)).toBe("timeout");
    relay.mute = false;
    expect((await one.ask(typed("dupont"), "typing", never)).findings.length).toBeGreaterThan(0);
  });

  test("a stopped server is unreachable, and found again when it is back", async () => {
    const one = source();
    await slapd.pause();
    expect(await one.ask(typed("dupont"), "typing", never).catch(failureOf)).toBe("unreachable");
    await slapd.resume();
    expect((await one.ask(typed("dupont"), "typing", never)).findings.length).toBeGreaterThan(0);
  });
});
