/** Drafts, the outbox, what became of sent messages, operations to replay on the server, known recipients and settings. */
export const writingSchema = `
CREATE TABLE drafts (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, mailbox INTEGER NOT NULL REFERENCES mailboxes(seq) ON DELETE CASCADE,
  recipients TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, fin INTEGER NOT NULL, read_receipt INTEGER NOT NULL,
  answers TEXT, conversation INTEGER REFERENCES conversations(seq) ON DELETE SET NULL,
  updated_at TEXT NOT NULL, queued INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX drafts_by_date ON drafts(updated_at) WHERE queued = 0;
CREATE INDEX drafts_of_conversation ON drafts(conversation) WHERE conversation IS NOT NULL;

CREATE TABLE draft_attachments (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, draft INTEGER NOT NULL REFERENCES drafts(seq) ON DELETE CASCADE,
  name TEXT NOT NULL, mime_type TEXT NOT NULL, size INTEGER NOT NULL, document_id TEXT, matricule TEXT, bytes BLOB NOT NULL
) STRICT;
CREATE INDEX draft_attachments_of_draft ON draft_attachments(draft);

CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, draft_id TEXT NOT NULL,
  mailbox INTEGER NOT NULL REFERENCES mailboxes(seq) ON DELETE CASCADE, message INTEGER NOT NULL REFERENCES messages(seq) ON DELETE CASCADE,
  envelope TEXT NOT NULL, subject TEXT NOT NULL, recipients TEXT NOT NULL, state TEXT NOT NULL, send_at TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, failure TEXT, changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_due ON outbox(state, send_at);
CREATE INDEX outbox_of_message ON outbox(message);

-- What receipts and bounces say of the messages we sent, by their Message-ID: a receipt may come before the Sent copy.
CREATE TABLE receipts (
  seq INTEGER PRIMARY KEY, mailbox INTEGER NOT NULL REFERENCES mailboxes(seq) ON DELETE CASCADE, original_id TEXT NOT NULL,
  message INTEGER NOT NULL REFERENCES messages(seq) ON DELETE CASCADE, recipient TEXT NOT NULL,
  outcome TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL, UNIQUE (message)
) STRICT;
CREATE INDEX receipts_by_original ON receipts(mailbox, original_id);

CREATE TABLE operations (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, mailbox INTEGER NOT NULL REFERENCES mailboxes(seq) ON DELETE CASCADE,
  kind TEXT NOT NULL, folder INTEGER NOT NULL REFERENCES folders(seq) ON DELETE CASCADE,
  target INTEGER REFERENCES folders(seq) ON DELETE CASCADE, add_flags TEXT NOT NULL, remove_flags TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, failure TEXT, created_at TEXT NOT NULL
) STRICT;
CREATE INDEX operations_of_mailbox ON operations(mailbox, seq);

CREATE TABLE operation_placements (
  operation INTEGER NOT NULL REFERENCES operations(seq) ON DELETE CASCADE,
  placement INTEGER NOT NULL REFERENCES placements(seq) ON DELETE CASCADE, PRIMARY KEY (operation, placement)
) STRICT, WITHOUT ROWID;
CREATE INDEX operations_of_placement ON operation_placements(placement);

CREATE TABLE recipients (
  address TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL, last_used TEXT NOT NULL,
  uses INTEGER NOT NULL, bounced INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX recipients_recent ON recipients(last_used);

CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
