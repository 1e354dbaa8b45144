import type { HostPlace } from "#shared/domain/environment";
import { type FaultProxy, startFaultProxy } from "../../servers/fault-proxy";

/** The ways from the application to each kind of server, each a proxy that can be watched, broken or led elsewhere. */
export type Ways = {
  readonly imap: FaultProxy;
  readonly smtp: FaultProxy;
  readonly ldap: FaultProxy;
  readonly psc: FaultProxy;
  readonly autoconfig: FaultProxy;
  /** Where revocation lists are published, once a spec leads it to a publisher. */
  readonly publisher: FaultProxy;
  readonly extraHosts: Readonly<Record<string, HostPlace>>;
  /** The way of a host of the environment. */
  readonly of: (host: string) => FaultProxy | undefined;
  /** All of them as they were at first. */
  readonly heal: () => Promise<void>;
};

/** The publisher's name in certificates. */
export const PUBLISHER = "igc.essai.mssante.fr";
const NAMES = ["imap", "smtp", "ldap", "psc", "autoconfig", "publisher"] as const;

/** Opens one way for each kind of server; they lead nowhere until told. */
export async function openWays(): Promise<Ways> {
  const [imap, smtp, ldap, psc, autoconfig, publisher] = await Promise.all(NAMES.map(() => startFaultProxy(9)));
  if (!imap || !smtp || !ldap || !psc || !autoconfig || !publisher) throw new Error("no proxy");
  const ways = { imap, smtp, ldap, psc, autoconfig, publisher };
  return {
    ...ways,
    extraHosts: { [PUBLISHER]: { address: "127.0.0.1", port: publisher.port } },
    of: (host) => NAMES.map((name) => (host.startsWith(`${name}.`) ? ways[name] : undefined)).find(Boolean),
    heal: async () => {
      for (const way of Object.values(ways)) await way.heal();
    },
  };
}

/** Ends every way. */
export async function closeWays(ways: Ways): Promise<void> {
  for (const name of NAMES) await ways[name].stop();
}
