import { createHash, createPrivateKey, sign, X509Certificate } from "node:crypto";

/** What the authority says of a serial. */
export type OcspStatus = "good" | "revoked" | "unknown";

/**
 * Answers the first question of an OCSP request (RFC 6960 §4.2.1) in DER, signed by the authority itself, from `now` to `until`. Throws on what
 * is not a request: the publisher turns that into a refusal.
 */
export function answerOcsp(
  question: Uint8Array,
  options: {
    readonly authorityPem: string;
    readonly keyPem: string;
    readonly statusOf: (serial: string) => OcspStatus;
    readonly now: Date;
    readonly until: Date;
  },
): Uint8Array {
  const id = certificateId(Buffer.from(question));
  const status = options.statusOf(serialOf(id));
  const single = write(0x30, id, STATUS[status](options.now), time(options.now), write(0xa0, time(options.until)));
  const data = write(
    0x30,
    write(0xa2, write(0x04, keyHash(options.authorityPem))),
    time(options.now),
    write(0x30, single),
  );
  const signature = write(0x03, Buffer.from([0]), sign("sha256", data, createPrivateKey(options.keyPem)));
  const basic = write(0x30, data, RSA_SHA256, signature);
  return write(0x30, Buffer.from("0a0100", "hex"), write(0xa0, write(0x30, BASIC, write(0x04, basic))));
}

const RSA_SHA256 = Buffer.from("300d06092a864886f70d01010b0500", "hex");
const BASIC = Buffer.from("06092b0601050507300101", "hex");
const STATUS: Readonly<Record<OcspStatus, (at: Date) => Buffer>> = {
  good: () => Buffer.from("8000", "hex"),
  revoked: (at) => write(0xa1, time(at)),
  unknown: () => Buffer.from("8200", "hex"),
};

/** OCSPRequest, TBSRequest, requestList, Request: the identifier is the first thing inside each. */
function certificateId(question: Buffer): Buffer {
  let at = question;
  for (let depth = 0; depth < 4; depth += 1) at = inside(at).body;
  const { size } = inside(at);
  return at.subarray(0, size);
}

function serialOf(id: Buffer): string {
  let { body } = inside(id);
  for (let skipped = 0; skipped < 3; skipped += 1) body = body.subarray(inside(body).size);
  // The leading zero keeps a DER integer positive; serials are named without it.
  return inside(body)
    .body.toString("hex")
    .replace(/^00(?=.)/u, "");
}

/** The content of the element at the start, and the element's whole size. */
function inside(at: Buffer): { readonly body: Buffer; readonly size: number } {
  const first = at.readUInt8(1);
  const wide = first < 0x80 ? 0 : first - 0x80;
  const length = wide === 0 ? first : at.readUIntBE(2, wide);
  const size = 2 + wide + length;
  if (size > at.length) throw new Error("not a request");
  return { body: at.subarray(2 + wide, size), size };
}

function write(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const size = body.length;
  // DER writes a length in as few bytes as it takes.
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const time = (date: Date): Buffer =>
  write(0x18, Buffer.from(date.toISOString().replaceAll(/[-:T]|\.\d+/gu, ""), "latin1"));

/** The key's bits are the content of the second and last element of its SubjectPublicKeyInfo, after the count of unused bits. */
function keyHash(authorityPem: string): Buffer {
  const { body } = inside(new X509Certificate(authorityPem).publicKey.export({ format: "der", type: "spki" }));
  const bits = inside(body.subarray(inside(body).size)).body.subarray(1);
  return createHash("sha1").update(bits).digest();
}
