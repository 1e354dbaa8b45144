import { isTrustedHost, normalHost } from "#shared/domain/environment";
import type { AutoconfigFailureCode, ServerEndpoint } from "./configuration";
import type { KnownHost } from "./ports";

/** What a server must be for a PSC token to be sent to it, wherever it was learnt (autoconfiguration or typed by hand). */
export type ServerPolicy = {
  /** Hosts lie under one of these (`mssante.fr`): a host of another operator's domain is normal, one outside is not. */
  readonly trustedDomains: readonly string[];
  readonly allowImplicitTls: boolean;
  readonly knownHost: KnownHost;
};

/** A server as somebody described it, not yet believed. */
export type ProposedServer = { readonly host: string; readonly port: string | number; readonly socket: string };

/** The checked endpoint, or the rule it breaks. Pure. */
export function checkServer(
  proposed: ProposedServer,
  policy: ServerPolicy,
):
  | { readonly ok: true; readonly value: ServerEndpoint }
  | { readonly ok: false; readonly code: AutoconfigFailureCode } {
  const host = normalHost(proposed.host);
  if (host === undefined || !isTrustedHost(policy.trustedDomains, host)) return { ok: false, code: "refused-host" };
  const port = portNumber(proposed.port);
  if (port === undefined) return { ok: false, code: "refused-port" };
  const socket = socketOf(proposed.socket);
  if (socket === undefined || (socket === "tls" && !policy.allowImplicitTls))
    return { ok: false, code: "refused-socket" };
  // Whether DNS leads into a private network is checked when the address is known, at connection.
  if (policy.knownHost(host, port) === "refused") return { ok: false, code: "refused-host" };
  return { ok: true, value: { host, port, socket } };
}

function socketOf(text: string): ServerEndpoint["socket"] | undefined {
  const name = text.trim().toUpperCase();
  if (name === "STARTTLS") return "starttls";
  return name === "SSL" || name === "TLS" ? "tls" : undefined;
}

function portNumber(port: string | number): number | undefined {
  const text = String(port).trim();
  if (!/^\d{1,5}$/u.test(text)) return undefined;
  const number = Number(text);
  return number >= 1 && number <= 65_535 ? number : undefined;
}
