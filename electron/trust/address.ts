import { BlockList, isIP } from "node:net";
import type { Lookup, ResolveHost } from "./ports";

/** Where to connect for a host (`mapped`: by the environment's own map), or why not; `private-address` is a public name that leads into a local network. */
export type Destination =
  | { readonly ok: true; readonly address: string; readonly port: number; readonly mapped?: true }
  | { readonly ok: false; readonly code: "refused-host" | "unresolved" | "private-address" };

/** Finds the one address a connection will use; the caller connects to that address, so that DNS cannot answer differently later. */
export type FindDestination = (host: string, port: number) => Promise<Destination>;

/** Addresses that are not the public Internet, IPv4 ones written as IPv6 included (RFC 6890: loopback, private, link-local, carrier NAT, documentation, multicast, unspecified). */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  return family === 4 ? CLOSED.check(address, "ipv4") : CLOSED.check(address, "ipv6");
}

/** Resolves by the environment's map first (a mapped address may be private), then by DNS, whose private answers are refused unless allowed. */
export function destinationFinder(options: {
  readonly resolve: ResolveHost;
  readonly lookup: Lookup;
  readonly allowPrivate?: boolean;
}): FindDestination {
  return async (host, port) => {
    const resolution = options.resolve(host, port);
    if (resolution.kind === "mapped") return { ok: true, mapped: true, ...resolution.place };
    if (resolution.kind === "refused") return { ok: false, code: "refused-host" };
    const addresses = await options.lookup(host).catch(() => []);
    const usable = addresses.find((address) => isIP(address) !== 0);
    if (usable === undefined) return { ok: false, code: "unresolved" };
    // One private answer among public ones is a rebinding attempt or a split horizon: refused as a whole.
    if (options.allowPrivate !== true && addresses.some(isPrivateAddress))
      return { ok: false, code: "private-address" };
    return { ok: true, address: usable, port };
  };
}

const CLOSED = closedRanges();

function closedRanges(): BlockList {
  const list = new BlockList();
  const ipv4: readonly (readonly [string, number])[] = [
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 3],
  ];
  const ipv6: readonly (readonly [string, number])[] = [
    ["::", 127],
    ["::ffff:0:0:0", 96],
    ["64:ff9b::", 96],
    ["64:ff9b:1::", 48],
    ["100::", 64],
    ["2001::", 32],
    ["2001:db8::", 32],
    ["2002::", 16],
    ["fc00::", 7],
    ["fe80::", 10],
    ["fec0::", 10],
    ["ff00::", 8],
  ];
  for (const [network, prefix] of ipv4) list.addSubnet(network, prefix, "ipv4");
  for (const [network, prefix] of ipv6) list.addSubnet(network, prefix, "ipv6");
  return list;
}
