import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import type { HostPlace } from "#shared/domain/environment";

/** Where updates come from, as the packager wrote it: an https folder, the publisher's keys, and for a closed network its authorities and places. */
export type UpdateSource = {
  /** Ends with `/`. */
  readonly address: string;
  readonly keys: readonly KeyObject[];
  /** PEM; empty for the public authorities. */
  readonly anchors: readonly string[];
  readonly hosts: Readonly<Record<string, HostPlace>>;
};

/** An Ed25519 public key (RFC 8032 §5.1.5) is 32 bytes. */
const KEY_BYTES = 32;

const schema = z.strictObject({
  address: z.url({ protocol: /^https$/u }).max(500),
  keys: z.array(z.base64()).min(1).max(4),
  anchors: z.array(z.string().max(65_536)).max(4).default([]),
  hosts: z.record(z.string(), z.strictObject({ address: z.string(), port: z.number().int() })).default({}),
});

/** Reads the configuration; null when there is none. A wrong one throws: a copy that believes anyone, or nobody, is not started. */
export function readUpdateSource(value: unknown): UpdateSource | null {
  if (value === undefined || value === null) return null;
  const { address, keys, ...rest } = schema.parse(value);
  return { ...rest, address: address.endsWith("/") ? address : `${address}/`, keys: keys.map(publicKey) };
}

/** A key from its 32 bytes in base64, as RFC 8410 §4 wraps them. */
function publicKey(base64: string): KeyObject {
  const raw = Buffer.from(base64, "base64");
  if (raw.length !== KEY_BYTES) throw new Error("an update key has 32 bytes");
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: raw.toString("base64url") }, format: "jwk" });
}
