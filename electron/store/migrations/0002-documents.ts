/** Patients of the local base and the medical documents found in archives. A filed document outlives its message's place in the mailbox. */
export const documentSchema = `
CREATE TABLE patients (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, birth_name TEXT NOT NULL, first_name TEXT NOT NULL, names TEXT NOT NULL,
  used_name TEXT, used_first_name TEXT, sex TEXT NOT NULL, birth_date TEXT NOT NULL, birth_place TEXT NOT NULL,
  matricule TEXT, oid TEXT, status TEXT NOT NULL, opposed_on TEXT, folded TEXT NOT NULL, sort_name TEXT NOT NULL,
  created_at TEXT NOT NULL, changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX patients_by_matricule ON patients(matricule) WHERE matricule IS NOT NULL;
CREATE INDEX patients_by_name ON patients(sort_name, seq);

CREATE TABLE documents (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, message INTEGER NOT NULL REFERENCES messages(seq) ON DELETE CASCADE,
  unique_id TEXT NOT NULL, set_id TEXT NOT NULL, version INTEGER, replaces TEXT NOT NULL,
  title TEXT NOT NULL, type_code TEXT NOT NULL, type_label TEXT NOT NULL, date TEXT NOT NULL, author TEXT NOT NULL,
  patient_name TEXT NOT NULL, matricule TEXT, oid TEXT, traits TEXT NOT NULL,
  body TEXT NOT NULL, action TEXT NOT NULL, state TEXT NOT NULL, returned INTEGER NOT NULL, integrity TEXT NOT NULL,
  anomalies TEXT NOT NULL, entry TEXT NOT NULL, cda TEXT, part_index INTEGER,
  patient INTEGER REFERENCES patients(seq) ON DELETE SET NULL, filed_at TEXT, automatic INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX documents_of_message ON documents(message);
CREATE INDEX documents_by_unique_id ON documents(unique_id) WHERE unique_id <> '';
CREATE INDEX documents_by_set ON documents(set_id) WHERE set_id <> '';
CREATE INDEX documents_by_replaced ON documents(replaces) WHERE replaces <> '';
CREATE INDEX documents_of_patient ON documents(patient, date) WHERE patient IS NOT NULL;
CREATE INDEX documents_unfiled ON documents(date) WHERE patient IS NULL AND state = 'current' AND returned = 0;
`;
