/** The day's work: conversations put off until a moment, and labels (shared with the server as keywords). */
export const daySchema = `
-- snoozed_until: when it comes back; snoozed_at: what came since then ends it; snooze_due: it came back and waits to be dealt with.
ALTER TABLE conversations ADD COLUMN snoozed_until TEXT;
ALTER TABLE conversations ADD COLUMN snoozed_at TEXT;
ALTER TABLE conversations ADD COLUMN snooze_due INTEGER NOT NULL DEFAULT 0;
CREATE INDEX conversations_snoozed ON conversations(snoozed_until) WHERE snoozed_until IS NOT NULL AND snooze_due = 0;

CREATE TABLE labels (seq INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;
`;
