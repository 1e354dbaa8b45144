import type { Draft, DraftFields } from "#shared/domain/draft";
import type { DraftId, MailboxId, MessageId } from "#shared/domain/ids";
import { draftCopyKey } from "#shared/rules/draft-copy";
import type { Store } from "../open";
import { addAttachment, createDraft, draft, type NewAttachment } from "./drafts";
import { mailboxKey, seqOf } from "./lookup";
import { queueOperation } from "./operations";
import { refreshRoles } from "./placements";
import { refreshConversations } from "./summary";

/** What the operator's folder of drafts lacks, or holds in excess. `version`: what of the draft the copy is to mirror. */
export type DraftCopyTask =
  | { readonly kind: "put"; readonly draftId: DraftId; readonly mailboxId: MailboxId; readonly version: string }
  | { readonly kind: "remove"; readonly draftId: DraftId; readonly mailboxId: MailboxId };

/** Changes with the words, the recipients and the files of a draft. */
const VERSION = `(d.updated_at || '|' || (SELECT count(*) || '.' || coalesce(max(a.seq), 0) || '.' || coalesce(sum(a.size), 0)
  FROM draft_attachments a WHERE a.draft = d.seq))`;

/** What is to be done in the folders of drafts, removals first: a draft that changed mailbox leaves one before it enters the other. */
export function draftCopyTasks(store: Store): readonly DraftCopyTask[] {
  const removals = store.all<{ draftId: DraftId; mailboxId: MailboxId }>(
    `SELECT c.draft AS draftId, b.id AS mailboxId FROM draft_copies c JOIN mailboxes b ON b.seq = c.mailbox LEFT JOIN drafts d ON d.id = c.draft
     WHERE d.id IS NULL OR (d.mailbox <> c.mailbox AND c.version <> '')`,
  );
  const copies = store.all<{ draftId: DraftId; mailboxId: MailboxId; version: string }>(
    `SELECT d.id AS draftId, b.id AS mailboxId, ${VERSION} AS version FROM drafts d JOIN mailboxes b ON b.seq = d.mailbox
       LEFT JOIN draft_copies c ON c.draft = d.id
     WHERE d.queued = 0 AND (c.draft IS NULL OR c.version <> ${VERSION}) AND (c.draft IS NULL OR c.mailbox = d.mailbox OR c.version = '')
     ORDER BY d.updated_at`,
  );
  return [
    ...removals.map((one) => ({ kind: "remove" as const, ...one })),
    ...copies.map((one) => ({ kind: "put" as const, ...one })),
  ];
}

/** The folder holds this version of the draft: what it goes on from has done its work. */
export function draftCopied(
  store: Store,
  { draftId, mailboxId, version }: Extract<DraftCopyTask, { kind: "put" }>,
): void {
  store.transaction(() => {
    store.run(
      `INSERT INTO draft_copies (draft, mailbox, version) VALUES (?, ?, ?)
       ON CONFLICT (draft) DO UPDATE SET mailbox = excluded.mailbox, version = excluded.version`,
      [draftId, mailboxKey(store, mailboxId).seq, version],
    );
    releaseOrigin(store, draftId);
  });
}

/** The folder holds no copy of the draft any more. */
export function draftCopyRemoved(store: Store, { draftId }: Extract<DraftCopyTask, { kind: "remove" }>): void {
  store.transaction(() => {
    hideCopies(store, draftId);
    const alive = store.get<{ mailbox: number }>("SELECT mailbox FROM drafts WHERE id = ?", [draftId]);
    if (alive !== undefined)
      return store.run("UPDATE draft_copies SET version = '', mailbox = ? WHERE draft = ?", [alive.mailbox, draftId]);
    releaseOrigin(store, draftId);
    return store.run("DELETE FROM draft_copies WHERE draft = ?", [draftId]);
  });
}

/** Makes a draft that goes on from one found in the folder of drafts; going on twice from one message gives the same draft. */
export function adoptDraft(
  store: Store,
  origin: MessageId,
  given: DraftFields & { readonly answers: MessageId | null },
  files: readonly NewAttachment[],
): { readonly draft: Draft; readonly again: boolean } {
  return store.transaction(() => {
    const message = seqOf(store, "messages", origin);
    const known = store.get<{ draft: DraftId }>(
      "SELECT c.draft FROM draft_copies c JOIN drafts d ON d.id = c.draft WHERE c.origin = ?",
      [message],
    );
    if (known !== undefined) return { draft: draft(store, known.draft), again: true };
    const made = createDraft(store, given);
    store.run("INSERT INTO draft_copies (draft, mailbox, version, origin) VALUES (?, ?, '', ?)", [
      made.id,
      mailboxKey(store, given.mailboxId).seq,
      message,
    ]);
    for (const file of files) addAttachment(store, made.id, file);
    return { draft: draft(store, made.id), again: false };
  });
}

/** The message of ours or of a correspondent that this Message-ID names in a mailbox, null when it is not here. */
export function messageNamed(store: Store, mailboxId: MailboxId, messageId: string): MessageId | null {
  if (messageId === "") return null;
  const row = store.get<{ id: MessageId }>("SELECT id FROM messages WHERE mailbox = ? AND message_id = ? LIMIT 1", [
    mailboxKey(store, mailboxId).seq,
    messageId,
  ]);
  return row?.id ?? null;
}

const IN_DRAFTS = "SELECT p.seq, p.message, p.folder, f.mailbox FROM placements p JOIN folders f ON f.seq = p.folder";

/** What the draft went on from goes from the server too, now that its words are kept in the draft and in its copy. */
function releaseOrigin(store: Store, draftId: DraftId): void {
  const places = store.all<{ seq: number; message: number; folder: number; mailbox: number }>(
    `${IN_DRAFTS} WHERE p.message = (SELECT origin FROM draft_copies WHERE draft = ?) AND f.role = 'drafts' AND p.uid IS NOT NULL AND p.state = 'here'`,
    [draftId],
  );
  for (const { seq, message, folder, mailbox } of places) {
    queueOperation(store, { mailbox, kind: "delete", folder, target: null, add: [], remove: [], placements: [seq] });
    leave(store, seq, message);
  }
  store.run("UPDATE draft_copies SET origin = NULL WHERE draft = ?", [draftId]);
}

/** Until the synchronisation says so too, a removed copy is not to be seen. */
function hideCopies(store: Store, draftId: DraftId): void {
  const places = store.all<{ seq: number; message: number }>(
    `${IN_DRAFTS} JOIN messages m ON m.seq = p.message WHERE f.role = 'drafts' AND m.message_id LIKE ? || '%'`,
    [draftCopyKey(draftId)],
  );
  for (const { seq, message } of places) leave(store, seq, message);
}

function leave(store: Store, place: number, message: number): void {
  store.run("UPDATE placements SET state = 'leaving' WHERE seq = ?", [place]);
  refreshConversations(store, [refreshRoles(store, message)]);
}
