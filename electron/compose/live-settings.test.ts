import { beforeEach, expect, test } from "vitest";
import type { Environment } from "#shared/domain/environment";
import type { DirectoryProbe } from "../directory/directory";
import { DEMO_MAP, NATIONAL_MAP } from "../directory/ldap/attribute-map";
import { KNOWN_ENVIRONMENTS } from "../trust/known-environments";
import type { StoreClient } from "../store/serve";
import { createGate } from "./gate";
import { createLiveSettings, liveHandlers } from "./live-settings";
import type { Services } from "./services";

let settings: Map<string, unknown>;
let environment: Environment;
let probed: DirectoryProbe;
let traced: string[];
beforeEach(() => {
  [settings, environment, traced] = [new Map(), KNOWN_ENVIRONMENTS.production, []];
  probed = { ldap: null, failure: "unreachable", fhir: { keyed: true, failure: null, count: 1 } };
});

/** The handlers over a store that keeps settings as the real one does, and a directory that says what the test wants. */
function open() {
  const store = createGate<StoreClient>("store-closed");
  store.set({
    getSetting: async (key: string) => structuredClone(settings.get(key) ?? null),
    setSetting: async (key: string, value: unknown) => void settings.set(key, structuredClone(value)),
  } as unknown as StoreClient);
  const platform = { clock: () => new Date("2026-11-22T09:00:00.000Z") } as Services["platform"];
  const live = createLiveSettings({ store, environment: () => environment, platform });
  const handlers = liveHandlers({
    store,
    live,
    platform,
    environment: () => environment,
    directory: { probe: async () => probed },
    changed: () => undefined,
    trace: async ({ answer }: { readonly answer: string }) => void traced.push(answer),
  } as unknown as Services);
  return { live, handlers };
}

test("the key is kept and given to the directory alone: the page only learns that there is one", async () => {
  const { live, handlers } = open();
  expect(await live.key()).toBeNull();
  const state = await handlers["live.setKey"]({ key: "cle-de-demonstration" });
  expect(state.fhir).toEqual({ url: "https://gateway.api.esante.gouv.fr/fhir/v2", key: "kept" });
  expect(await live.key()).toBe("cle-de-demonstration");
  expect(JSON.stringify(await handlers["live.state"](undefined))).not.toContain("cle-de-demonstration");
});

test("the key of a directory is not shown to another one", async () => {
  const { live, handlers } = open();
  await handlers["live.setKey"]({ key: "cle-de-demonstration" });
  environment = { ...environment, directory: { fhir: "https://pirate.exemple/fhir" } };
  expect(await live.key()).toBeNull();
  expect((await handlers["live.state"](undefined)).fhir?.key).toBe("none");
});

test("the key is taken away on demand", async () => {
  const { live, handlers } = open();
  await handlers["live.setKey"]({ key: "cle-de-demonstration" });
  expect((await handlers["live.setKey"]({ key: null })).fhir?.key).toBe("none");
  expect(await live.key()).toBeNull();
});

test("the demonstration has its own public key, and one's own comes before it", async () => {
  environment = { ...environment, id: "demo" };
  const { live, handlers } = open();
  expect(await live.key()).toBe("demo");
  expect((await handlers["live.state"](undefined)).fhir?.key).toBe("public");
  await handlers["live.setKey"]({ key: "la-mienne" });
  expect(await live.key()).toBe("la-mienne");
});

test("while the store is closed there is no key and nothing learned", async () => {
  const store = createGate<StoreClient>("store-closed");
  const platform = { clock: () => new Date(0) } as Services["platform"];
  const live = createLiveSettings({ store, environment: () => environment, platform });
  expect(await live.key()).toBeNull();
  expect(await live.attributes.read()).toBeNull();
});

test("what a test learned serves the next questions of that server, and of no other", async () => {
  const { live, handlers } = open();
  await live.attributes.keep(DEMO_MAP, ["mail", "demoTypeBal"]);
  expect((await live.attributes.read())?.asked.kind).toEqual(["demoTypeBal"]);
  const state = await handlers["live.state"](undefined);
  expect(state.ldap).toMatchObject({ seen: ["mail", "demoTypeBal"], learnedAt: "2026-11-22T09:00:00.000Z" });
  expect(state.ldap?.attributes).toMatchObject({ kind: "demoTypeBal", service: "" });
  const { ldap: _, ...others } = environment.directory;
  environment = { ...environment, directory: { ...others, ldap: "ldap://autre.demo.mssante.fr" } };
  expect(await live.attributes.read()).toBeNull();
  environment = { ...environment, directory: others };
  expect((await handlers["live.state"](undefined)).ldap).toBeNull();
});

test("a name is corrected by hand, and everything learned is forgotten on demand", async () => {
  const { live, handlers } = open();
  const state = await handlers["live.setAttribute"]({ field: "structure", attribute: "raisonSociale" });
  expect(state.ldap?.attributes.structure).toBe("raisonSociale");
  expect((await live.attributes.read())?.asked.family).toEqual(NATIONAL_MAP.asked.family);
  expect(
    (await handlers["live.setAttribute"]({ field: "structure", attribute: null })).ldap?.attributes.structure,
  ).toBe("");
  expect((await handlers["live.forgetAttributes"](undefined)).ldap?.learnedAt).toBeNull();
  expect(await live.attributes.read()).toBeNull();
});

test("a damaged setting is nothing learned, not a failure", async () => {
  settings.set("directory-attributes", { url: 3 });
  expect(await open().live.attributes.read()).toBeNull();
});

test("« Tester l’annuaire » tells its steps, and leaves one line in the journal with codes only", async () => {
  const { steps } = await open().handlers["live.test"](undefined);
  expect(steps.map(({ step, code }) => `${step} ${code}`)).toEqual(["connection unreachable", "key ok", "answer ok"]);
  expect(traced).toEqual(["connection unreachable"]);
});
