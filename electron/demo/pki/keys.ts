import { createPrivateKey, createPublicKey, webcrypto } from "node:crypto";

/** An RSA key pair usable by webcrypto (to sign certificates) and as PEM (for a TLS server). */
export type KeyPair = { readonly keys: webcrypto.CryptoKeyPair; readonly privatePem: string };

/** Signature of every certificate of the demonstration authority. */
export const SIGNING = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" } as const;

/** A fresh RSA pair; 2048 bits unless a test wants a weak one. */
export async function makeKeyPair(modulusLength = 2048): Promise<KeyPair> {
  const algorithm = { ...SIGNING, modulusLength, publicExponent: new Uint8Array([1, 0, 1]) };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey));
  const privatePem = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" })
    .export({ format: "pem", type: "pkcs8" })
    .toString();
  return { keys, privatePem };
}

/** The pair behind a PKCS#8 PEM; throws on anything else. */
export async function restoreKeyPair(privatePem: string): Promise<KeyPair> {
  const key = createPrivateKey(privatePem);
  const pkcs8 = key.export({ format: "der", type: "pkcs8" });
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  const privateKey = await webcrypto.subtle.importKey("pkcs8", pkcs8, SIGNING, true, ["sign"]);
  const publicKey = await webcrypto.subtle.importKey("spki", spki, SIGNING, true, ["verify"]);
  return { keys: { privateKey, publicKey }, privatePem };
}
