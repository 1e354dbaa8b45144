import { type KeyObject, verify } from "node:crypto";
import { z } from "zod";

/** The most that a signed manifest weighs. */
export const MANIFEST_BYTES = 256 * 1024;
/** The most that an update weighs. */
const FILE_BYTES = 1024 * 1024 * 1024;
const MOST_SIGNATURES = 4;
const SIGNATURE_BYTES = 64;

const file = z.strictObject({
  /** A plain name beside the manifest: no folder, no address, none of those that are written beside the file once it is here. */
  name: z
    .string()
    .max(100)
    .regex(/^[A-Za-z0-9][A-Za-z0-9_+-]*(?:\.[A-Za-z0-9_+-]+)*$/u)
    .refine((name) => !/\.(?:json|new|part)$/iu.test(name)),
  size: z.number().int().min(1).max(FILE_BYTES),
  /** SHA-512, hexadecimal. */
  sha512: z.string().regex(/^[0-9a-f]{128}$/u),
});

const schema = z.object({
  format: z.literal(1),
  copy: z.enum(["release", "test"]),
  version: z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/u),
  date: z.iso.datetime(),
  /** After it the manifest is not believed: a server that goes on giving an old one is found out. */
  expires: z.iso.datetime(),
  /** The oldest store that this version can read: the number of its last migration. */
  minSchema: z.number().int().min(0),
  notes: z.object({ fr: z.string().max(20_000), en: z.string().max(20_000) }),
  /** By platform (`linux-x64`), then by how it is installed. */
  files: z.record(z.string().max(30), z.object({ folder: file.optional(), system: file.optional() })),
});

/** What the publisher says of the latest version. */
export type Manifest = z.infer<typeof schema>;
/** A file to download. */
export type UpdateFile = z.infer<typeof file>;

/** Why bytes are not a manifest to believe. */
export type ManifestRefusal = "unsigned" | "unreadable";

/**
 * Reads a signed manifest: lines `ed25519 <base64>`, an empty line, then the bytes that each signs (JSON, UTF-8). Nothing of those is read
 * before one of the signatures is one of the keys' (RFC 8032).
 */
export function readManifest(
  bytes: Uint8Array,
  keys: readonly KeyObject[],
): { readonly ok: true; readonly manifest: Manifest } | { readonly ok: false; readonly code: ManifestRefusal } {
  const parted = part(bytes);
  if (parted === undefined) return { ok: false, code: "unsigned" };
  const { signatures, signed } = parted;
  const isOurs = signatures.some((signature) => keys.some((key) => verify(null, signed, key, signature)));
  if (!isOurs) return { ok: false, code: "unsigned" };
  const parsed = schema.safeParse(jsonOf(signed));
  return parsed.success ? { ok: true, manifest: parsed.data } : { ok: false, code: "unreadable" };
}

/** Writes what `readManifest` reads. */
export function writeManifest(signed: Uint8Array, signatures: readonly Uint8Array[]): Uint8Array {
  const lines = signatures.map((signature) => `ed25519 ${Buffer.from(signature).toString("base64")}\n`);
  return Buffer.concat([Buffer.from(`${lines.join("")}\n`, "ascii"), signed]);
}

function part(bytes: Uint8Array): { readonly signatures: readonly Buffer[]; readonly signed: Buffer } | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.indexOf("\n\n");
  if (end === -1 || buffer.length > MANIFEST_BYTES) return undefined;
  const lines = buffer.subarray(0, end).toString("latin1").split("\n");
  if (lines.length > MOST_SIGNATURES) return undefined;
  const signatures: Buffer[] = [];
  for (const line of lines) {
    const base64 = /^ed25519 ([A-Za-z0-9+/]{86}==)$/u.exec(line)?.[1];
    const signature = base64 === undefined ? undefined : Buffer.from(base64, "base64");
    if (signature?.length !== SIGNATURE_BYTES) return undefined;
    signatures.push(signature);
  }
  return { signatures, signed: buffer.subarray(end + 2) };
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
