import type { Address, ConversationRow, CorrespondentKind } from "#shared/domain/message";
import type { ConversationId, MailboxId } from "#shared/domain/ids";
import { senderKind } from "#shared/rules/address";
import { firstCharacters, fold, singleLine } from "#shared/rules/fold";
import type { Store } from "../open";

type DraftRow = {
  readonly id: string;
  readonly mailbox_id: string;
  readonly recipients: string;
  readonly subject: string;
  readonly text: string;
  readonly updated_at: string;
  readonly attachments: number;
};

/** Drafts as rows of the list: each by its own id, flagged `draft`. A search looks at subject, text and recipients. */
export function draftRows(
  store: Store,
  mailbox: number,
  asked: { readonly search: string; readonly offset: number; readonly limit: number },
): { readonly rows: readonly ConversationRow[]; readonly total: number } {
  const words = fold(asked.search).split(" ").filter(Boolean);
  const rows = store.all<DraftRow>(
    `SELECT d.id, b.id AS mailbox_id, d.recipients, d.subject, substr(d.text, 1, 2000) AS text, d.updated_at, (SELECT count(*) FROM draft_attachments a WHERE a.draft = d.seq) AS attachments
     FROM drafts d JOIN mailboxes b ON b.seq = d.mailbox WHERE d.queued = 0 AND (? = 0 OR d.mailbox = ?) ORDER BY d.updated_at DESC, d.seq DESC`,
    [mailbox, mailbox],
  );
  const found =
    words.length === 0
      ? rows
      : rows.filter((row) =>
          words.every((word) => fold(`${row.subject} ${row.text} ${row.recipients}`).includes(word)),
        );
  return { rows: found.slice(asked.offset, asked.offset + asked.limit).map(asRow), total: found.length };
}

/** How many drafts are being written in a mailbox (0: in all). */
export function countDrafts(store: Store, mailbox: number): number {
  return (
    store.get<{ total: number }>("SELECT count(*) AS total FROM drafts WHERE queued = 0 AND (? = 0 OR mailbox = ?)", [
      mailbox,
      mailbox,
    ])?.total ?? 0
  );
}

function asRow(row: DraftRow): ConversationRow {
  const { to } = JSON.parse(row.recipients) as { to: Address[] };
  const kind: CorrespondentKind = to[0] === undefined ? "other" : senderKind(to[0].address);
  return {
    // In this list alone the id of a row is the draft's.
    id: row.id as unknown as ConversationId,
    mailboxId: row.mailbox_id as MailboxId,
    kind,
    name: to.map(({ name, address }) => name || address).join(", "),
    about: "",
    subject: row.subject,
    preview: firstCharacters(singleLine(row.text), 180),
    date: row.updated_at,
    unread: false,
    messages: 1,
    documents: 0,
    attachments: row.attachments,
    toDo: false,
    exchange: null,
    awaiting: false,
    flags: ["draft"],
    labels: [],
    snoozedUntil: null,
  };
}
