import type { Environment } from "#shared/domain/environment";
import { resolveHost } from "#shared/domain/environment";
import type { MailboxAuth, MailboxServers } from "#shared/domain/sync";
import { createAutoconfig } from "../autoconfig/autoconfig";
import type { AutoconfigFailure } from "../autoconfig/configuration";
import { checkServer, type ServerPolicy } from "../autoconfig/policy";
import type { OpenDoor } from "./https-door";

/** Servers that may be used, or the rule they break. */
export type FoundServers =
  | { readonly ok: true; readonly servers: MailboxServers }
  | { readonly ok: false; readonly code: string };

/** The servers of a mailbox, found from its address alone: those of the way it is opened (without `auth`, the person's own identity). */
export type Autoconfig = {
  readonly find: (address: string, auth?: MailboxAuth) => Promise<FoundServers>;
  /** Servers typed by hand, under the policy of those that are published: trusted domains, STARTTLS. */
  readonly check: (servers: MailboxServers) => FoundServers;
};

/** Autoconfiguration in the current environment; a change of environment forgets what was found. */
export function createAutoconfigOf(environment: () => Environment, door: OpenDoor): Autoconfig {
  let made: { readonly for: Environment; readonly client: ReturnType<typeof createAutoconfig> } | null = null;
  const client = () => {
    const current = environment();
    if (made?.for !== current) made = { for: current, client: build(current, door) };
    return made.client;
  };
  return {
    check: ({ imap, smtp, auth }) => {
      const policy = policyOf(environment());
      for (const typed of [imap, smtp]) {
        const checked = checkServer({ ...typed, socket: "STARTTLS" }, policy);
        if (!checked.ok) return { ok: false, code: checked.code };
      }
      return { ok: true, servers: { imap, smtp, ...(auth === undefined ? {} : { auth }) } };
    },
    find: async (address, auth) => {
      const found = await client().find(address, { auth: METHOD[auth?.kind ?? "psc"] });
      if (!found.ok) return { ok: false, code: codeOf(found.failure) };
      const { imap, smtp } = found.value;
      return {
        ok: true,
        servers: {
          imap: { host: imap.host, port: imap.port },
          smtp: { host: smtp.host, port: smtp.port },
          ...(auth === undefined ? {} : { auth }),
        },
      };
    },
  };
}

const METHOD = {
  psc: "xoauth2",
  certificate: "client-cert",
  code: "password-code",
  "operator-ciba": "operator-ciba",
} as const;

/** What stopped at the proxy is said of the proxy, not of the operator; another way that the operator has is said as such. */
const codeOf = ({ code, detail }: AutoconfigFailure): string =>
  detail?.startsWith("proxy-") === true || detail?.startsWith("by-") === true ? detail : code;

function build(environment: Environment, door: OpenDoor) {
  return createAutoconfig({
    fetch: door(environment, "autoconfig"),
    policy: policyOf(environment),
    now: () => Date.now(),
  });
}

const policyOf = (environment: Environment): ServerPolicy => ({
  trustedDomains: environment.trustedDomains,
  allowImplicitTls: false,
  knownHost: (host, port) => resolveHost(environment, host, port).kind,
});
