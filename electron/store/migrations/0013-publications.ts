/** Addresses that the directory was seen to publish, and since when it no longer does; those marked on a contact are kept. */
export const publicationSchema = `
CREATE TABLE publications (address TEXT PRIMARY KEY, seen_at TEXT NOT NULL, gone_since TEXT) STRICT, WITHOUT ROWID;
INSERT INTO publications (address, seen_at, gone_since)
  SELECT a.address, coalesce(c.checked_at, ''), CASE a.gone WHEN 1 THEN coalesce(c.checked_at, '') END
  FROM contact_addresses a JOIN contacts c ON c.seq = a.contact WHERE c.checked_at IS NOT NULL;
`;
