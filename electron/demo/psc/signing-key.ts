import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import type { JWK } from "oidc-provider";

/** The provider's RS256 key in the three shapes it is needed in. */
export type SigningKey = {
  readonly kid: string;
  readonly publicKey: KeyObject;
  readonly publicPem: string;
  readonly privatePem: string;
  readonly privateJwk: JWK;
};

/** The key of a PKCS#8 PEM kept from an earlier start, or a new RSA 2048 one. */
export async function openSigningKey(privatePem?: string): Promise<SigningKey> {
  const privateKey =
    privatePem === undefined
      ? (await promisify(generateKeyPair)("rsa", { modulusLength: 2048 })).privateKey
      : createPrivateKey(privatePem);
  const publicKey = createPublicKey(privateKey);
  const publicPem = publicKey.export({ format: "pem", type: "spki" }).toString();
  const kid = createHash("sha256").update(publicPem).digest("base64url").slice(0, 24);
  return {
    kid,
    publicKey,
    publicPem,
    privatePem: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
    privateJwk: { ...privateKey.export({ format: "jwk" }), kid, use: "sig", alg: "RS256" } as JWK,
  };
}
