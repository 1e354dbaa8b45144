/** Whether a folder keeps the keywords of its clients; where it does not, they are kept here alone. */
export const keywordSchema = `ALTER TABLE folders ADD COLUMN keywords INTEGER NOT NULL DEFAULT 1;`;
