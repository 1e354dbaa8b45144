/** Contacts with their addresses (each belongs to one contact), and care teams. */
export const contactSchema = `
CREATE TABLE contacts (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL, profession TEXT NOT NULL, specialty TEXT NOT NULL,
  structure TEXT NOT NULL, postal_code TEXT NOT NULL, city TEXT NOT NULL, id_nat TEXT NOT NULL, note TEXT NOT NULL,
  folded TEXT NOT NULL, sort_name TEXT NOT NULL, checked_at TEXT
) STRICT;
CREATE INDEX contacts_by_name ON contacts(sort_name);
CREATE INDEX contacts_by_person ON contacts(id_nat) WHERE id_nat <> '';

CREATE TABLE contact_addresses (
  address TEXT PRIMARY KEY, contact INTEGER NOT NULL REFERENCES contacts(seq) ON DELETE CASCADE, position INTEGER NOT NULL,
  gone INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_addresses_of ON contact_addresses(contact, position);

CREATE TABLE teams (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, note TEXT NOT NULL, folded TEXT NOT NULL, sort_name TEXT NOT NULL
) STRICT;
CREATE TABLE team_members (
  team INTEGER NOT NULL REFERENCES teams(seq) ON DELETE CASCADE, address TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY (team, address)
) STRICT, WITHOUT ROWID;
`;
