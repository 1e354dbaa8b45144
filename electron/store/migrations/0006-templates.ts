/** Templates of messages (of one mailbox, or of all) and the signature of each mailbox. */
export const templateSchema = `
CREATE TABLE templates (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, mailbox INTEGER REFERENCES mailboxes(seq) ON DELETE CASCADE,
  name TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE INDEX templates_of_mailbox ON templates(mailbox);

CREATE TABLE signatures (
  mailbox INTEGER PRIMARY KEY REFERENCES mailboxes(seq) ON DELETE CASCADE, text TEXT NOT NULL
) STRICT;
`;
