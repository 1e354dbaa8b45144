/** What was exchanged with one correspondent, the last first: the conversation that is read shows it beside. */
export const correspondentSchema = `
CREATE INDEX IF NOT EXISTS conversations_by_correspondent ON conversations(address COLLATE NOCASE, last_at DESC) WHERE kind <> 'patient';
`;
