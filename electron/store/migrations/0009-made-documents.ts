/** Documents made here out of a file of a draft (their CDA, what the person said of them), and what a joined document asks of the receiver. */
export const madeDocumentSchema = `
ALTER TABLE draft_attachments ADD COLUMN cda BLOB;
ALTER TABLE draft_attachments ADD COLUMN facts TEXT;
ALTER TABLE draft_attachments ADD COLUMN asks TEXT NOT NULL DEFAULT 'new';
`;
