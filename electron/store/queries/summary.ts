import { readableLabel } from "#shared/rules/from-label";
import { exchangeState } from "#shared/rules/fin-state";
import { isKeyValid } from "#shared/rules/ins";
import { displaySubject } from "#shared/rules/subject";
import type { ConversationRow } from "#shared/domain/message";
import type { Store } from "../open";
import { patientKey } from "./conversation-rows";
import { labelListsOf } from "./labels";
import { folderList, listsOf } from "./list-numbers";
import { LIVE, ROLE_BITS, SHOWN } from "./lookup";
import { snoozeOf } from "./snooze-state";
import { takerIn } from "./taken-mark";

type Totals = {
  readonly shown: number;
  readonly messages: number;
  readonly unread: number;
  readonly to_do: number;
  readonly attachments: number;
  readonly documents: number;
  readonly sent: number;
  readonly archived: number;
  readonly bounced: number;
  /** Of all that can be shown, whatever the mask: one lies in the trash, carries documents, a label, the mark of who takes care of it. */
  readonly trashed: number;
  readonly carrying: number;
  readonly labelled: number;
  readonly taken: number;
};
type Last = {
  readonly seq: number;
  readonly date: string;
  readonly subject: string;
  readonly preview: string;
  readonly outgoing: number;
  readonly bounced: number;
};
type Known = {
  readonly mailbox: number;
  readonly matricule: string | null;
  readonly kind: string;
  readonly address: string;
  readonly last_at: string;
  readonly unread: number;
  readonly lists: string;
  readonly snoozed_until: string | null;
  readonly drafted: number;
  readonly patient_key: string;
};

const KNOWN = `SELECT mailbox, matricule, kind, address, last_at, unread, lists, snoozed_until, patient_key,
    EXISTS (SELECT 1 FROM drafts d WHERE d.conversation = conversations.seq AND d.queued = 0) AS drafted FROM conversations WHERE seq = ?`;

/** Recomputes the rows and lists of the conversations that changed, each once; conversations without any message are removed. */
export function refreshConversations(store: Store, touched: Iterable<number>): void {
  const places: Place[] = [];
  for (const conversation of new Set(touched)) refresh(store, conversation, places);
  saveListings(store, places);
}

/** The lists that a conversation now stands in; `listed`: it stood in some. */
type Place = {
  readonly conversation: number;
  readonly lists: readonly number[];
  readonly at: string;
  readonly listed: boolean;
};

function refresh(store: Store, conversation: number, places: Place[]): void {
  const known = store.get<Known>(KNOWN, [conversation]);
  if (known === undefined) return;
  const live = totals(store, conversation, LIVE);
  const scope = live.shown > 0 ? LIVE : SHOWN;
  const all = live.shown > 0 ? live : totals(store, conversation, SHOWN);
  const last = lastMessage(store, conversation, scope);
  if (last === undefined) return hide(store, conversation);
  const exchange = known.matricule === null ? null : exchangeOf(store, conversation);
  const said = last.outgoing === 1 && last.bounced === 0 && exchange !== "closed" && live.shown > 0;
  const awaiting = said && !isWaiting(store, last.seq);
  const flags = flagsOf(store, conversation, known, all);
  const snoozed = known.snoozed_until === null ? null : snoozeOf(store, conversation);
  const toDo = snoozed === "due" ? Math.max(1, live.to_do) : live.to_do;
  const taken = all.taken > 0 ? takerIn(store, conversation) : "";
  const views = listsOf(known.mailbox, {
    live: live.shown > 0,
    toDo: toDo > 0 && snoozed !== "asleep" && live.shown > 0,
    kind: known.kind,
    documents: all.documents > 0 && live.shown > 0,
    awaiting,
    sent: live.sent > 0,
    archived: live.archived > 0,
    trashed: all.trashed > 0,
    asleep: snoozed === "asleep" && live.shown > 0,
  });
  const labels = live.shown > 0 && live.labelled > 0 ? labelListsOf(store, conversation) : [];
  const folders = foldersOf(store, conversation);
  const lists = [...new Set([...views, ...labels, ...folders])].toSorted((a, b) => a - b);
  const written = JSON.stringify(lists);
  const state = { toDo, exchange, awaiting, flags, taken, lists: written };
  const { name, address } = correspondentName(store, conversation);
  saveRow(store, conversation, all, last, { ...state, name });
  saveStanding(store, conversation, known, { address, at: last.date, unread: all.unread });
  savePatientKey(store, conversation, known, all);
  if (written !== known.lists || last.date !== known.last_at)
    places.push({ conversation, lists, at: last.date, listed: known.lists !== "[]" });
}

