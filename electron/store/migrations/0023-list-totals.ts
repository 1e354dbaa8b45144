/** How many conversations stand in each list, kept as they come and go: a list that is shown says its number without being walked. */
export const listTotalSchema = `
CREATE TABLE list_totals (list INTEGER PRIMARY KEY, total INTEGER NOT NULL) STRICT;
INSERT INTO list_totals SELECT list, count(*) FROM listings GROUP BY list;
CREATE TRIGGER listing_counted AFTER INSERT ON listings
BEGIN INSERT INTO list_totals VALUES (NEW.list, 1) ON CONFLICT (list) DO UPDATE SET total = total + 1; END;
CREATE TRIGGER listing_discounted AFTER DELETE ON listings
BEGIN UPDATE list_totals SET total = total - 1 WHERE list = OLD.list; END;
`;
