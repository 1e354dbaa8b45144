import { type Certificate, httpUrls, readExtensions } from "./certificate";
import { bitsOf, childrenOf, contentsOf, type Der, fieldsOf, isTime, readDer, TAG, timeOf, wholeOf } from "./der";
import { isSignedBy } from "./signature";
import { CLOCK_TOLERANCE_MS, type Statement, type Verdict } from "./statement";

const NUMBER = "2.5.29.20";
const AUTHORITY_KEY = "2.5.29.35";
const SCOPE = "2.5.29.28";

/**
 * Reads a CRL in DER (RFC 5280 §5, §6.3.3) for one certificate and its issuer; undefined when it is not a complete list of that issuer, signed by
 * its key, that speaks of such certificates. A list past its end is read too: what it revokes stays revoked.
 */
export function readRevocationList(
  der: Uint8Array,
  context: { readonly certificate: Certificate; readonly issuer: Certificate; readonly now: number },
): Statement | undefined {
  try {
    return readList(der, context.certificate, context.issuer, context.now);
  } catch {
    return undefined;
  }
}

function readList(der: Uint8Array, certificate: Certificate, issuer: Certificate, now: number): Statement | undefined {
  const [list, algorithm, signature] = fieldsOf(readDer(der));
  const fields = fieldsOf(list);
  const [inner, name, madeAt, ...rest] = fields.slice(fields[0]?.tag === TAG.integer ? 1 : 0);
  if (list === undefined || inner === undefined || algorithm === undefined || name === undefined) return undefined;
  const isOurs =
    issuer.maySignLists &&
    same(wholeOf(name), issuer.subjectName) &&
    same(wholeOf(inner), wholeOf(algorithm)) &&
    coversAll(
      rest.find((field) => field.tag === 0xa0),
      certificate,
    );
  if (!isOurs || !isSignedBy(issuer.x509.publicKey, algorithm, wholeOf(list), bitsOf(signature))) return undefined;
  const made = timeOf(madeAt);
  if (made > now + CLOCK_TOLERANCE_MS) return undefined;
  const entries = rest.find((field) => field.tag === TAG.sequence);
  // nextUpdate is compulsory (RFC 5280 §5.1.2.5): without it nobody knows when a list stops counting.
  return { madeAt: made, endsAt: timeOf(rest.find(isTime)), says: remembered((serial) => findSerial(entries, serial)) };
}

/** False when a critical extension narrows the list (delta, some reasons, another kind of certificate, another place) or is not understood. */
function coversAll(extensions: Der | undefined, certificate: Certificate): boolean {
  for (const [id, { critical, value }] of readExtensions(extensions)) {
    if (id === SCOPE ? !isInScope(value, certificate) : critical && id !== NUMBER && id !== AUTHORITY_KEY) return false;
  }
  return true;
}

/** IssuingDistributionPoint (RFC 5280 §5.2.5): its own address must be one the certificate names, so that lists cannot be swapped. */
function isInScope(scope: Der, certificate: Certificate): boolean {
  return fieldsOf(scope).every((part) => {
    const isSet = part.bytes[part.body] !== 0;
    switch (part.tag) {
      case 0xa0: {
        const names = contentsOf(part)[0];
        return names?.tag === 0xa0 && httpUrls(names).some((url) => certificate.listUrls.includes(url));
      }
      case 0x81:
        return !isSet || !certificate.isAuthority;
      case 0x82:
        return !isSet || certificate.isAuthority;
      default:
        return false;
    }
  });
}

/** One walk per serial: a national list may hold a hundred thousand entries, and the same certificates are asked about all day. */
function remembered(find: (serial: string) => Verdict): (serial: string) => Verdict {
  const known = new Map<string, Verdict>();
  return (serial) => {
    const verdict = known.get(serial) ?? find(serial);
    if (known.size < 256) known.set(serial, verdict);
    return verdict;
  };
}

function findSerial(entries: Der | undefined, serial: string): Verdict {
  if (entries === undefined) return "good";
  const wanted = Buffer.from(serial, "hex");
  for (const entry of childrenOf(entries)) {
    const number = entry.body;
    const { bytes } = entry;
    const matches =
      entry.tag === TAG.sequence &&
      bytes[number] === TAG.integer &&
      bytes[number + 1] === wanted.length &&
      wanted.every((byte, index) => bytes[number + 2 + index] === byte);
    if (matches) return "revoked";
  }
  return "good";
}

const same = (left: Uint8Array, right: Uint8Array): boolean => Buffer.compare(left, right) === 0;
