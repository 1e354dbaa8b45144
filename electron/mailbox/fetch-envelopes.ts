import type { FetchMessageObject, ImapFlow } from "imapflow";
import { parseBodystructure, parseEnvelope } from "imapflow/lib/tools.js";
import type { EnvelopeRecord } from "#shared/domain/sync";
import { ENVELOPE_QUERY, envelopeRecord } from "./envelope-record";
import { type FetchLine, type FetchValue, readFetchLine, textOf } from "./fetch-line";
import { isUid, uidSet } from "./uid-set";

/**
 * The envelopes of those messages of the selected folder, at most one for each UID. Their answers are read here as they come off the line, in far
 * less time than the library's reader of any answer takes; what is not plainly one of them is left to that reader, as is the rest of the session.
 */
export async function fetchEnvelopes(client: ImapFlow, uids: readonly number[]): Promise<readonly EnvelopeRecord[]> {
  const asked = new Set(uids);
  const found = new Map<number, EnvelopeRecord>();
  const keep = (message: FetchMessageObject): void => {
    if (asked.has(message.uid) && !found.has(message.uid)) found.set(message.uid, envelopeRecord(message));
  };
  const release = hearFirst(client, (data) => {
    const message = messageOf(readFetchLine(data.payload, data.literals));
    if (message === null) return false;
    keep(message);
    return true;
  });
  try {
    const others = await client.fetchAll(uidSet(uids), ENVELOPE_QUERY, { uid: true });
    others.filter(isWhole).forEach(keep);
  } finally {
    release();
  }
  const missing = uids.filter((uid) => !found.has(uid));
  if (missing.length > 0) (await client.fetchAll(uidSet(missing), BARE, { uid: true })).filter(isWhole).forEach(keep);
  return [...found.values()];
}

/** What any server can say of a message: one whose envelope or structure nobody can read is there all the same, to be opened and read. */
const BARE = { uid: true, flags: true, internalDate: true, size: true } as const;

type Heard = { readonly payload: Buffer; readonly literals: readonly Buffer[] };
type Hearing = { handleResponse: (data: Heard) => Promise<boolean> };

/** Shows each answer of imapflow 2.4.0 to `take` before the library, which gets those that it leaves (false); gives how to stop. */
function hearFirst(client: ImapFlow, take: (data: Heard) => boolean): () => void {
  const inner = client as unknown as Hearing;
  const handle = inner.handleResponse.bind(client);
  inner.handleResponse = async (data) => take(data) || handle(data);
  // The method of its class is found again.
  return () => Reflect.deleteProperty(inner, "handleResponse");
}

/** Another client's change of flags may be told between two answers (RFC 3501 §7.4.2): it is no message. */
export const isWhole = ({ size, envelope }: FetchMessageObject): boolean =>
  size !== undefined || envelope !== undefined;

const HEADERS = /^BODY\[HEADER\.FIELDS /u;

/** The message that a line tells whole, by the library's own conversions; null for less than that. */
export function messageOf(line: FetchLine | null): FetchMessageObject | null {
  if (line === null) return null;
  const uid = Number(textOf(line.get("UID")));
  const [flags, envelope, structure] = ["FLAGS", "ENVELOPE", "BODYSTRUCTURE"].map((name) => line.get(name));
  const size = textOf(line.get("RFC822.SIZE"));
  const section = [...line.keys()].find((name) => HEADERS.test(name));
  if (!isUid(uid) || !isList(flags) || !isList(envelope) || !isList(structure) || !/^\d{1,15}$/u.test(size))
    return null;
  try {
    return {
      seq: 0,
      uid,
      flags: new Set(flags.map(textOf).filter((flag) => flag !== "")),
      size: Number(size),
      envelope: parseEnvelope(asLibrary(envelope)),
      bodyStructure: parseBodystructure(asLibrary(structure)),
      internalDate: textOf(line.get("INTERNALDATE")),
      ...(section === undefined ? {} : headersOf(line.get(section))),
      ...modSeqOf(line.get("MODSEQ")),
    };
  } catch {
    // What its conversions do not bear either is told by its own reader.
    return null;
  }
}

const isList = (value: FetchValue | undefined): value is readonly FetchValue[] => Array.isArray(value);
const asLibrary = (list: readonly FetchValue[]) => list as Parameters<typeof parseEnvelope>[0];

function headersOf(section: FetchValue | undefined): Pick<FetchMessageObject, "headers"> {
  if (section === undefined || section === null || !("value" in section)) return {};
  return { headers: Buffer.from(section.value) };
}

function modSeqOf(value: FetchValue | undefined): Pick<FetchMessageObject, "modseq"> {
  const said = isList(value) ? textOf(value[0]) : "";
  return /^\d{1,20}$/u.test(said) ? { modseq: BigInt(said) } : {};
}
