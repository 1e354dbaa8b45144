import type { ConversationId, MailboxId } from "#shared/domain/ids";
import type { ConversationRow } from "#shared/domain/message";
import { fold } from "#shared/rules/fold";
import type { Row, Store } from "../open";
import { labelsOfLists } from "./labels";
import { colleague } from "./people";

/** Of which patient a conversation is: the name of the local record and what tells it from a namesake's (date of birth, else matricule); name and date of birth (after a tab) of that of the documents it carries when all are of one. */
const RECORD = "FROM patients p WHERE p.matricule = c.matricule ORDER BY p.status = 'QUAL' DESC LIMIT 1";
const OF_DOCUMENT = "d.patient_name || char(9) || coalesce(json_extract(d.traits, '$.birthDate'), '')";
const PATIENT = `(SELECT trim(coalesce(nullif(p.used_name, ''), p.birth_name) || ' ' || coalesce(nullif(p.used_first_name, ''), p.first_name)) ${RECORD}) AS patient_name,
    CASE WHEN c.kind = 'patient' THEN coalesce((SELECT nullif(p.birth_date, '') ${RECORD}), c.matricule, '') END AS patient_mark,
    CASE WHEN c.kind <> 'patient' AND c.documents > 0 THEN (SELECT CASE WHEN count(DISTINCT ${OF_DOCUMENT}) = 1 THEN max(${OF_DOCUMENT}) END
      FROM messages carrying JOIN documents d ON d.message = carrying.seq
      WHERE carrying.conversation = c.seq AND d.returned = 0 AND d.patient_name <> '') END AS documents_of`;
const COLUMNS = `SELECT c.*, m.id AS mailbox_id, ${PATIENT}
  FROM conversations c JOIN mailboxes m ON m.seq = c.mailbox`;

/** Rows of the conversation list for these row numbers, in the same order. */
export function conversationRows(store: Store, seqs: readonly number[]): readonly ConversationRow[] {
  return seqs.flatMap((seq) => {
    const row = store.get(`${COLUMNS} WHERE c.seq = ?`, [seq]);
    return row === undefined ? [] : [asRow(store, row)];
  });
}

/** The name by which the contacts, then those written to, know an address that came or left bare. */
function knownName(store: Store, address: string): string {
  const row = store.get<{ name: string }>(
    `SELECT coalesce(nullif((SELECT c.name FROM contact_addresses a JOIN contacts c ON c.seq = a.contact WHERE a.address = ?), ''),
       (SELECT name FROM recipients WHERE address = ?), '') AS name`,
    [address.toLowerCase(), address.toLowerCase()],
  );
  return row?.name ?? "";
}

/** What a conversation is sorted by among patients: the name that its row shows, folded, then what tells it from a namesake's; nothing when it is of none, or of several. */
export function patientKey(store: Store, seq: number): string {
  const row = store.get(`SELECT c.kind, c.name, c.address, ${PATIENT} FROM conversations c WHERE c.seq = ?`, [seq]);
  const text = (column: string): string => String(row?.[column] ?? "");
  const { about, mark } = patientOf(text);
  const ownName = text("patient_name") || text("name") || text("address");
  return `${fold(text("kind") === "patient" ? ownName : about)} ${mark}`.trim();
}

/** Whose documents it carries, and what tells the patient of the conversation from a namesake. */
function patientOf(text: (column: string) => string): { readonly about: string; readonly mark: string } {
  const [about = "", born = ""] = text("documents_of").split("\t");
  return { about, mark: text("patient_mark") || born };
}

function asRow(store: Store, row: Row): ConversationRow {
  const text = (column: string): string => String(row[column] ?? "");
  const count = (column: string): number => Number(row[column]);
  const { about, mark } = patientOf(text);
  return {
    id: text("id") as ConversationId,
    mailboxId: text("mailbox_id") as MailboxId,
    kind: text("kind") as ConversationRow["kind"],
    // The local record names a patient better than what a server announced.
    name: text("patient_name") || text("name") || knownName(store, text("address")) || text("address"),
    about,
    patientMark: mark,
    subject: text("subject"),
    preview: text("preview"),
    date: text("last_at"),
    unread: count("unread") > 0,
    messages: count("messages"),
    documents: count("documents"),
    attachments: count("attachments"),
    toDo: count("to_do") > 0,
    exchange: row["exchange"] as ConversationRow["exchange"],
    awaiting: row["awaiting"] === 1,
    takenBy: colleague(store, text("taken")),
    flags: JSON.parse(text("flags")) as ConversationRow["flags"],
    labels: labelsOfLists(store, JSON.parse(text("lists")) as number[]),
    snoozedUntil: row["snooze_due"] === 0 && row["snoozed_until"] !== null ? text("snoozed_until") : null,
  };
}
