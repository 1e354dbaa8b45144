import type { DraftAttachment, DraftFields } from "#shared/domain/draft";
import type { DraftId, MailboxId, MessageId, OutboxId } from "#shared/domain/ids";
import type { Address } from "#shared/domain/message";
import type { OutgoingMessage } from "#shared/domain/sync";
import { firstCharacters, singleLine } from "#shared/rules/fold";
import type { Store } from "../open";
import { type MailboxKey, mailboxKey, ROLE_BITS, utc } from "./lookup";
import { addressWords, insertMessage } from "./messages";
import { reindexWords } from "./words";

/** A message whose bytes are made and that is to leave; written by a person (`draftId`), or a report made here (null). */
export type LeavingMessage = Pick<DraftFields, "to" | "cc" | "subject" | "text" | "fin"> & {
  readonly draftId: DraftId | null;
  readonly mailboxId: MailboxId;
  readonly outgoing: OutgoingMessage;
  /** ISO: not before. */
  readonly sendAt: string;
  /** Keys of the points that the person confirmed. */
  readonly confirmed?: readonly string[];
  readonly answers: MessageId | null;
  readonly files: readonly Pick<DraftAttachment, "name" | "mimeType" | "size">[];
};

/** Keeps the bytes with their Message-ID in the queue, and shows the message in its conversation at once. To be called in a transaction. */
export function putOut(
  store: Store,
  leaving: LeavingMessage,
): { readonly id: OutboxId; readonly seq: number; readonly mailbox: MailboxKey; readonly conversation: number } {
  const mailbox = mailboxKey(store, leaving.mailboxId);
  const made = insertMessage(store, mailbox, localMessage(store, leaving));
  keepContent(store, made.seq, leaving);
  const now = store.now().toISOString();
  const id = store.newId() as OutboxId;
  const { envelope, messageId } = leaving.outgoing;
  const seq = store.run(
    "INSERT INTO outbox (id, draft_id, mailbox, message, envelope, subject, recipients, state, send_at, changed_at, confirmed) VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)",
    [
      id,
      leaving.draftId ?? "",
      mailbox.seq,
      made.seq,
      JSON.stringify({ ...envelope, messageId }),
      leaving.subject,
      JSON.stringify(leaving.to),
      utc(leaving.sendAt, now),
      now,
      JSON.stringify(leaving.confirmed ?? []),
    ],
  ).lastInsertRowid;
  return { id, seq, mailbox, conversation: made.conversation };
}

function keepContent(store: Store, message: number, leaving: LeavingMessage): void {
  store.run("INSERT INTO sources (message, raw) VALUES (?, ?)", [message, leaving.outgoing.raw]);
  store.run("INSERT INTO unread_back (message) VALUES (?)", [message]);
  store.run("INSERT INTO bodies (message, text, html, mss, receipt_asked_by) VALUES (?, ?, NULL, ?, ?)", [
    message,
    leaving.text,
    JSON.stringify({ nil: null, ins: null, codeCda: [], mes: leaving.fin ? "FIN" : null }),
    "",
  ]);
  store.run("UPDATE messages SET body_state = 'stored', preview = ? WHERE seq = ?", [
    firstCharacters(singleLine(leaving.text.slice(0, 2000)), 180),
    message,
  ]);
  for (const [index, file] of leaving.files.entries()) {
    store.run(
      "INSERT INTO parts (id, message, position, name, mime_type, size, sha256, content_id, inline, dangerous) VALUES (?, ?, ?, ?, ?, ?, '', NULL, 0, 0)",
      [store.newId(), message, -1 - index, file.name, file.mimeType, file.size],
    );
  }
  reindexWords(store, message, {
    subject: leaving.subject,
    sender: "",
    recipients: addressWords([...leaving.to, ...leaving.cc]),
    body: leaving.text,
    files: leaving.files.map(({ name }) => name).join(" "),
    documents: "",
    patient: "",
    types: "",
  });
}

function localMessage(store: Store, leaving: LeavingMessage): Parameters<typeof insertMessage>[2] {
  const now = store.now().toISOString();
  const answers =
    leaving.answers === null
      ? undefined
      : store.get<{ message_id: string; refs: string }>("SELECT message_id, refs FROM messages WHERE id = ?", [
          leaving.answers,
        ]);
  return {
    messageId: leaving.outgoing.messageId,
    inReplyTo: answers?.message_id ?? "",
    references: answers === undefined ? [] : [...(JSON.parse(answers.refs) as string[]), answers.message_id],
    date: now,
    receivedAt: now,
    subject: leaving.subject,
    from: senderOf(store, leaving),
    to: leaving.to,
    cc: leaving.cc,
    replyTo: [],
    size: leaving.outgoing.raw.byteLength,
    fin: leaving.fin,
    looksXdm: false,
    attachments: leaving.files.length,
    outgoing: true,
    flags: ["\\Seen"],
    roles: ROLE_BITS.local,
    folder: "sent",
  };
}

function senderOf(store: Store, { mailboxId, outgoing }: LeavingMessage): Address {
  const own = store.get<{ from_label: string; address: string }>(
    "SELECT from_label, address FROM mailboxes WHERE id = ?",
    [mailboxId],
  );
  return { name: own?.from_label ?? "", address: own?.address ?? outgoing.envelope.from };
}
