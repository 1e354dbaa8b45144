import { createHash, X509Certificate } from "node:crypto";
import {
  bitsOf,
  bodyOf,
  childrenOf,
  contentsOf,
  type Der,
  fieldsOf,
  integerOf,
  oidOf,
  readDer,
  TAG,
  wholeOf,
} from "./der";

/** What revocation needs to know of a certificate. Names are raw DER: an authority writes its own name in one way only. */
export type Certificate = {
  readonly x509: X509Certificate;
  readonly serial: string;
  readonly issuerName: Uint8Array;
  readonly subjectName: Uint8Array;
  /** SHA-1 of the public key's bits, by which OCSP names an authority (RFC 6960 §4.1.1). */
  readonly keyHash: Uint8Array;
  readonly isAuthority: boolean;
  readonly mayCertifyOcsp: boolean;
  readonly maySignLists: boolean;
  readonly listUrls: readonly string[];
  readonly ocspUrls: readonly string[];
};

/** One extension; `value` is the DER inside its OCTET STRING. */
export type Extension = { readonly critical: boolean; readonly value: Der };

const MAX_URLS = 4;

/** Reads one DER certificate (RFC 5280 §4.1); throws on anything else. */
export function readCertificate(der: Uint8Array): Certificate {
  const x509 = new X509Certificate(der);
  const fields = fieldsOf(fieldsOf(readDer(der))[0]);
  // The version is explicit in every certificate that has extensions.
  const at = fields[0]?.tag === 0xa0 ? 1 : 0;
  const [serial, , issuer, , subject, key] = fields.slice(at);
  const extensions = readExtensions(fields.find((field) => field.tag === 0xa3));
  return {
    x509,
    serial: integerOf(serial),
    issuerName: nameOf(issuer),
    subjectName: nameOf(subject),
    keyHash: createHash("sha1")
      .update(bitsOf(fieldsOf(key)[1]))
      .digest(),
    isAuthority: x509.ca,
    mayCertifyOcsp: extendedUsages(extensions.get("2.5.29.37")).includes("1.3.6.1.5.5.7.3.9"),
    maySignLists: signsLists(extensions.get("2.5.29.15")),
    listUrls: listUrls(extensions.get("2.5.29.31")),
    ocspUrls: ocspUrls(extensions.get("1.3.6.1.5.5.7.1.1")),
  };
}

/** The extensions under an explicit tag, by identifier; throws when one comes twice (RFC 5280 §4.2). */
export function readExtensions(explicit: Der | undefined): ReadonlyMap<string, Extension> {
  const found = new Map<string, Extension>();
  if (explicit === undefined) return found;
  for (const extension of fieldsOf(contentsOf(explicit)[0])) {
    const [id, ...rest] = fieldsOf(extension);
    const value = rest.at(-1);
    const name = oidOf(id);
    if (value?.tag !== TAG.octetString || found.has(name)) throw new Error("malformed extensions");
    found.set(name, {
      critical: rest[0]?.tag === TAG.boolean && rest[0].bytes[rest[0].body] !== 0,
      value: readDer(bodyOf(value)),
    });
  }
  return found;
}

/** The web addresses among GeneralNames ([6] uniformResourceIdentifier); plain `http` only: LDAP is not spoken, TLS would ask in circles. */
export function httpUrls(names: Der): readonly string[] {
  return contentsOf(names).flatMap((name) => {
    const text = name.tag === 0x86 ? Buffer.from(bodyOf(name)).toString("latin1") : "";
    return text.length <= 1024 && URL.canParse(text) && new URL(text).protocol === "http:" ? [text] : [];
  });
}

function nameOf(element: Der | undefined): Uint8Array {
  if (element?.tag !== TAG.sequence) throw new Error("malformed name");
  return wholeOf(element);
}

function extendedUsages(extension: Extension | undefined): readonly string[] {
  return extension === undefined ? [] : fieldsOf(extension.value).map(oidOf);
}

/** cRLSign is the seventh bit; a certificate without the extension may be used for anything (RFC 5280 §4.2.1.3). */
function signsLists(extension: Extension | undefined): boolean {
  return extension === undefined || ((bodyOf(extension.value)[1] ?? 0) & 0x02) !== 0;
}

/** Points for some reasons only ([1]), or whose list another authority signs ([2]), are left aside. */
function listUrls(extension: Extension | undefined): readonly string[] {
  if (extension === undefined) return [];
  const urls = fieldsOf(extension.value).flatMap((point) => {
    const parts = fieldsOf(point);
    const place = parts[0]?.tag === 0xa0 && parts.length === 1 ? contentsOf(parts[0])[0] : undefined;
    return place?.tag === 0xa0 ? httpUrls(place) : [];
  });
  return urls.slice(0, MAX_URLS);
}

function ocspUrls(extension: Extension | undefined): readonly string[] {
  if (extension === undefined) return [];
  const urls: string[] = [];
  for (const access of childrenOf(extension.value)) {
    if (oidOf(fieldsOf(access)[0]) === "1.3.6.1.5.5.7.48.1") urls.push(...httpUrls(access));
  }
  return urls.slice(0, MAX_URLS);
}
