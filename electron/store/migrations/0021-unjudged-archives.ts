/** Messages read before the reason of a refused archive was kept, that carry one without a document of it: read again once, when they are opened. */
export const unjudgedArchiveSchema = `
CREATE TABLE unjudged_archives (message INTEGER PRIMARY KEY REFERENCES messages(seq) ON DELETE CASCADE) STRICT;
INSERT INTO unjudged_archives
  SELECT DISTINCT message FROM parts
  WHERE refused = '' AND inline = 0 AND (lower(name) LIKE '%.zip' OR mime_type IN ('application/zip', 'application/x-zip-compressed'))
    AND message NOT IN (SELECT message FROM documents);
`;
