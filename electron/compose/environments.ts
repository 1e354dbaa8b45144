import { z } from "zod";
import type { environment as contract } from "#shared/contract/environment";
import type { Handlers } from "#shared/contract/index";
import type { Environment } from "#shared/domain/environment";
import type { EnvironmentBase, EnvironmentsView, SetupView } from "#shared/domain/environment-setup";
import { PliError } from "#shared/domain/failure";
import { describeAnchors, readAnchor, showAnchor } from "../trust/anchors";
import { type ClientIdentity, describeIdentity } from "../trust/client-identity";
import { EMPTY_SETUP, type EnvironmentSetup, environmentOf, missingIn, refusedField } from "../trust/environment-setup";
import { RETURNS_TO } from "../trust/known-environments";
import type { StoreClient } from "../store/serve";
import type { Gate } from "./gate";
import { importIdentity } from "./identity-reader";
import type { Platform } from "./ports";
import { keptSetting } from "./kept-setting";

/** The environments of the real profile, kept in its encrypted store: what production lacks until it is filled in, or one of one's own. */
export type Environments = {
  /** The current one; the published production until the store has been read. The same object until it changes. */
  readonly current: () => Environment;
  /** The certificate with which the client proves itself, for the identity provider alone. */
  readonly identity: () => ClientIdentity | null;
  /** Reads what the store keeps; called once it is open. */
  readonly load: () => Promise<void>;
  /** The store is closed: what it held leaves memory. */
  readonly forget: () => void;
  readonly handlers: Pick<Handlers, keyof typeof contract>;
};

/** What they stand on. `changed`: another environment, or another client: the session of the one before ends. */
export type EnvironmentPorts = {
  readonly platform: Pick<Platform, "dialogs" | "clock" | "environment" | "start">;
  readonly store: Gate<StoreClient>;
  readonly changed: () => Promise<void>;
};

type Kept = { readonly active: EnvironmentBase; readonly setups: Readonly<Record<EnvironmentBase, EnvironmentSetup>> };

const KEY = "environments";
const NOTHING: Kept = {
  active: "production",
  setups: { production: EMPTY_SETUP, bas: EMPTY_SETUP, custom: EMPTY_SETUP },
};
const MOST_BYTES = 256 * 1024;

/** Builds them over the store's gate; nothing is read yet. */
export function createEnvironments(ports: EnvironmentPorts): Environments {
  let kept = NOTHING;
  let environment = environmentOf(kept.active, kept.setups[kept.active]);
  let shown: Uint8Array | null = null;
  const take = (next: Kept): void => {
    kept = next;
    environment = environmentOf(next.active, next.setups[next.active]);
  };
  const keep = async (next: Kept): Promise<EnvironmentsView> => {
    await ports.store.get().setSetting(KEY, next);
    take(next);
    await ports.changed();
    return view(kept, ports);
  };
  const change = (base: EnvironmentBase, edit: (setup: EnvironmentSetup) => Partial<EnvironmentSetup>) =>
    keep({ ...kept, setups: { ...kept.setups, [base]: { ...kept.setups[base], ...edit(kept.setups[base]) } } });
  return {
    current: () => environment,
    identity: () => kept.setups[kept.active].identity,
    load: async () => {
      take((await keptSetting(ports.store.get(), KEY, schema)) ?? NOTHING);
    },
    forget: () => {
      shown = null;
      take(NOTHING);
    },
    handlers: {
      "environment.view": async () => view(kept, ports),
      "environment.save": async ({ base, fields, clientSecret }) => {
        const refused = refusedField(base, fields);
        if (refused !== undefined) throw new PliError(refused);
        const setup = kept.setups[base];
        const changed = { ...setup, fields, clientSecret: clientSecret ?? setup.clientSecret };
        return keep({ active: base, setups: { ...kept.setups, [base]: changed } });
      },
      "environment.chooseAnchor": async () => {
        shown = await chosenFile(ports);
        if (shown === null) return null;
        const read = showAnchor(shown, ports.platform.clock());
        if (!read.ok) throw new PliError(`anchor-${read.code}`);
        return read.summary;
      },
      "environment.trustAnchor": async ({ base, sha256 }) => {
        const read = shown === null ? null : readAnchor(shown, sha256, ports.platform.clock());
        if (read === null) throw new PliError("not-found");
        if (!read.ok) throw new PliError(`anchor-${read.code}`);
        shown = null;
        return change(base, ({ anchorsPem }) => ({ anchorsPem: [...new Set([...anchorsPem, read.pem])] }));
      },
      "environment.dropAnchor": ({ base, sha256 }) =>
        change(base, ({ anchorsPem }) => ({
          anchorsPem: anchorsPem.filter((pem) => describeAnchors([pem])[0]?.sha256 !== sha256),
        })),
      "environment.importCertificate": async ({ base, passphrase }) => {
        const read = await importIdentity(ports.platform, passphrase);
        return read === null ? null : change(base, () => ({ identity: read.identity }));
      },
    },
  };
}

async function chosenFile({ platform }: EnvironmentPorts): Promise<Uint8Array | null> {
  const { files, tooBig } = await platform.dialogs.chooseFiles(MOST_BYTES);
  if (files.length === 0 && tooBig.length > 0) throw new PliError("anchor-too-large");
  return files[0]?.bytes ?? null;
}

function view({ active, setups }: Kept, { platform }: EnvironmentPorts): EnvironmentsView {
  const of = (base: EnvironmentBase): SetupView => {
    const { fields, clientSecret, identity, anchorsPem } = setups[base];
    return {
      fields,
      hasSecret: clientSecret !== "",
      certificate: identity === null ? null : (describeIdentity(identity) ?? null),
      anchors: describeAnchors(anchorsPem),
      missing: missingIn(base, setups[base]),
      returnsTo: `http://${RETURNS_TO.host}:${RETURNS_TO.port}${RETURNS_TO.path}`,
    };
  };
  const all = { production: of("production"), bas: of("bas"), custom: of("custom") };
  return { active, editable: platform.environment === null, setups: all };
}

const setup = z.object({
  fields: z.object({
    clientId: z.string(),
    proof: z.enum(["secret", "certificate"]),
    relayUrl: z.string(),
    nil: z.string(),
    issuer: z.string(),
    discoveryUrl: z.string(),
    authority: z.enum(["public", "anchors"]),
    trustedDomains: z.string(),
    hosts: z.string(),
    ldap: z.string(),
    fhir: z.string(),
  }),
  clientSecret: z.string(),
  identity: z.object({ pfx: z.string(), passphrase: z.string() }).nullable(),
  anchorsPem: z.array(z.string()),
});

const schema = z.object({
  active: z.enum(["production", "bas", "custom"]),
  setups: z.object({ production: setup, bas: setup, custom: setup }),
});
