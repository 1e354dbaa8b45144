import { BerReader, BerWriter } from "ldapts";
import type { LdapEntry } from "./ldap-entry";
import { readFilter, type SearchFilter } from "./read-filter";

/** Result codes that this server gives (RFC 4511 §A.1). */
export const RESULT = {
  success: 0,
  protocolError: 2,
  timeLimitExceeded: 3,
  sizeLimitExceeded: 4,
  noSuchObject: 32,
  busy: 51,
  unwilling: 53,
} as const;

/** A request; `other` is anything that a search-only server refuses. */
export type LdapRequest =
  | { readonly kind: "bind"; readonly id: number; readonly anonymous: boolean }
  | {
      readonly kind: "search";
      readonly id: number;
      readonly base: string;
      readonly sizeLimit: number;
      readonly filter: SearchFilter;
      readonly attributes: readonly string[];
    }
  | { readonly kind: "unbind" | "abandon"; readonly id: number }
  | { readonly kind: "other"; readonly id: number; readonly tag: number };

const MAX_MESSAGE = 64 * 1024;
const BIND = 0x60;
const SEARCH = 0x63;
const UNBIND = 0x42;
const ABANDON = 0x50;

/** Cuts whole messages off the bytes received so far; throws RangeError for one over 64 KiB or that is no BER sequence. */
export function splitMessages(received: Buffer): { readonly messages: readonly Buffer[]; readonly rest: Buffer } {
  const messages: Buffer[] = [];
  let rest = received;
  for (let size = messageSize(rest); size !== null && rest.length >= size; size = messageSize(rest)) {
    messages.push(rest.subarray(0, size));
    rest = rest.subarray(size);
  }
  return { messages, rest };
}

/** Reads a request; throws for bytes that are none. */
export function readRequest(message: Buffer): LdapRequest {
  const reader = new BerReader(message);
  reader.readSequence();
  const id = reader.readInt() ?? 0;
  const tag = reader.readByte(true) ?? 0;
  if (tag === UNBIND) return { kind: "unbind", id };
  if (tag === ABANDON) return { kind: "abandon", id };
  if (tag !== BIND && tag !== SEARCH) return { kind: "other", id, tag };
  reader.readSequence(tag);
  if (tag === BIND) {
    reader.readInt();
    return { kind: "bind", id, anonymous: (reader.readString() ?? "") === "" };
  }
  const base = reader.readString() ?? "";
  reader.readEnumeration();
  reader.readEnumeration();
  const sizeLimit = reader.readInt() ?? 0;
  reader.readInt();
  reader.readBoolean();
  const filter = readFilter(reader);
  return { kind: "search", id, base, sizeLimit, filter, attributes: readAttributes(reader) };
}

/** Bytes of one found entry, with the attributes asked for (all when none or `*`). */
export function writeEntry(id: number, { dn, attributes }: LdapEntry, wanted: readonly string[]): Buffer {
  const names = new Set(wanted.map((name) => name.toLowerCase()));
  const all = names.size === 0 || names.has("*");
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  writer.startSequence(0x64);
  writer.writeString(dn);
  writer.startSequence();
  for (const [name, values] of Object.entries(attributes)) {
    if (!all && !names.has(name.toLowerCase())) continue;
    writer.startSequence();
    writer.writeString(name);
    writer.startSequence(0x31);
    for (const value of values) writer.writeString(value);
    writer.endSequence();
    writer.endSequence();
  }
  writer.endSequence();
  writer.endSequence();
  writer.endSequence();
  return writer.buffer;
}

/** Bytes of the result that ends a request; `tag` is that of the response. */
export function writeResult(id: number, tag: number, code: number, text = ""): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  writer.startSequence(tag);
  writer.writeEnumeration(code);
  writer.writeString("");
  writer.writeString(text);
  writer.endSequence();
  writer.endSequence();
  return writer.buffer;
}

function readAttributes(reader: BerReader): readonly string[] {
  const names: string[] = [];
  if (reader.readSequence() !== 0x30) return names;
  const end = reader.offset + reader.length;
  while (reader.offset < end && names.length < 100) names.push(reader.readString() ?? "");
  return names;
}

/** Length of the first message with its header; null while too little has come. */
function messageSize(bytes: Buffer): number | null {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) return null;
  if (tag !== 0x30) throw new RangeError("not an LDAP message");
  if (first < 0x80) return 2 + first;
  const octets = first & 0x7f;
  if (octets === 0 || octets > 4) throw new RangeError("not a length");
  if (bytes.length < 2 + octets) return null;
  const size = 2 + octets + bytes.readUIntBE(2, octets);
  if (size > MAX_MESSAGE) throw new RangeError("message too long");
  return size;
}
