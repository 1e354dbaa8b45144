import { constants, type KeyObject, verify } from "node:crypto";
import { contentsOf, type Der, fieldsOf, oidOf } from "./der";

const HASHES: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512",
  "1.2.840.10045.4.3.2": "sha256",
  "1.2.840.10045.4.3.3": "sha384",
  "1.2.840.10045.4.3.4": "sha512",
};
const PSS = "1.2.840.113549.1.1.10";
const PSS_HASHES: Readonly<Record<string, string>> = {
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};

/** True when `signature` over `signed` is that key's, under an AlgorithmIdentifier of RSA (PKCS#1 or PSS) or ECDSA with SHA-256 or better; SHA-1 never is. */
export function isSignedBy(
  key: KeyObject,
  algorithm: Der | undefined,
  signed: Uint8Array,
  signature: Uint8Array,
): boolean {
  const [id, parameters] = fieldsOf(algorithm);
  const name = oidOf(id);
  try {
    if (name === PSS) {
      const hash = pssHash(parameters);
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      return (
        hash !== undefined &&
        verify(hash, signed, { key, padding, saltLength: constants.RSA_PSS_SALTLEN_AUTO }, signature)
      );
    }
    const hash = Object.hasOwn(HASHES, name) && isEmpty(parameters) ? HASHES[name] : undefined;
    return hash !== undefined && key.asymmetricKeyType === familyOf(name) && verify(hash, signed, key, signature);
  } catch {
    // The runtime throws on a key it cannot use with that algorithm.
    return false;
  }
}

/** These algorithms have no parameters: NULL, or nothing at all (RFC 4055 §5, RFC 5758 §3.2). */
const isEmpty = (parameters: Der | undefined): boolean =>
  parameters === undefined || (parameters.tag === 0x05 && parameters.end === parameters.body);

const familyOf = (name: string): "ec" | "rsa" => (name.startsWith("1.2.840.10045.") ? "ec" : "rsa");

/** The [0] hashAlgorithm of RSASSA-PSS-params; left out it means SHA-1 (RFC 4055 §3.1), which is refused. */
function pssHash(parameters: Der | undefined): string | undefined {
  const hash = fieldsOf(parameters).find((field) => field.tag === 0xa0);
  if (hash === undefined) return undefined;
  const name = oidOf(fieldsOf(contentsOf(hash)[0])[0]);
  return Object.hasOwn(PSS_HASHES, name) ? PSS_HASHES[name] : undefined;
}
