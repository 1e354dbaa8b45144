import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDirectory, type DirectoryPorts, type LiveDirectory } from "./directory";
import { DEMO_MAP, NATIONAL_MAP } from "./ldap/attribute-map";
import type { LdapSettings } from "./ldap/source";
import { systemClock } from "./system-clock";
import { bundle, FHIR_BASE, type FhirServer, practitioner, startFhirServer, telecom } from "./testing/fhir-server";
import { criteria } from "./testing/people";
import { scriptedLdap } from "./testing/scripted-ldap";

const never = new AbortController().signal;
const person = (mail: string, fields: Record<string, readonly string[]> = {}) => ({
  mail: [mail],
  sn: ["FICTIF"],
  givenName: ["Alix"],
  cn: ["Alix FICTIF"],
  ...fields,
});

let fhir: FhirServer;
let ldap: Awaited<ReturnType<typeof scriptedLdap>>;
let directory: LiveDirectory | undefined;
beforeAll(async () => {
  fhir = await startFhirServer();
});
afterAll(() => fhir.close());
beforeEach(async () => {
  fhir.asked.length = 0;
  fhir.reply = () => ({});
  ldap = await scriptedLdap({ entries: [person("alix@cabinet.demo.mssante.fr")] });
});
afterEach(async () => {
  directory?.close();
  await ldap.close();
});

const ldapSettings = (settings: Partial<LdapSettings> = {}): LdapSettings => ({
  url: "ldap://ldap.annuaire.demo.mssante.fr",
  destination: async () => ({ ok: true, address: "127.0.0.1", port: ldap.port }),
  ca: [],
  confirm: async () => undefined,
  startTls: "offered",
  attributes: NATIONAL_MAP,
  ...settings,
});
const open = (ports: Partial<DirectoryPorts> = {}): LiveDirectory => {
  directory = createDirectory({
    clock: systemClock,
    ldap: ldapSettings(),
    fhir: { base: FHIR_BASE, key: () => "demo", request: fhir.request },
    ...ports,
  });
  return directory;
};
const onlyLdap = (settings: Partial<LdapSettings> = {}): LiveDirectory => {
  directory = createDirectory({ clock: systemClock, ldap: ldapSettings(settings) });
  return directory;
};
const fhirGives = (...people: readonly unknown[]): void => {
  fhir.reply = ({ path }) => ({ body: bundle(path.endsWith("/Practitioner") ? people : []) });
};
const addresses = (answers: Awaited<ReturnType<LiveDirectory["complete"]>>) =>
  Object.fromEntries(
    answers.map(({ source, recipients, failure }) => [
      source,
      failure ?? recipients.map(({ address }) => address.split("@")[0]),
    ]),
  );

