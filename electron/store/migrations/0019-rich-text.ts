/** The formatting of a draft, as a tree in JSON (`shared/domain/rich-text`); null for plain text. */
export const richTextSchema = `
ALTER TABLE drafts ADD COLUMN rich TEXT;
`;
