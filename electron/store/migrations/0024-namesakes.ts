/** Two patients of one name are told apart where conversations are sorted by patient: after the name, the date of birth, else the matricule. */
export const namesakeSchema = `
UPDATE conversations SET patient_key = trim(patient_key || ' ' || coalesce(
    (SELECT nullif(p.birth_date, '') FROM patients p WHERE p.matricule = conversations.matricule ORDER BY p.status = 'QUAL' DESC LIMIT 1),
    matricule, ''))
  WHERE kind = 'patient' AND patient_key <> '';
UPDATE conversations SET patient_key = coalesce(
    (SELECT CASE WHEN count(DISTINCT coalesce(json_extract(d.traits, '$.birthDate'), '')) = 1
       THEN trim(conversations.patient_key || ' ' || max(coalesce(json_extract(d.traits, '$.birthDate'), ''))) END
     FROM messages m JOIN documents d ON d.message = m.seq
     WHERE m.conversation = conversations.seq AND d.returned = 0 AND d.patient_name <> ''), '')
  WHERE kind <> 'patient' AND patient_key <> '';
`;
