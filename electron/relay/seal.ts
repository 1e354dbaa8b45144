import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** Seals what the shared store keeps, and names people and sessions without telling who they are. */
export type Seal = {
  /** AES-256-GCM; the place it is kept at is authenticated too, so that records cannot be exchanged. */
  seal(place: string, text: string): string;
  /** Undefined when it was not sealed with this key for this place. */
  open(place: string, sealed: string): string | undefined;
  /** A stable name (32 hexadecimal digits) nobody can turn back without the key: a person's identifier has few possible values. */
  pseudonym(kind: string, value: string): string;
};

const VERSION = "v1.";
const [IV, TAG] = [12, 16];

/** `key` is 32 bytes; the two uses have keys of their own (HKDF-SHA256). */
export function createSeal(key: Uint8Array): Seal {
  if (key.length !== 32) throw new Error("the session key must be 32 bytes");
  const derive = (use: string) => Buffer.from(hkdfSync("sha256", key, "", `pli-relay ${use}`, 32));
  const [sealing, naming] = [derive("seal"), derive("pseudonym")];
  return {
    seal(place, text) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv("aes-256-gcm", sealing, iv).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return VERSION + Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url");
    },
    open(place, sealed) {
      const bytes = Buffer.from(sealed.slice(VERSION.length), "base64url");
      if (!sealed.startsWith(VERSION) || bytes.length < IV + TAG) return undefined;
      const decipher = createDecipheriv("aes-256-gcm", sealing, bytes.subarray(0, IV), { authTagLength: TAG });
      decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(IV, IV + TAG));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString("utf8");
      } catch {
        return undefined;
      }
    },
    pseudonym: (kind, value) => createHmac("sha256", naming).update(`${kind}\0${value}`).digest("hex").slice(0, 32),
  };
}

/** SHA-256 in base64url: how a cookie is kept, and how a desktop names the token it holds without saying it. */
export function fingerprint(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}
