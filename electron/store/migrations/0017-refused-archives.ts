/** Why an archive that came with a message was not opened; empty for every other part. */
export const refusedArchiveSchema = `
ALTER TABLE parts ADD COLUMN refused TEXT NOT NULL DEFAULT '';
`;
