/** The list sorted otherwise than by date: what it is sorted by lies in the row of a conversation, in the order of an index. */
export const listSortSchema = `
ALTER TABLE conversations ADD COLUMN patient_key TEXT NOT NULL DEFAULT '';
UPDATE conversations SET patient_key = coalesce(
    (SELECT p.sort_name FROM patients p WHERE p.matricule = conversations.matricule ORDER BY p.status = 'QUAL' DESC LIMIT 1),
    lower(coalesce(nullif(name, ''), address)))
  WHERE kind = 'patient';
UPDATE conversations SET patient_key = coalesce(
    (SELECT CASE WHEN count(DISTINCT d.patient_name) = 1 THEN lower(max(d.patient_name)) END
     FROM messages m JOIN documents d ON d.message = m.seq
     WHERE m.conversation = conversations.seq AND d.returned = 0 AND d.patient_name <> ''), '')
  WHERE kind <> 'patient' AND documents > 0;
CREATE INDEX conversations_by_patient ON conversations(patient_key = '', patient_key, last_at DESC);
CREATE INDEX conversations_by_unread ON conversations((unread > 0) DESC, last_at DESC);
CREATE INDEX conversations_by_kind ON conversations(kind = 'other', kind, last_at DESC);
`;