type State = Pick<ConversationRow, "name" | "exchange" | "awaiting" | "flags"> & {
  readonly toDo: number;
  readonly taken: string;
  readonly lists: string;
};

function saveRow(store: Store, conversation: number, all: Totals, last: Last, state: State): void {
  store.run(
    `UPDATE conversations SET name = ?, subject = ?, preview = ?, messages = ?, documents = ?, attachments = ?,
       to_do = ?, awaiting = ?, exchange = ?, flags = ?, taken = ?, lists = ? WHERE seq = ?`,
    [
      state.name,
      displaySubject(last.subject),
      last.preview,
      all.messages,
      all.documents,
      all.attachments,
      state.toDo,
      Number(state.awaiting),
      state.exchange,
      JSON.stringify(state.flags),
      state.taken,
      state.lists,
      conversation,
    ],
  );
}

/** What indexes hold is written only where it is no longer so. */
function saveStanding(
  store: Store,
  conversation: number,
  known: Known,
  { address, at, unread }: { readonly address: string; readonly at: string; readonly unread: number },
): void {
  if (address === known.address && at === known.last_at && unread === known.unread) return;
  store.run("UPDATE conversations SET address = ?, last_at = ?, unread = ? WHERE seq = ?", [
    address,
    at,
    unread,
    conversation,
  ]);
}

/** Read again where it may be of a patient, or was: from the row just saved. */
function savePatientKey(store: Store, conversation: number, { kind, patient_key }: Known, { documents }: Totals): void {
  const key = kind === "patient" || documents > 0 ? patientKey(store, conversation) : "";
  if (key !== patient_key) store.run("UPDATE conversations SET patient_key = ? WHERE seq = ?", [key, conversation]);
}

/** Numbers of the lists of the folders that hold a message of it. */
function foldersOf(store: Store, conversation: number): readonly number[] {
  return store
    .all<{ folder: number }>(
      "SELECT DISTINCT p.folder FROM messages m JOIN placements p ON p.message = m.seq WHERE m.conversation = ? AND p.state <> 'leaving'",
      [conversation],
    )
    .map(({ folder }) => folderList(folder));
}

const COUNTED = `SELECT coalesce(sum(l), 0) AS shown, coalesce(sum(l AND receipt = 0), 0) AS messages,
    coalesce(sum(l AND seen = 0 AND outgoing = 0 AND receipt = 0), 0) AS unread,
    coalesce(sum(l AND done = 0 AND receipt = 0 AND roles & ${ROLE_BITS.inbox} AND outgoing = 0), 0) AS to_do,
    coalesce(sum(l * attachments), 0) AS attachments, coalesce(sum(l * documents), 0) AS documents, coalesce(sum(l * outgoing), 0) AS sent,
    coalesce(sum(l AND roles & ${ROLE_BITS.archive}), 0) AS archived, coalesce(max(l * bounced), 0) AS bounced,
    coalesce(max(roles & ${ROLE_BITS.trash} > 0), 0) AS trashed, coalesce(max(documents), 0) AS carrying,
    coalesce(max(instr(flags, '$PliLabel') > 0), 0) AS labelled,
    coalesce(max(instr(flags, '$PliTaken') > 0), 0) AS taken
  FROM (SELECT roles & ? > 0 AS l, receipt, seen, outgoing, done, roles, attachments, documents, bounced, flags
        FROM messages WHERE conversation = ? AND roles & ${SHOWN})`;

function totals(store: Store, conversation: number, mask: number): Totals {
  const row = store.get<Totals>(COUNTED, [mask, conversation]);
  if (row === undefined) throw new RangeError("an aggregate always has a row");
  return row;
}

const last = (receipts: string): string =>
  `SELECT seq, date, subject, preview, outgoing, bounced FROM messages WHERE conversation = ? AND roles & ? ${receipts} ORDER BY date DESC, seq DESC LIMIT 1`;
const LAST_LETTER = last("AND receipt = 0");
const LAST = last("");

/** The last message that is not a receipt, or the last receipt when there is nothing else. */
function lastMessage(store: Store, conversation: number, mask: number): Last | undefined {
  return store.get<Last>(LAST_LETTER, [conversation, mask]) ?? store.get<Last>(LAST, [conversation, mask]);
}

