/** Messages made here whose bytes were not read back yet: their parts and documents cannot be opened until they are. */
export const unreadBackSchema = `
CREATE TABLE unread_back (message INTEGER PRIMARY KEY REFERENCES messages(seq) ON DELETE CASCADE) STRICT;
INSERT INTO unread_back SELECT DISTINCT message FROM parts WHERE position < 0;
`;
