import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { KdfParams } from "./key-file";

/** Costs of a new passphrase or PIN (OWASP, RFC 9106 §4): 64 MiB, three passes. */
export const KDF: KdfParams = { name: "argon2id", memory: 65_536, iterations: 3, parallelism: 1 };

const NONCE = 12;
const TAG = 16;

/** The key stretched from a passphrase, 32 bytes; NFKC, so that every keyboard gives the same. The caller zeroes it. */
export async function stretch(passphrase: string, salt: Uint8Array, params: KdfParams): Promise<Uint8Array> {
  // Read where a passphrase is stretched: a start that the vault opens has no need of it.
  const { argon2id } = await import("hash-wasm");
  const secret = Buffer.from(passphrase.normalize("NFKC"), "utf8");
  try {
    return await argon2id({
      password: secret,
      salt,
      memorySize: params.memory,
      iterations: params.iterations,
      parallelism: params.parallelism,
      hashLength: 32,
      outputType: "binary",
    });
  } finally {
    secret.fill(0);
  }
}

/** AES-256-GCM: nonce, ciphertext, tag; `bound` is authenticated with it and not kept. */
export function seal(key: Uint8Array, plain: Uint8Array, bound: string): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(bound));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** What `seal` closed, or null when the key is not the one or a byte changed. */
export function unseal(key: Uint8Array, sealed: Uint8Array, bound: string): Uint8Array | null {
  if (sealed.byteLength < NONCE + TAG) return null;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE), { authTagLength: TAG }).setAAD(
    Buffer.from(bound),
  );
  decipher.setAuthTag(sealed.subarray(sealed.byteLength - TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.byteLength - TAG)), decipher.final()]);
  } catch {
    return null;
  }
}
