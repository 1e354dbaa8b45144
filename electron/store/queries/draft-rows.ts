import type { Address, ConversationRow, CorrespondentKind } from "#shared/domain/message";
import type { ConversationId, MailboxId } from "#shared/domain/ids";
import { senderKind } from "#shared/rules/address";
import { isOwnCopy, readDraftCopy } from "#shared/rules/draft-copy";
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
  readonly elsewhere: number;
};

const MOST_ELSEWHERE = 500;

/** Drafts as rows of the list: each by its own id, flagged `draft`. A search looks at subject, text and recipients. */
export function draftRows(
  store: Store,
  mailbox: number,
  asked: { readonly search: string; readonly offset: number; readonly limit: number },
): { readonly rows: readonly ConversationRow[]; readonly total: number } {
  const words = fold(asked.search).split(" ").filter(Boolean);
  const own = store.all<DraftRow>(
    `SELECT d.id, b.id AS mailbox_id, d.recipients, d.subject, substr(d.text, 1, 2000) AS text, d.updated_at, 0 AS elsewhere,
       (SELECT count(*) FROM draft_attachments a WHERE a.draft = d.seq) AS attachments
     FROM drafts d JOIN mailboxes b ON b.seq = d.mailbox WHERE d.queued = 0 AND (? = 0 OR d.mailbox = ?) ORDER BY d.updated_at DESC, d.seq DESC`,
    [mailbox, mailbox],
  );
  const rows = [...own, ...draftsElsewhere(store, mailbox)].toSorted((a, b) => (a.updated_at < b.updated_at ? 1 : -1));
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
  const own = store.get<{ total: number }>(
    "SELECT count(*) AS total FROM drafts WHERE queued = 0 AND (? = 0 OR mailbox = ?)",
    [mailbox, mailbox],
  );
  return (own?.total ?? 0) + draftsElsewhere(store, mailbox).length;
}

type Elsewhere = DraftRow & { readonly message_id: string; readonly size: number };

/** Drafts that the folder of drafts holds and that were written by another client, or from another computer: the copies of our own are left out. */
function draftsElsewhere(store: Store, mailbox: number): readonly DraftRow[] {
  const found = store.all<Elsewhere>(
    `SELECT m.id, b.id AS mailbox_id, m.recipients, m.subject, m.preview AS text, m.date AS updated_at, m.attachments, 1 AS elsewhere, m.message_id, m.size
     FROM folders f JOIN placements p ON p.folder = f.seq JOIN messages m ON m.seq = p.message JOIN mailboxes b ON b.seq = m.mailbox
     WHERE f.role = 'drafts' AND p.state = 'here' AND (? = 0 OR f.mailbox = ?) AND instr(m.flags, '\\Deleted') = 0
       AND NOT EXISTS (SELECT 1 FROM draft_copies c WHERE c.origin = m.seq) ORDER BY m.date DESC LIMIT ${MOST_ELSEWHERE}`,
    [mailbox, mailbox],
  );
  return found.filter(({ message_id: messageId, size }) => {
    const copy = readDraftCopy(messageId);
    if (copy === null || !isOwnCopy({ messageId, size }, copy.draftId)) return true;
    const known = "SELECT 1 FROM drafts WHERE id = ? UNION ALL SELECT 1 FROM draft_copies WHERE draft = ?";
    return store.get(known, [copy.draftId, copy.draftId]) === undefined;
  });
}

function asRow(row: DraftRow): ConversationRow {
  const { to } = JSON.parse(row.recipients) as { to: Address[] };
  const kind: CorrespondentKind = to[0] === undefined ? "other" : senderKind(to[0].address);
  return {
    // In this list alone the id of a row is the draft's, or the message's for one written elsewhere.
    id: row.id as unknown as ConversationId,
    mailboxId: row.mailbox_id as MailboxId,
    kind,
    name: to.map(({ name, address }) => name || address).join(", "),
    about: "",
    patientMark: "",
    subject: row.subject,
    preview: firstCharacters(singleLine(row.text), 180),
    date: row.updated_at,
    unread: false,
    messages: 1,
    documents: 0,
    attachments: row.attachments,
    toDo: false,
    exchange: null,
    takenBy: null,
    awaiting: false,
    flags: row.elsewhere === 1 ? ["draft", "elsewhere"] : ["draft"],
    labels: [],
    snoozedUntil: null,
  };
}
