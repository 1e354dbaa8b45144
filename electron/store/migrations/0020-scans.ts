/** Which file of the scanner folder an attachment is, and which left with a message: neither is proposed again. */
export const scanSchema = `
ALTER TABLE draft_attachments ADD COLUMN scan TEXT;
CREATE TABLE scans_sent (
  file TEXT NOT NULL, outbox INTEGER NOT NULL REFERENCES outbox(seq) ON DELETE CASCADE, PRIMARY KEY (file, outbox)
) STRICT;
CREATE INDEX scans_of_outbox ON scans_sent(outbox);
`;
