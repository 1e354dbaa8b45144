/** Who takes care of each conversation of a shared mailbox, as its messages' keywords say; empty for nobody. */
export const takenSchema = `
ALTER TABLE conversations ADD COLUMN taken TEXT NOT NULL DEFAULT '';
`;
