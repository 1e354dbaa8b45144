import type { HostResolution } from "#shared/domain/environment";

/** Where a host is in the current environment (`resolveHost` of shared/domain/environment, already bound to it). */
export type ResolveHost = (host: string, port: number) => HostResolution;

/** Asks the system's DNS for the addresses of a host; rejects when it has none. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/** What revocation says of a chain (leaf first, DER); `unknown` when it could not be checked, which is not the same as good. */
export type RevocationCheck = (chain: readonly Uint8Array[]) => Promise<"good" | "revoked" | "unknown">;
