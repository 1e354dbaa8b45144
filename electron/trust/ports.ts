import type { HostResolution } from "#shared/domain/environment";
import type { ProxyFailure } from "#shared/domain/proxy";

/** Where a host is in the current environment (`resolveHost` of shared/domain/environment, already bound to it). */
export type ResolveHost = (host: string, port: number) => HostResolution;

/** Asks the system's DNS for the addresses of a host; rejects when it has none. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/** What revocation says of a chain (leaf first, DER); `unknown` when it could not be checked, which is not the same as good. */
export type RevocationCheck = (chain: readonly Uint8Array[]) => Promise<"good" | "revoked" | "unknown">;

/** One way out: straight, or through an HTTP proxy; `authorization` is what it is shown (RFC 7617). */
export type ProxyRoute =
  | { readonly kind: "direct" }
  | { readonly kind: "proxy"; readonly host: string; readonly port: number; readonly authorization?: string };

/** The ways out for one address, best first; `address` is where the server is, when it is known. Never empty when `ok`. */
export type FindProxy = (target: {
  readonly url: URL;
  readonly address?: string;
}) => Promise<
  | { readonly ok: true; readonly routes: readonly ProxyRoute[] }
  | { readonly ok: false; readonly code: ProxyFailure; readonly about: string }
>;
