import { formatBodyStructure } from "../mime/bodystructure";
import { parsedMessage } from "../mime/parsed-message";
import { extractSection } from "../mime/section";
import type { CommandGroup, Completion, Session } from "../session/session";
import { done, viewOf } from "../session/session";
import type { Numbered } from "../session/numbering";
import type { View } from "../session/view";
import { hasFlag } from "../store/flags";
import type { StoredMessage } from "../store/mailbox";
import { atMost } from "../wire/arguments";
import { ConnectionClosed } from "../wire/byte-reader";
import { formatDateTime } from "../wire/dates";
import type { Chunk } from "../wire/encode";
import { atomList } from "../wire/encode";
import type { Command } from "../wire/parse-command";
import type { FetchItem } from "./fetch-items";
import { readChangedSince, readFetchItems } from "./fetch-items";
import { countsInUids, messagesIn } from "./message-set";

/** FETCH and UID FETCH (RFC 3501 §6.4.5) with CHANGEDSINCE (RFC 7162). */
export const fetchCommands: CommandGroup = {
  FETCH: { needs: "view", handle: fetch, holdsExpunges: true },
  "UID FETCH": { needs: "view", handle: fetch },
};

/** Between so many messages the other sessions get their turn. */
const TURN = 200;

async function fetch(session: Session, command: Command): Promise<Completion> {
  atMost(command.args, 3);
  const view = viewOf(session);
  const byUid = countsInUids(command);
  const asked = readFetchItems(command.args[1]);
  const since = readChangedSince(command.args[2]);
  const items = completeItems(asked, { uid: byUid, modseq: since !== undefined });
  session.condstore ||= items.some((item) => item.kind === "modseq");
  const found = messagesIn(view, command.args[0], byUid ? "uid" : "seq").filter(
    ({ message }) => since === undefined || message.modseq > since,
  );
  for (const [index, numbered] of found.entries()) {
    if (session.closing) throw new ConnectionClosed();
    await answer(session, view, numbered, items);
    if (index % TURN === TURN - 1) await new Promise((resolve) => setImmediate(resolve));
  }
  return done("Fetch completed");
}

function completeItems(
  asked: readonly FetchItem[],
  also: { readonly uid: boolean; readonly modseq: boolean },
): readonly FetchItem[] {
  const has = (kind: FetchItem["kind"]): boolean => asked.some((item) => item.kind === kind);
  return [
    ...(also.uid && !has("uid") ? [{ kind: "uid" } as const] : []),
    ...asked,
    ...(also.modseq && !has("modseq") ? [{ kind: "modseq" } as const] : []),
  ];
}

async function answer(session: Session, view: View, numbered: Numbered, items: readonly FetchItem[]): Promise<void> {
  const { message, flagged } = markSeen(view, numbered.message, items);
  const shown =
    flagged && !items.some((item) => item.kind === "flags") ? [...items, { kind: "flags" } as const] : items;
  const chunks: Chunk[] = [`* ${numbered.seq} FETCH (`];
  for (const [index, item] of shown.entries()) {
    if (index > 0) chunks.push(" ");
    if (item.kind === "section") pushSection(chunks, message, item);
    else chunks.push(formatItem(message, item.kind));
  }
  chunks.push(")\r\n");
  if (session.scope.faults.byeMidLiteral && chunks.some((chunk) => typeof chunk !== "string"))
    return cutShort(session, chunks);
  await session.out.send(...joinStrings(chunks));
}

// A body that is read without PEEK is read: \Seen is set and told in the same answer.
function markSeen(
  view: View,
  message: StoredMessage,
  items: readonly FetchItem[],
): { readonly message: StoredMessage; readonly flagged: boolean } {
  const reads = items.some((item) => item.kind === "section" && !item.peek);
  if (!reads || view.readOnly || hasFlag(message.flags, "\\Seen")) return { message, flagged: false };
  const after = view.quietly(() => view.mailbox.setFlags(message.uid, [...message.flags, "\\Seen"]));
  return { message: after ?? message, flagged: true };
}

function formatItem(message: StoredMessage, kind: Exclude<FetchItem["kind"], "section">): string {
  switch (kind) {
    case "uid":
      return `UID ${message.uid}`;
    case "flags":
      return `FLAGS ${atomList(message.flags)}`;
    case "internaldate":
      return `INTERNALDATE "${formatDateTime(message.internalDate)}"`;
    case "size":
      return `RFC822.SIZE ${message.raw.length}`;
    case "envelope":
      return `ENVELOPE ${parsedMessage(message.raw).envelope()}`;
    case "bodystructure":
      return `BODYSTRUCTURE ${parsedMessage(message.raw).bodyStructure()}`;
    case "body":
      return `BODY ${formatBodyStructure(message.raw, parsedMessage(message.raw).tree(), false)}`;
    case "modseq":
      return `MODSEQ (${message.modseq})`;
  }
}

function pushSection(chunks: Chunk[], message: StoredMessage, item: Extract<FetchItem, { kind: "section" }>): void {
  const whole = extractSection(parsedMessage(message.raw), item.section);
  const bytes =
    whole && item.partial ? whole.subarray(item.partial.offset, item.partial.offset + item.partial.length) : whole;
  if (!bytes) chunks.push(`${item.label} NIL`);
  else chunks.push(`${item.label} {${bytes.length}}\r\n`, bytes);
}

async function cutShort(session: Session, chunks: readonly Chunk[]): Promise<void> {
  session.scope.faults.byeMidLiteral = false;
  session.closing = true;
  const at = chunks.findIndex((chunk) => typeof chunk !== "string");
  const literal = Buffer.from(chunks[at] ?? "");
  await session.out.send(
    ...chunks.slice(0, at),
    literal.subarray(0, literal.length >> 1),
    "\r\n* BYE Server shutting down.\r\n",
  );
  throw new ConnectionClosed();
}

function joinStrings(chunks: readonly Chunk[]): readonly Chunk[] {
  const joined: Chunk[] = [];
  let text = "";
  for (const chunk of chunks) {
    if (typeof chunk === "string") text += chunk;
    else {
      joined.push(text, chunk);
      text = "";
    }
  }
  return [...joined, text];
}
