import { z } from "zod";
import type { Handlers } from "#shared/contract/index";
import { LDAP_FIELDS, type LdapField, type LiveDirectoryState } from "#shared/domain/live-directory";
import { type AttributeMap, type KeptAttributes, withAttribute } from "../directory/ldap/attribute-map";
import { stepsOfProbe } from "../directory/test-steps";
import type { Ground } from "./ground";
import { attributesIn, isOurs } from "./live-directory";
import type { Services } from "./services";
import { keptSetting } from "./kept-setting";

type Names = "live.state" | "live.test" | "live.setKey" | "live.setAttribute" | "live.forgetAttributes";
type Ports = Pick<Ground, "store" | "environment" | "platform">;

/** What a profile keeps of the live directories, encrypted with the rest: the FHIR key, and the attribute names that a test learned. */
export type LiveSettings = {
  /** The key of the FHIR directory; the demonstration's own is public; null when there is none. */
  readonly key: () => Promise<string | null>;
  readonly attributes: KeptAttributes;
};

const KEY = "directory-key";
const ATTRIBUTES = "directory-attributes";
const TEST_MS = 30_000;

const names = z.record(z.string(), z.array(z.string()));
const learned = z.object({ url: z.string(), at: z.string(), seen: z.array(z.string()), read: names, asked: names });
const typedKey = z.object({ url: z.string(), key: z.string().min(1) });
type Learned = z.infer<typeof learned>;

/** Reads and keeps them in the open store: nothing stays in memory. What was learned of another server is not used. */
export function createLiveSettings({ store, environment, platform }: Ports): LiveSettings {
  return {
    key: async () => (await keptKey({ store, environment })) ?? (isOurs(environment()) ? "demo" : null),
    attributes: {
      read: async () => (await keptNames({ store, environment }))?.map ?? null,
      keep: async (map, seen) => {
        const url = environment().directory.ldap;
        if (url === undefined) return;
        const kept = { url, at: platform.clock().toISOString(), seen: [...seen], read: map.read, asked: map.asked };
        await store.get().setSetting(ATTRIBUTES, kept);
      },
    },
  };
}

/** What the settings do with the live directories. */
export function liveHandlers(services: Services): Pick<Handlers, Names> {
  const { store, live, directory, changed, trace } = services;
  const state = (): Promise<LiveDirectoryState> => stateOf(services);
  const told = async (): Promise<LiveDirectoryState> => {
    changed("directory");
    return state();
  };
  return {
    "live.state": state,
    "live.test": async () => {
      const steps = stepsOfProbe(await directory.probe(AbortSignal.timeout(TEST_MS)));
      const failed = steps.filter(({ outcome }) => outcome === "failed").map(({ step, code }) => `${step} ${code}`);
      const answer = failed.length === 0 ? "ok" : failed.join(", ");
      await trace({ action: "directory", request: "directory test", answer, success: failed.length === 0 });
      return { steps, state: await told() };
    },
    "live.setKey": async ({ key }) => {
      const url = services.environment().directory.fhir;
      await store.get().setSetting(KEY, key === null || key === "" || url === undefined ? null : { url, key });
      return told();
    },
    "live.setAttribute": async ({ field, attribute }) => {
      const kept = await keptNames(services);
      const map = kept?.map ?? attributesIn(services.environment());
      await live.attributes.keep(withAttribute(map, field, attribute), kept?.seen ?? []);
      return told();
    },
    "live.forgetAttributes": async () => {
      await store.get().setSetting(ATTRIBUTES, null);
      return told();
    },
  };
}

/** The key typed for this very directory: another one is not shown it. */
async function keptKey({ store, environment }: Pick<Ports, "store" | "environment">): Promise<string | null> {
  const read = await keptSetting(store.peek(), KEY, typedKey);
  return read !== null && read.url === environment().directory.fhir ? read.key : null;
}

async function keptNames({
  store,
  environment,
}: Pick<Ports, "store" | "environment">): Promise<(Learned & { readonly map: AttributeMap }) | null> {
  const read = await keptSetting(store.peek(), ATTRIBUTES, learned);
  if (read === null || read.url !== environment().directory.ldap) return null;
  const each = (of: Readonly<Record<string, readonly string[]>>): AttributeMap["read"] =>
    Object.fromEntries(LDAP_FIELDS.map((field) => [field, of[field] ?? []])) as unknown as AttributeMap["read"];
  return { ...read, map: { read: each(read.read), asked: each(read.asked) } };
}

async function stateOf(services: Services): Promise<LiveDirectoryState> {
  const { ldap, fhir } = services.environment().directory;
  const kept = await keptNames(services);
  const map = kept?.map ?? attributesIn(services.environment());
  const attributes = Object.fromEntries(LDAP_FIELDS.map((field) => [field, map.asked[field]?.[0] ?? ""]));
  const own = await keptKey(services);
  const key = own !== null ? "kept" : isOurs(services.environment()) ? "public" : "none";
  return {
    ldap:
      ldap === undefined
        ? null
        : {
            url: ldap,
            attributes: attributes as Readonly<Record<LdapField, string>>,
            seen: kept?.seen ?? [],
            learnedAt: kept?.at ?? null,
          },
    fhir: fhir === undefined ? null : { url: fhir, key },
  };
}
