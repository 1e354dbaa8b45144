import type { FetchMessageObject, FetchQueryObject, MessageAddressObject } from "imapflow";
import type { Address } from "#shared/domain/message";
import type { EnvelopeRecord } from "#shared/domain/sync";
import { parseMssHeaders } from "#shared/rules/headers";
import { structureOf } from "./structure";

/** What is asked of each message: everything that a list shows, nothing of the body. */
export const ENVELOPE_QUERY = {
  uid: true,
  flags: true,
  envelope: true,
  bodyStructure: true,
  internalDate: true,
  size: true,
  headers: ["References", "X-MSS-MES"],
} satisfies FetchQueryObject;

const MAX_TEXT = 1000;
const MAX_ADDRESSES = 500;
const MAX_REFERENCES = 100;
const MAX_FLAGS = 100;
const EPOCH = "1970-01-01T00:00:00.000Z";

/** One fetched message as a record; every field is bounded, and none is trusted. Never throws. */
export function envelopeRecord(message: FetchMessageObject): EnvelopeRecord {
  const envelope = message.envelope ?? {};
  const headers = headerFields(message.headers);
  const receivedAt = isoDate(message.internalDate) ?? EPOCH;
  return {
    uid: message.uid,
    modSeq: message.modseq === undefined ? null : String(message.modseq),
    flags: flagsOf(message.flags),
    size: message.size ?? 0,
    receivedAt,
    date: isoDate(envelope.date) ?? receivedAt,
    messageId: text(envelope.messageId),
    inReplyTo: text(envelope.inReplyTo),
    references: (headers.get("references") ?? "").match(/<[^<>\s]{1,998}>/gu)?.slice(-MAX_REFERENCES) ?? [],
    subject: text(envelope.subject),
    from: addresses(envelope.from)[0] ?? { name: "", address: "" },
    to: addresses(envelope.to),
    cc: addresses(envelope.cc),
    replyTo: addresses(envelope.replyTo),
    mes: parseMssHeaders((name) => headers.get(name.toLowerCase())).mes,
    ...structureOf(message.bodyStructure),
  };
}

/** Flags and keywords as written, in a stable order, at most 100; `\Recent` belongs to a session and is left out. */
export function flagsOf(flags: ReadonlySet<string> | undefined): readonly string[] {
  return [...(flags ?? [])]
    .filter((flag) => flag.length <= 100 && flag.toLowerCase() !== "\\recent")
    .sort()
    .slice(0, MAX_FLAGS);
}

const text = (value: string | undefined): string => (value ?? "").slice(0, MAX_TEXT);

function addresses(list: readonly MessageAddressObject[] | undefined): readonly Address[] {
  return (list ?? [])
    .filter(({ address }) => address !== undefined && address !== "")
    .slice(0, MAX_ADDRESSES)
    .map(({ name, address }) => ({ name: (name ?? "").slice(0, 300), address: (address ?? "").slice(0, 320) }));
}

/** ISO date-time of a year that mail can have; undefined for anything else. */
function isoDate(value: Date | string | undefined): string | undefined {
  const date = value instanceof Date ? value : new Date(value ?? Number.NaN);
  const year = date.getUTCFullYear();
  return Number.isNaN(year) || year < 1970 || year > 2200 ? undefined : date.toISOString();
}

/** Header lines by lower-case name, unfolded (RFC 5322 §2.2.3); the last one wins. */
function headerFields(bytes: Uint8Array | undefined): ReadonlyMap<string, string> {
  const lines = Buffer.from(bytes ?? [])
    .subarray(0, 128 * 1024)
    .toString("latin1")
    .replaceAll(/\r?\n[ \t]+/gu, " ")
    .split(/\r?\n/u);
  const colon = (line: string): number => line.indexOf(":");
  return new Map(
    lines
      .filter((line) => colon(line) > 0)
      .map((line) => [line.slice(0, colon(line)).trim().toLowerCase(), line.slice(colon(line) + 1).trim()] as const),
  );
}