describe("two sources", () => {
  test("each gives its answer; an address that both know is the one that came over HTTPS", async () => {
    ldap.script = {
      entries: [person("alix@cabinet.demo.mssante.fr", { l: ["DEMOVILLE"] }), person("seule@cabinet.demo.mssante.fr")],
    };
    fhirGives(practitioner("1", "FICTIF", "Alix", { telecom: [telecom("alix@cabinet.demo.mssante.fr", { rank: 1 })] }));
    const answers = await open().complete("fictif", never);
    expect(addresses(answers)).toEqual({ fhir: ["alix"], ldap: ["seule"] });
    expect(answers[0]?.recipients[0]).toMatchObject({ preferred: true, city: "DEMOVILLE", source: "fhir" });
  });

  test("one that dies says so, and the answer of the other is kept", async () => {
    fhir.reply = () => ({ status: 500, body: "" });
    expect(addresses(await open().search(criteria({ family: "fictif" }), never))).toEqual({
      fhir: "refused",
      ldap: ["alix"],
    });
    fhirGives(practitioner("1", "FICTIF", "Alix", { telecom: [telecom("alix@cabinet.demo.mssante.fr")] }));
    ldap.script = { ending: "close" };
    expect(addresses(await open().search(criteria({ family: "fictif" }), never))).toEqual({
      fhir: ["alix"],
      ldap: "unreachable",
    });
  });

  test("while typing, a slow source is not waited for once the other found somebody", async () => {
    fhir.reply = () => ({ hang: true });
    const before = performance.now();
    expect(addresses(await open().complete("fictif", never))).toEqual({ fhir: "timeout", ldap: ["alix"] });
    expect(performance.now() - before).toBeLessThan(3000);
  });

  test("an application's mailbox is left out while typing, not in the window", async () => {
    ldap.script = {
      entries: [
        person("logiciel@cabinet.demo.mssante.fr", { demoTypeBal: ["APP"] }),
        person("alix@cabinet.demo.mssante.fr", { demoTypeBal: ["PER"] }),
      ],
    };
    const attributes = { ...NATIONAL_MAP, read: DEMO_MAP.read };
    expect(addresses(await onlyLdap({ attributes }).complete("fictif", never))).toEqual({ ldap: ["alix"] });
    expect(addresses(await onlyLdap({ attributes }).search(criteria({ family: "fictif" }), never))).toEqual({
      ldap: ["alix", "logiciel"],
    });
  });

  test("one typing error is forgiven by a directory that forgives none: the names are asked by their beginning, once nobody answered", async () => {
    fhir.reply = ({ path, query }) => ({
      body: bundle(
        path.endsWith("/Practitioner") && "fictif".startsWith((query.get("family") ?? "-").toLowerCase())
          ? [practitioner("1", "FICTIF", "Alix", { telecom: [telecom("alix@fhir.demo.mssante.fr")] })]
          : [],
      ),
    });
    const find = async (text: string) =>
      (
        await open({ ldap: ldapSettings({ destination: async () => ({ ok: false, code: "refused" }) }) }).complete(
          text,
          never,
        )
      )
        .flatMap(({ recipients }) => recipients)
        .map(({ address }) => address);
    expect(await find("fictif")).toEqual(["alix@fhir.demo.mssante.fr"]);
    expect(await find("fictfi")).toEqual(["alix@fhir.demo.mssante.fr"]);
    expect(await find("fictive-demo")).toEqual([]);
  });

  test("without its key the FHIR directory is not asked", async () => {
    const answers = await open({ fhir: { base: FHIR_BASE, key: async () => null, request: fhir.request } }).search(
      criteria({ family: "fictif" }),
      never,
    );
    expect(answers.map(({ source }) => source)).toEqual(["ldap"]);
    expect(fhir.asked).toEqual([]);
  });

  test("without a source nothing is found and nothing fails", async () => {
    const none = createDirectory({ clock: systemClock });
    expect(await none.complete("fictif", never)).toEqual([]);
    expect(await none.search(criteria({ family: "fictif" }), never)).toEqual([]);
    expect(await none.probe(never)).toEqual({ ldap: null, failure: null, fhir: null });
  });
});

describe("what is not asked", () => {
  test.each(["", "fi", "  a ", "dr"])("“%s” is asked of nobody", async (text) => {
    expect(await open().complete(text, never)).toEqual([]);
    expect([ldap.searches, fhir.asked.length]).toEqual([0, 0]);
  });

  test("criteria too vague are refused by each source without a call", async () => {
    const answers = await open().search(criteria({ family: "f" }), never);
    expect(answers.map(({ failure }) => failure)).toEqual(["too-short", "too-short"]);
    expect([ldap.searches, fhir.asked.length]).toEqual([0, 0]);
  });

  test("§7.8: an answer to a question that was replaced is nothing at all", async () => {
    ldap.script = { ...ldap.script, delayMs: 100 };
    const one = onlyLdap();
    const stop = new AbortController();
    const older = one.complete("fictif", stop.signal);
    stop.abort();
    const newer = one.complete("fictif alix", never);
    expect(await older).toEqual([]);
    expect(addresses(await newer)).toEqual({ ldap: ["alix"] });
    expect(await one.complete("fictif", AbortSignal.abort())).toEqual([]);
  });
});

