/** Rules over mail that arrives, and what each did to each message: why, and how it is taken back. */
export const mailRuleSchema = `
-- since: a rule speaks of mail received after it. folder: emptied when the folder disappears, while moves stays.
CREATE TABLE mail_rules (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, position INTEGER NOT NULL, is_on INTEGER NOT NULL,
  mailbox INTEGER REFERENCES mailboxes(seq) ON DELETE CASCADE,
  from_text TEXT NOT NULL, kind TEXT, document TEXT, words TEXT NOT NULL,
  label TEXT, done INTEGER NOT NULL, moves INTEGER NOT NULL, folder INTEGER REFERENCES folders(seq) ON DELETE SET NULL,
  silent INTEGER NOT NULL, since TEXT NOT NULL
) STRICT;

CREATE TABLE ruled (
  message INTEGER NOT NULL REFERENCES messages(seq) ON DELETE CASCADE, rule TEXT NOT NULL, at TEXT NOT NULL,
  label TEXT, done INTEGER NOT NULL, folder INTEGER REFERENCES folders(seq) ON DELETE SET NULL, silent INTEGER NOT NULL,
  undone_at TEXT, PRIMARY KEY (message, rule)
) STRICT, WITHOUT ROWID;
`;
