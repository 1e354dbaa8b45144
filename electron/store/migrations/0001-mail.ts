/** Mailboxes, folders, messages, conversations and their full-text index. Dates are ISO in UTC, so that text order is time order. */
export const mailSchema = `
CREATE TABLE mailboxes (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, address TEXT NOT NULL, kind TEXT NOT NULL, from_label TEXT NOT NULL,
  name TEXT NOT NULL, colour INTEGER NOT NULL, environment_id TEXT NOT NULL, servers TEXT
) STRICT;

CREATE TABLE folders (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, mailbox INTEGER NOT NULL REFERENCES mailboxes(seq) ON DELETE CASCADE,
  path TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, bit INTEGER NOT NULL, total INTEGER NOT NULL DEFAULT 0,
  uid_validity TEXT, highest_uid INTEGER NOT NULL DEFAULT 0, lowest_uid INTEGER NOT NULL DEFAULT 0, mod_seq TEXT,
  UNIQUE (mailbox, path)
) STRICT;

CREATE TABLE conversations (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, mailbox INTEGER NOT NULL REFERENCES mailboxes(seq) ON DELETE CASCADE,
  matricule TEXT, kind TEXT NOT NULL, name TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '', preview TEXT NOT NULL DEFAULT '', last_at TEXT NOT NULL DEFAULT '',
  unread INTEGER NOT NULL DEFAULT 0, messages INTEGER NOT NULL DEFAULT 0, documents INTEGER NOT NULL DEFAULT 0,
  attachments INTEGER NOT NULL DEFAULT 0, to_do INTEGER NOT NULL DEFAULT 0, awaiting INTEGER NOT NULL DEFAULT 0,
  exchange TEXT, flags TEXT NOT NULL DEFAULT '[]', lists TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE UNIQUE INDEX conversation_of_patient ON conversations(mailbox, matricule) WHERE matricule IS NOT NULL;
CREATE INDEX conversations_by_matricule ON conversations(matricule) WHERE matricule IS NOT NULL;

-- One row for each list a conversation stands in: every page of every list is a walk of this tree.
CREATE TABLE listings (
  list INTEGER NOT NULL, last_at TEXT NOT NULL, conversation INTEGER NOT NULL REFERENCES conversations(seq) ON DELETE CASCADE,
  PRIMARY KEY (list, last_at, conversation)
) STRICT, WITHOUT ROWID;
CREATE INDEX listings_of_conversation ON listings(conversation);

CREATE TABLE messages (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, mailbox INTEGER NOT NULL REFERENCES mailboxes(seq) ON DELETE CASCADE,
  conversation INTEGER NOT NULL REFERENCES conversations(seq) ON DELETE CASCADE,
  identity TEXT NOT NULL, message_id TEXT NOT NULL, in_reply_to TEXT NOT NULL, refs TEXT NOT NULL,
  date TEXT NOT NULL, header_date TEXT NOT NULL, received_at TEXT NOT NULL, subject TEXT NOT NULL, thread_subject TEXT NOT NULL,
  from_name TEXT NOT NULL, from_address TEXT NOT NULL, correspondent TEXT NOT NULL, recipients TEXT NOT NULL,
  sender_kind TEXT NOT NULL, size INTEGER NOT NULL, outgoing INTEGER NOT NULL, fin INTEGER NOT NULL,
  roles INTEGER NOT NULL DEFAULT 0, flags TEXT NOT NULL, seen INTEGER NOT NULL, done INTEGER NOT NULL,
  attachments INTEGER NOT NULL, looks_xdm INTEGER NOT NULL, documents INTEGER NOT NULL DEFAULT 0,
  receipt INTEGER NOT NULL DEFAULT 0, bounced INTEGER NOT NULL DEFAULT 0,
  body_state TEXT NOT NULL, preview TEXT NOT NULL DEFAULT '', gone_at TEXT
) STRICT;
CREATE INDEX messages_by_identity ON messages(mailbox, identity);
CREATE INDEX messages_by_message_id ON messages(mailbox, message_id);
CREATE INDEX messages_of_conversation ON messages(conversation, date);
-- Narrow on purpose: a search turns thousands of messages into conversations without reading their rows.
CREATE INDEX messages_thread ON messages(seq, conversation, roles);
CREATE INDEX messages_by_subject ON messages(mailbox, correspondent, thread_subject, date) WHERE thread_subject <> '';
CREATE INDEX messages_without_body ON messages(mailbox, date) WHERE body_state = 'not-fetched';
CREATE INDEX messages_gone ON messages(gone_at) WHERE gone_at IS NOT NULL;

-- Where a message lies on the server. state: here, leaving (moved or deleted here, not yet there), arriving (no UID yet).
CREATE TABLE placements (
  seq INTEGER PRIMARY KEY, message INTEGER NOT NULL REFERENCES messages(seq) ON DELETE CASCADE,
  folder INTEGER NOT NULL REFERENCES folders(seq) ON DELETE CASCADE, uid INTEGER,
  state TEXT NOT NULL DEFAULT 'here', UNIQUE (folder, uid)
) STRICT;
CREATE INDEX placements_of_message ON placements(message);

-- Every Message-ID written or referred to, and the conversation it belongs to: a parent that comes late finds its place.
CREATE TABLE thread_ids (
  mailbox INTEGER NOT NULL REFERENCES mailboxes(seq) ON DELETE CASCADE, message_id TEXT NOT NULL,
  conversation INTEGER NOT NULL REFERENCES conversations(seq) ON DELETE CASCADE, stored INTEGER NOT NULL,
  PRIMARY KEY (mailbox, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX thread_ids_of_conversation ON thread_ids(conversation);

CREATE TABLE bodies (
  message INTEGER PRIMARY KEY REFERENCES messages(seq) ON DELETE CASCADE,
  text TEXT NOT NULL, html TEXT, mss TEXT NOT NULL, receipt TEXT, receipt_asked_by TEXT NOT NULL
) STRICT;

CREATE TABLE sources (message INTEGER PRIMARY KEY REFERENCES messages(seq) ON DELETE CASCADE, raw BLOB NOT NULL) STRICT;

CREATE TABLE parts (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, message INTEGER NOT NULL REFERENCES messages(seq) ON DELETE CASCADE,
  position INTEGER NOT NULL, name TEXT NOT NULL, mime_type TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL,
  content_id TEXT, inline INTEGER NOT NULL, dangerous INTEGER NOT NULL
) STRICT;
CREATE INDEX parts_of_message ON parts(message, position);

CREATE VIRTUAL TABLE message_words USING fts5(
  subject, sender, recipients, body, files, documents, patient, types,
  content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2", prefix='3'
);
`;
