/** A DER element as a place in the bytes it was read from: nothing is copied until asked for. */
export type Der = {
  readonly bytes: Uint8Array;
  readonly tag: number;
  readonly start: number;
  readonly body: number;
  readonly end: number;
};

/** What is not the DER that was expected; carries no part of it. */
export class DerError extends Error {
  constructor() {
    super("unexpected DER");
    this.name = "DerError";
  }
}

/** Universal tags of X.690 used by certificates, lists and OCSP. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  enumerated: 0x0a,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
} as const;

/** The one element `bytes` is made of (X.690 §8, DER); throws `DerError` when it is anything else, trailing bytes included. */
export function readDer(bytes: Uint8Array): Der {
  const element = elementAt(bytes, 0, bytes.length);
  if (element.end !== bytes.length) throw new DerError();
  return element;
}

/** The elements inside a constructed one, read as they are asked for; throws `DerError` at the first that is broken. */
export function* childrenOf(parent: Der): Generator<Der> {
  for (let at = parent.body; at < parent.end;) {
    const child = elementAt(parent.bytes, at, parent.end);
    yield child;
    at = child.end;
  }
}

/** The few fields of a SEQUENCE; throws `DerError` past 64, which no structure read here has. */
export function fieldsOf(parent: Der | undefined): readonly Der[] {
  if (parent?.tag !== TAG.sequence) throw new DerError();
  return contentsOf(parent);
}

/** As `fieldsOf`, under any tag. */
export function contentsOf(parent: Der): readonly Der[] {
  const fields: Der[] = [];
  for (const child of childrenOf(parent)) {
    if (fields.length === 64) throw new DerError();
    fields.push(child);
  }
  return fields;
}

/** The element itself when it bears that tag; throws `DerError` otherwise. */
export function tagged(element: Der | undefined, tag: number): Der {
  if (element?.tag !== tag) throw new DerError();
  return element;
}

/** Tag, length and content, as they are signed or compared. */
export const wholeOf = (element: Der): Uint8Array => element.bytes.subarray(element.start, element.end);

/** The content alone. */
export const bodyOf = (element: Der): Uint8Array => element.bytes.subarray(element.body, element.end);

/** The bytes of a BIT STRING that has no unused bit: every signature and key. */
export function bitsOf(element: Der | undefined): Uint8Array {
  const body = bodyOf(tagged(element, TAG.bitString));
  if (body[0] !== 0) throw new DerError();
  return body.subarray(1);
}

/** An INTEGER in lower-case hexadecimal, sign byte included; 1 to 24 bytes. */
export function integerOf(element: Der | undefined): string {
  const body = bodyOf(tagged(element, TAG.integer));
  if (body.length === 0 || body.length > 24) throw new DerError();
  return Buffer.from(body).toString("hex");
}

/** An OBJECT IDENTIFIER in dotted form (X.690 §8.19). */
export function oidOf(element: Der | undefined): string {
  const body = bodyOf(tagged(element, TAG.oid));
  if (body.length === 0 || body.length > 32 || (body.at(-1) ?? 0) >= 0x80) throw new DerError();
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of body) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...rest].join(".");
}

export const isTime = (element: Der | undefined): boolean =>
  element?.tag === TAG.utcTime || element?.tag === TAG.generalizedTime;

/** A Time in epoch milliseconds; only the forms of RFC 5280 §4.1.2.5: seconds present, UTC. */
export function timeOf(element: Der | undefined): number {
  if (element === undefined || !isTime(element) || element.end - element.body > 15) throw new DerError();
  const text = Buffer.from(bodyOf(element)).toString("latin1");
  const century = element.tag === TAG.generalizedTime ? "" : Number(text.slice(0, 2)) < 50 ? "20" : "19";
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/u.exec(century + text);
  if (parts === null) throw new DerError();
  const [, year, month, day, hour, minute, second] = parts;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time)) throw new DerError();
  return time;
}

function elementAt(bytes: Uint8Array, start: number, limit: number): Der {
  const tag = bytes[start];
  const first = bytes[start + 1];
  // Tags of more than one byte and indefinite lengths have no place in what is read here.
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || start + 2 > limit) throw new DerError();
  let body = start + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first - 0x80;
    if (count === 0 || count > 4 || body + count > limit) throw new DerError();
    length = 0;
    for (const byte of bytes.subarray(body, body + count)) length = length * 256 + byte;
    // DER has one writing for each length: the shortest.
    if (length < 0x80 || length < 256 ** (count - 1)) throw new DerError();
    body += count;
  }
  if (body + length > limit) throw new DerError();
  return { bytes, tag, start, body, end: body + length };
}