describe("an LDAP server that misbehaves", () => {
  const ask = (settings: Partial<LdapSettings> = {}) =>
    onlyLdap(settings).search(criteria({ family: "fictif" }), never);
  const ten = Array.from({ length: 10 }, (_, index) => person(`a${index}@cabinet.demo.mssante.fr`));

  test.each([
    [3, "time"],
    [4, "size"],
    [11, "size"],
  ])("§7.3: a limit (code %i) keeps the ten entries received and says “%s”", async (code, cut) => {
    ldap.script = { entries: ten, code };
    const [answer] = await ask();
    expect(answer).toMatchObject({ cut, failure: null });
    expect(answer?.recipients).toHaveLength(10);
  });

  test("§7.3: a time limit with nothing received is a cut, not “nobody”", async () => {
    ldap.script = { code: 3 };
    expect((await ask())[0]).toMatchObject({ cut: "time", recipients: [], failure: null });
  });

  test.each([
    [51, "busy"],
    [52, "busy"],
    [1, "refused"],
    [50, "refused"],
    [53, "refused"],
    [80, "refused"],
  ])("code %i is “%s”", async (code, failure) => {
    ldap.script = { code };
    expect((await ask())[0]?.failure).toBe(failure);
  });

  test.each([
    ["cuts the connection", { entries: ten, ending: "close" as const }, "unreachable"],
    ["never ends its answer", { entries: ten, ending: "hang" as const }, "timeout"],
    ["speaks another language", { bytes: Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n") }, "timeout"],
    ["promises two gigabytes", { bytes: Buffer.from([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 0x02, 0x01]) }, "timeout"],
  ])("that %s is left, in time", async (_, script, failure) => {
    ldap.script = script;
    expect((await ask({ limits: { windowMs: 300 } }))[0]?.failure).toBe(failure);
    ldap.script = { entries: ten };
    expect((await directory?.search(criteria({ family: "fictif" }), never))?.[0]?.recipients).toHaveLength(10);
  });

  test("that sends entries without end is cut off", async () => {
    ldap.script = {
      entries: Array.from({ length: 1500 }, (_, index) => person(`a${index}@x.mssante.fr`)),
      ending: "hang",
    };
    expect((await ask({ limits: { windowMs: 3000 } }))[0]?.failure).toBe("unreachable");
  });

  test("that does not hold to the 100 entries is held to them", async () => {
    ldap.script = { entries: Array.from({ length: 500 }, (_, index) => person(`a${index}@x.mssante.fr`)) };
    const [answer] = await ask();
    expect(answer?.recipients).toHaveLength(100);
    expect(answer?.cut).toBe("size");
  });

  test("that gives others than those asked is not believed", async () => {
    ldap.script = {
      entries: [person("autre@x.mssante.fr", { sn: ["AUTRE"], cn: ["Alix AUTRE"] }), person("alix@x.mssante.fr")],
    };
    expect(addresses(await ask())).toEqual({ ldap: ["alix"] });
  });

  test("hostile attribute names and values change nothing", async () => {
    ldap.script = {
      entries: [
        person("alix@x.mssante.fr", { __proto__x: ["1"], constructor: ["x"], l: [`DEMO\u202E${"V".repeat(9000)}`] }),
      ],
    };
    const [answer] = await ask();
    expect(answer?.recipients[0]?.city).toMatch(/^DEMOV{76}$/u);
  });

  test.each([
    ["refused-host", "ldap://ldap.annuaire.demo.mssante.fr", "unreachable"],
    ["ok", "http://ldap.annuaire.demo.mssante.fr", "refused"],
    ["ok", "n'importe quoi", "refused"],
  ])("a destination %s at %s is “%s”", async (code, url, failure) => {
    const destination: LdapSettings["destination"] = async () =>
      code === "ok" ? { ok: true, address: "127.0.0.1", port: ldap.port } : { ok: false, code };
    expect((await ask({ url, destination }))[0]?.failure).toBe(failure);
  });

  test("nobody listening is unreachable, in the probe too", async () => {
    await ldap.close();
    expect((await ask())[0]?.failure).toBe("unreachable");
    expect(await directory?.probe(never)).toEqual({ ldap: null, failure: "unreachable", fhir: null });
  });

  test("a directory that must be reached under StartTLS and refuses it is never asked in clear", async () => {
    const answers = await ask({ startTls: "always", limits: { windowMs: 300 } });
    expect(answers[0]?.failure).not.toBeNull();
    expect(ldap.searches).toBe(0);
  });
});
