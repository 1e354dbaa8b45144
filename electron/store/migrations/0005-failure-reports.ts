/** Reports of integration failure that left from here, one at most for a received message, and what those that come back say of ours. */
export const failureReportSchema = `
CREATE TABLE failure_reports (
  seq INTEGER PRIMARY KEY, message INTEGER NOT NULL UNIQUE REFERENCES messages(seq) ON DELETE CASCADE,
  outbox INTEGER NOT NULL REFERENCES outbox(seq) ON DELETE CASCADE, code TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX failure_reports_of_outbox ON failure_reports(outbox);
ALTER TABLE receipts ADD COLUMN code TEXT NOT NULL DEFAULT '';
`;
