import type { FolderRole } from "#shared/domain/mailbox";
import { matriculeFromAddress } from "#shared/rules/ins";
import { senderKind } from "#shared/rules/address";
import { placeMessage } from "#shared/rules/threading";
import type { KnownConversation } from "#shared/rules/threading";
import type { Store } from "../open";
import type { ThreadIds } from "./thread-ids";

/** What placing a message among conversations needs; `recipients` are To and Cc together, `date` (ISO) what it is ordered by. */
export type Threaded = {
  readonly messageId: string;
  readonly inReplyTo: string;
  readonly references: readonly string[];
  readonly subject: string;
  readonly date: string;
  readonly unread: boolean;
  readonly outgoing: boolean;
  readonly from: string;
  readonly recipients: readonly string[];
  readonly folder: FolderRole;
};

/** The other party of a message, in lower case: who wrote it, or the first it was written to. */
export function correspondentOf(message: Pick<Threaded, "outgoing" | "from" | "recipients">): string {
  return (message.outgoing ? (message.recipients[0] ?? "") : message.from).toLowerCase();
}

/** Finds or makes the conversation of a message by the rules of `shared/rules/threading`, and notes it in `threads`; a patient's is one per mailbox, keyed by the matricule. */
export function conversationFor(store: Store, mailbox: number, message: Threaded, threads: ThreadIds): number {
  const patients = (message.outgoing ? message.recipients : [message.from]).flatMap(
    (address) => matriculeFromAddress(address) ?? [],
  );
  const correspondent = correspondentOf(message);
  const placement = placeMessage(
    {
      messageId: message.messageId,
      inReplyTo: message.inReplyTo,
      references: message.references,
      subject: message.subject,
      date: message.date,
      correspondent,
      patients,
      folder: message.folder,
    },
    {
      known: threads.known,
      bySubject: (key, other) => similarConversation(store, mailbox, key, other),
    },
  );
  const conversation =
    placement.patient !== null
      ? patientConversationSeq(store, mailbox, placement.patient, message)
      : placement.kind === "join"
        ? Number(placement.conversationId)
        : newConversation(store, mailbox, { matricule: null, kind: senderKind(correspondent) }, message);
  threads.note(conversation, placement.patient, message);
  return conversation;
}

function similarConversation(
  store: Store,
  mailbox: number,
  key: string,
  correspondent: string,
): (KnownConversation & { readonly date: string }) | null {
  const row = store.get<{ conversation: number; matricule: string | null; date: string }>(
    `SELECT m.conversation, c.matricule, m.date FROM messages m JOIN conversations c ON c.seq = m.conversation
     WHERE m.mailbox = ? AND m.correspondent = ? AND m.thread_subject = ? AND m.thread_subject <> '' ORDER BY m.date DESC LIMIT 1`,
    [mailbox, correspondent, key],
  );
  return row === undefined
    ? null
    : { conversationId: String(row.conversation), patient: row.matricule, date: row.date };
}

function patientConversationSeq(store: Store, mailbox: number, matricule: string, message: Threaded): number {
  const known = store.get<{ seq: number }>("SELECT seq FROM conversations WHERE mailbox = ? AND matricule = ?", [
    mailbox,
    matricule,
  ]);
  return known?.seq ?? newConversation(store, mailbox, { matricule, kind: "patient" }, message);
}

type Key = { readonly matricule: string | null; readonly kind: string };

/** Already where its first message puts it among others: most have only one, and moving a row in each index costs as much as making it. */
function newConversation(store: Store, mailbox: number, { matricule, kind }: Key, { date, unread }: Threaded): number {
  return store.run(
    "INSERT INTO conversations (id, mailbox, matricule, kind, last_at, unread) VALUES (?, ?, ?, ?, ?, ?)",
    [store.newId(), mailbox, matricule, kind, date, Number(unread)],
  ).lastInsertRowid;
}
