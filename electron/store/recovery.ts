import { randomBytes } from "node:crypto";
import { z } from "zod";
import { readRecoveryCode, RECOVERY_BYTES, recoveryCode } from "#shared/rules/recovery-code";
import { type KdfParams, MOST_MEMORY, MOST_WORK } from "./key-file";
import { KDF, seal, stretch, unseal } from "./wrap";

/** The store's key wrapped a second time, by a code that only the person holds. `made` is ISO; binary fields in base64. */
export type RecoveryWrap = z.infer<typeof recoveryWrap>;

const base64 = (longest: number) => z.string().regex(new RegExp(`^[A-Za-z0-9+/]{1,${longest}}={0,2}$`, "u"));

/** Shape of a wrapped key, its costs bounded: a backup comes from anywhere, and opening it must not stop the machine. */
export const recoveryWrap = z.strictObject({
  version: z.literal(1),
  made: z.iso.datetime(),
  salt: base64(64),
  params: z
    .strictObject({
      name: z.literal("argon2id"),
      memory: z.number().int().min(8).max(MOST_MEMORY),
      iterations: z.number().int().min(1).max(20),
      parallelism: z.literal(1),
    })
    .refine(({ memory, iterations }) => memory * iterations <= MOST_WORK),
  wrapped: base64(256),
});

const LARGEST = 4096;
const BOUND = "pli-recovery-1";

/** A new code and the key wrapped by it; the code is kept nowhere. The caller keeps the key, and zeroes it. */
export async function makeRecovery(
  key: Uint8Array,
  now: Date,
  params: KdfParams = KDF,
): Promise<{ readonly code: string; readonly wrap: RecoveryWrap }> {
  const code = recoveryCode(randomBytes(RECOVERY_BYTES));
  const salt = randomBytes(16);
  const stretched = await stretch(code, salt, params);
  const sealed = seal(stretched, key, BOUND);
  stretched.fill(0);
  const encoded = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
  return {
    code,
    wrap: { version: 1, made: now.toISOString(), salt: encoded(salt), params, wrapped: encoded(sealed) },
  };
}

/** The key (32 bytes, to be zeroed) that the typed code opens, or null when it is not the one. */
export async function openRecovery(wrap: RecoveryWrap, typed: string): Promise<Uint8Array | null> {
  const read = readRecoveryCode(typed);
  if (!read.ok) return null;
  const stretched = await stretch(read.code, Buffer.from(wrap.salt, "base64"), wrap.params);
  const opened = unseal(stretched, Buffer.from(wrap.wrapped, "base64"), BOUND);
  stretched.fill(0);
  if (opened === null) return null;
  const key = Uint8Array.from(opened);
  opened.fill(0);
  return key.byteLength === 32 ? key : null;
}

/** A wrapped key as the text of its file. */
export function formatRecovery(wrap: RecoveryWrap): string {
  return `${JSON.stringify(wrap, null, 2)}\n`;
}

/** Reads the file of a wrapped key; null for anything that is not exactly one. */
export function parseRecovery(text: string): RecoveryWrap | null {
  if (text.length > LARGEST) return null;
  try {
    const read = recoveryWrap.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
