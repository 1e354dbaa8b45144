/** What the operator's folder of drafts holds of the drafts written here: `version` is what the copy mirrors, `origin` the message that a draft goes on from. */
export const draftCopySchema = `
CREATE TABLE draft_copies (
  draft TEXT PRIMARY KEY, mailbox INTEGER NOT NULL REFERENCES mailboxes(seq) ON DELETE CASCADE, version TEXT NOT NULL,
  origin INTEGER REFERENCES messages(seq) ON DELETE SET NULL
) STRICT, WITHOUT ROWID;
`;
