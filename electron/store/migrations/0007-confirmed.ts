/** What the person confirmed before a message waits: asked again when it is moved to another moment and something else has appeared. */
export const confirmedSchema = `ALTER TABLE outbox ADD COLUMN confirmed TEXT NOT NULL DEFAULT '[]';`;
