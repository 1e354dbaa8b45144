import { createHash } from "node:crypto";
import type { FolderRole } from "#shared/domain/mailbox";
import type { Address } from "#shared/domain/message";
import { senderKind } from "#shared/rules/address";
import { isFinSubject, subjectKey } from "#shared/rules/subject";
import { normalMessageId } from "#shared/rules/threading";
import type { Store } from "../open";
import type { MailboxKey } from "./lookup";
import { utc } from "./lookup";
import { type ThreadIds, threadIds } from "./thread-ids";
import { conversationFor, correspondentOf, type Threaded } from "./threading";
import { indexWords } from "./words";

/** A message as it is first known: from its envelope, or from the outbox. */
export type NewMessage = {
  readonly messageId: string;
  readonly inReplyTo: string;
  readonly references: readonly string[];
  readonly date: string;
  readonly receivedAt: string;
  readonly subject: string;
  readonly from: Address;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly replyTo: readonly Address[];
  readonly size: number;
  readonly fin: boolean;
  readonly looksXdm: boolean;
  readonly attachments: number;
  readonly outgoing: boolean;
  readonly flags: readonly string[];
  readonly roles: number;
  readonly folder: FolderRole;
};

/** Keyword that colleagues share for a message that is dealt with (à traiter / classé). */
export const DONE_KEYWORD = "$PliDone";
/** Keyword of a message whose documents a person filed, on whichever computer (see `noteFiled`). */
export const FILED_KEYWORD = "$PliFiled";

const LONGEST = 2000;
const MOST_RECIPIENTS = 500;

/** What tells a message from another: its Message-ID alone may be forged or missing, so author, date and subject count too. */
export function identityOf(message: Pick<NewMessage, "messageId" | "date" | "subject" | "from" | "size">): string {
  const id = normalMessageId(message.messageId);
  const parts = [
    id,
    message.from.address.toLowerCase(),
    utc(message.date, message.date),
    message.subject,
    id === "" ? message.size : "",
  ];
  return createHash("sha256").update(parts.join("\n")).digest("base64url").slice(0, 32);
}

/** A message that was stored: its row number, its id and its conversation. */
export type Inserted = { readonly seq: number; readonly id: string; readonly conversation: number };

/** Stores one new message in its conversation and in the index. */
export function insertMessage(store: Store, mailbox: MailboxKey, message: NewMessage): Inserted {
  const threads = threadIds(store, mailbox.seq, [message]);
  const made = insertThreaded(store, mailbox, message, { identity: identityOf(message), threads });
  threads.save();
  return made;
}

/** The same for one among others: `threads` knows what they all name and is saved by the caller, `identity` is `identityOf` the message. */
export function insertThreaded(
  store: Store,
  mailbox: MailboxKey,
  message: NewMessage,
  { identity, threads }: { readonly identity: string; readonly threads: ThreadIds },
): Inserted {
  const bounded = bound(message);
  const recipients = [...bounded.to, ...bounded.cc];
  const threaded = threadedOf(bounded, recipients);
  const conversation = conversationFor(store, mailbox.seq, threaded, threads);
  const id = store.newId();
  const seq = store.run(
    `INSERT INTO messages (id, mailbox, conversation, identity, correspondent, body_state, message_id, in_reply_to, refs, date, header_date, received_at,
       subject, thread_subject, from_name, from_address, recipients, sender_kind, size, outgoing, fin, roles, flags, seen, done, attachments, looks_xdm, documents)
     VALUES (?, ?, ?, ?, ?, 'not-fetched', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [id, mailbox.seq, conversation, identity, correspondentOf(threaded), ...columns(bounded)],
  ).lastInsertRowid;
  indexWords(store, seq, {
    subject: bounded.subject,
    sender: `${bounded.from.name} ${bounded.from.address}`,
    recipients: addressWords(recipients),
    body: "",
    files: "",
    documents: "",
    patient: "",
    types: "",
  });
  return { seq, id, conversation };
}

/** Named one by one here and below, as in `add`: a copy by spreading costs more than all that is computed of a message. */
function threadedOf(message: NewMessage, recipients: readonly Address[]): Threaded {
  return {
    messageId: message.messageId,
    inReplyTo: message.inReplyTo,
    references: message.references,
    subject: message.subject,
    date: orderDate(message),
    unread: !message.outgoing && !message.flags.includes("\\Seen"),
    outgoing: message.outgoing,
    from: message.from.address,
    recipients: recipients.map(({ address }) => address),
    folder: message.folder,
  };
}

function columns(message: NewMessage): readonly (string | number)[] {
  const { to, cc, replyTo, flags } = message;
  return [
    normalMessageId(message.messageId),
    normalMessageId(message.inReplyTo),
    JSON.stringify(message.references),
    orderDate(message),
    message.date,
    message.receivedAt,
    message.subject,
    subjectKey(message.subject),
    message.from.name,
    message.from.address,
    JSON.stringify({ to, cc, replyTo }),
    senderKind(message.from.address),
    message.size,
    Number(message.outgoing),
    Number(message.fin || isFinSubject(message.subject)),
    message.roles,
    JSON.stringify(flags),
    Number(flags.includes("\\Seen")),
    Number(flags.includes(DONE_KEYWORD)),
    message.attachments,
    Number(message.looksXdm),
    Number(message.looksXdm),
  ];
}

/** Names and addresses as one text, for the index. */
export function addressWords(addresses: readonly Address[]): string {
  return addresses.map(({ name, address }) => `${name} ${address}`).join(" ");
}

/** A date in the future is a fault or a forgery: the arrival orders the message instead. */
function orderDate({ date, receivedAt }: Pick<NewMessage, "date" | "receivedAt">): string {
  return Date.parse(date) > Date.parse(receivedAt) + 3_600_000 ? receivedAt : date;
}

function bound(message: NewMessage): NewMessage {
  const receivedAt = utc(message.receivedAt, EPOCH);
  return {
    messageId: line(message.messageId),
    inReplyTo: line(message.inReplyTo),
    references: message.references.slice(-100).map(line),
    date: utc(message.date, receivedAt),
    receivedAt,
    subject: line(message.subject),
    from: boundAddress(message.from),
    to: message.to.slice(0, MOST_RECIPIENTS).map(boundAddress),
    cc: message.cc.slice(0, MOST_RECIPIENTS).map(boundAddress),
    replyTo: message.replyTo.slice(0, MOST_RECIPIENTS).map(boundAddress),
    size: message.size,
    fin: message.fin,
    looksXdm: message.looksXdm,
    attachments: message.attachments,
    outgoing: message.outgoing,
    flags: message.flags.slice(0, 100).map((flag) => flag.slice(0, 100)),
    roles: message.roles,
    folder: message.folder,
  };
}

const EPOCH = new Date(0).toISOString();
const line = (text: string): string => text.slice(0, LONGEST);
const boundAddress = ({ name, address }: Address): Address => ({ name: line(name), address: line(address) });