const THEIR_NAME = `SELECT from_name AS name, from_address AS address FROM messages
  WHERE conversation = ? AND outgoing = 0 AND receipt = 0 AND roles & ${SHOWN} ORDER BY date DESC LIMIT 1`;

/** Name and address of the other party: as the last message from them says, else as we last wrote to them. */
function correspondentName(store: Store, conversation: number): { readonly name: string; readonly address: string } {
  const from = store.get<{ name: string; address: string }>(THEIR_NAME, [conversation]);
  if (from !== undefined) return { ...from, name: readableLabel(from.name) };
  const to = store.get<{ name: string | null; address: string }>(
    `SELECT recipients ->> '$.to[0].name' AS name, coalesce(recipients ->> '$.to[0].address', from_address) AS address FROM messages
     WHERE conversation = ? AND roles & ${SHOWN} ORDER BY outgoing DESC, date DESC LIMIT 1`,
    [conversation],
  );
  return { name: readableLabel(to?.name ?? ""), address: to?.address ?? "" };
}

/** Whether a message of ours is still in the outbox: nobody can answer it yet. */
const isWaiting = (store: Store, message: number): boolean =>
  store.get("SELECT 1 FROM outbox WHERE message = ? AND state NOT IN ('sent', 'filing')", [message]) !== undefined;

/** What has not left, or did not arrive, closes and reopens nothing; what was thrown away since did. */
function exchangeOf(store: Store, conversation: number): ConversationRow["exchange"] {
  const sent = store.all<{ date: string; fin: number }>(
    `SELECT date, fin FROM messages m WHERE conversation = ? AND outgoing = 1 AND receipt = 0 AND bounced = 0 AND roles & ${SHOWN}
       AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message = m.seq AND o.state NOT IN ('sent', 'filing'))`,
    [conversation],
  );
  return exchangeState(sent.map(({ date, fin }) => ({ date, fin: fin === 1, finSubject: false })));
}

const CARRIED = `SELECT max(d.matricule <> ?) AS other, max(d.state = 'replaced') AS replaced, max(d.patient IS NOT NULL) AS filed
  FROM messages m JOIN documents d ON d.message = m.seq WHERE m.conversation = ? AND m.documents > 0 AND m.roles & ${SHOWN}`;

function flagsOf(
  store: Store,
  conversation: number,
  { matricule, drafted }: Known,
  all: Totals,
): ConversationRow["flags"] {
  const documents =
    all.carrying === 0
      ? undefined
      : store.get<{ other: number | null; replaced: number | null; filed: number | null }>(CARRIED, [
          matricule,
          conversation,
        ]);
  const toCheck = matricule !== null && (!isKeyValid(matricule) || documents?.other === 1);
  return [
    ...(toCheck ? (["identity-to-check"] as const) : []),
    ...(documents?.replaced === 1 ? (["replaced"] as const) : []),
    ...(documents?.filed === 1 ? (["filed"] as const) : []),
    ...(all.bounced > 0 ? (["bounced"] as const) : []),
    ...(drafted === 1 ? (["draft"] as const) : []),
  ];
}

/** In the order of the tree, and in one statement each way: a statement that writes several rows keeps a copy of every page it changes. */
function saveListings(store: Store, places: readonly Place[]): void {
  const moved = places.filter(({ listed }) => listed).map(({ conversation }) => conversation);
  if (moved.length > 0)
    store.run("DELETE FROM listings WHERE conversation IN (SELECT value FROM json_each(?))", [JSON.stringify(moved)]);
  const rows = places
    .flatMap(({ conversation, lists, at }) => lists.map((list) => ({ list, at, conversation })))
    .sort((a, b) => a.list - b.list || (a.at < b.at ? -1 : Number(a.at > b.at)) || a.conversation - b.conversation)
    .map(({ list, at, conversation }) => [list, at, conversation]);
  if (rows.length > 0)
    store.run(
      `INSERT INTO listings (list, last_at, conversation)
       SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`,
      [JSON.stringify(rows)],
    );
}

/** Nothing of it can be shown: it leaves every list, and goes for good when no message, even gone, is left. */
function hide(store: Store, conversation: number): void {
  store.run("DELETE FROM listings WHERE conversation = ?", [conversation]);
  store.run("UPDATE conversations SET lists = '[]', messages = 0, unread = 0, to_do = 0, awaiting = 0 WHERE seq = ?", [
    conversation,
  ]);
  store.run(
    "DELETE FROM conversations WHERE seq = ? AND NOT EXISTS (SELECT 1 FROM messages WHERE conversation = conversations.seq)",
    [conversation],
  );
}
