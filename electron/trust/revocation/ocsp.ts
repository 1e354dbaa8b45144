import { createHash } from "node:crypto";
import { type Certificate, readCertificate, readExtensions } from "./certificate";
import {
  bitsOf,
  bodyOf,
  contentsOf,
  type Der,
  fieldsOf,
  integerOf,
  isTime,
  oidOf,
  readDer,
  TAG,
  tagged,
  timeOf,
  wholeOf,
} from "./der";
import { isSignedBy } from "./signature";
import { CLOCK_TOLERANCE_MS, type Statement, type Verdict } from "./statement";

const BASIC = "1.3.6.1.5.5.7.48.1.1";
const SHA1 = Buffer.from("300906052b0e03021a0500", "hex");
/** An answer that does not say when it ends counts for this long. */
const SHORT_LIFE_MS = 3_600_000;

/** The question for one certificate (RFC 6960 §4.1, the profile of RFC 5019: one serial, SHA-1 names, no nonce so that answers may be kept). */
export function ocspQuestion(certificate: Certificate, issuer: Certificate): Uint8Array {
  let question = certificateId(certificate, issuer);
  for (let depth = 0; depth < 5; depth += 1) question = short(TAG.sequence, question);
  return question;
}

/**
 * Reads an OCSP answer for one certificate; undefined unless it is about that certificate and signed by its issuer, or by a responder that issuer
 * certified for this (RFC 6960 §4.2.2.2) whose certificate is in date.
 */
export function readOcspAnswer(
  der: Uint8Array,
  context: { readonly certificate: Certificate; readonly issuer: Certificate; readonly now: number },
): Statement | undefined {
  try {
    return readAnswer(der, context.certificate, context.issuer, context.now);
  } catch {
    return undefined;
  }
}

function readAnswer(
  der: Uint8Array,
  certificate: Certificate,
  issuer: Certificate,
  now: number,
): Statement | undefined {
  const [status, explicit] = fieldsOf(readDer(der));
  if (bodyOf(tagged(status, TAG.enumerated))[0] !== 0) return undefined;
  const [kind, octets] = fieldsOf(contentsOf(tagged(explicit, 0xa0))[0]);
  if (oidOf(kind) !== BASIC) return undefined;
  const [data, algorithm, signature, certificates] = fieldsOf(readDer(bodyOf(tagged(octets, TAG.octetString))));
  if (data === undefined) return undefined;
  const signers = [issuer, ...responders(certificates, issuer, now)];
  if (!signers.some(({ x509 }) => isSignedBy(x509.publicKey, algorithm, wholeOf(data), bitsOf(signature))))
    return undefined;
  const single = fieldsOf(fieldsOf(data).find((field) => field.tag === TAG.sequence))
    .map((answer) => fieldsOf(answer))
    .find(([id]) => id !== undefined && isAbout(id, certificate, issuer));
  return single === undefined ? undefined : statementOf(single, certificate.serial, now);
}

function statementOf(single: readonly Der[], serial: string, now: number): Statement | undefined {
  const [, status, made, ...rest] = single;
  const next = rest.find((field) => field.tag === 0xa0);
  const madeAt = timeOf(isTime(made) ? made : undefined);
  const extensions = readExtensions(rest.find((field) => field.tag === 0xa1));
  if (madeAt > now + CLOCK_TOLERANCE_MS || [...extensions.values()].some(({ critical }) => critical)) return undefined;
  const verdict: Verdict = status?.tag === 0x80 ? "good" : status?.tag === 0xa1 ? "revoked" : "unknown";
  return {
    madeAt,
    endsAt: next === undefined ? madeAt + SHORT_LIFE_MS : timeOf(contentsOf(next)[0]),
    says: (asked) => (asked === serial ? verdict : "unknown"),
  };
}

/** The identifier is compared as bytes with the one that was asked; the algorithm's NULL may be left out. */
function isAbout(id: Der, certificate: Certificate, issuer: Certificate): boolean {
  const [algorithm, name, key, serial] = fieldsOf(id);
  return (
    oidOf(fieldsOf(algorithm)[0]) === "1.3.14.3.2.26" &&
    Buffer.compare(bodyOf(tagged(name, TAG.octetString)), nameHash(issuer)) === 0 &&
    Buffer.compare(bodyOf(tagged(key, TAG.octetString)), issuer.keyHash) === 0 &&
    integerOf(serial) === certificate.serial
  );
}

function responders(explicit: Der | undefined, issuer: Certificate, now: number): readonly Certificate[] {
  if (explicit === undefined) return [];
  const sent = fieldsOf(contentsOf(explicit)[0])
    .slice(0, 4)
    .map((der) => readCertificate(wholeOf(der)));
  return sent.filter(
    ({ x509, mayCertifyOcsp }) =>
      mayCertifyOcsp &&
      x509.checkIssued(issuer.x509) &&
      x509.verify(issuer.x509.publicKey) &&
      Date.parse(x509.validFrom) <= now + CLOCK_TOLERANCE_MS &&
      Date.parse(x509.validTo) > now,
  );
}

function certificateId(certificate: Certificate, issuer: Certificate): Uint8Array {
  return Buffer.concat([
    SHA1,
    short(TAG.octetString, nameHash(issuer)),
    short(TAG.octetString, issuer.keyHash),
    short(TAG.integer, Buffer.from(certificate.serial, "hex")),
  ]);
}

const nameHash = (issuer: Certificate): Uint8Array => createHash("sha1").update(issuer.subjectName).digest();

/** Every part of the question is under 128 bytes: two hashes of 20 and a serial of 24 at most. */
const short = (tag: number, body: Uint8Array): Uint8Array => Buffer.concat([Buffer.from([tag, body.length]), body]);
