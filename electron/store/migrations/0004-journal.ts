/** The functional journal: triggers refuse what would rewrite it, save the removal of its oldest lines up to the anchor. */
export const journalSchema = `
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY, at TEXT NOT NULL, hash TEXT NOT NULL, event TEXT NOT NULL, folded TEXT NOT NULL
) STRICT;
CREATE TABLE journal_anchor (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE journal_head (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
INSERT INTO journal_anchor VALUES (1, 0, '');
INSERT INTO journal_head VALUES (1, 0, '');

CREATE TRIGGER journal_follows BEFORE INSERT ON journal WHEN NEW.seq <> (SELECT seq + 1 FROM journal_head)
BEGIN SELECT RAISE(ABORT, 'journal: out of order'); END;
CREATE TRIGGER journal_moves AFTER INSERT ON journal
BEGIN UPDATE journal_head SET seq = NEW.seq, hash = NEW.hash; END;
CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'journal: append only'); END;
CREATE TRIGGER journal_keeps BEFORE DELETE ON journal WHEN OLD.seq > (SELECT seq FROM journal_anchor)
BEGIN SELECT RAISE(ABORT, 'journal: append only'); END;
CREATE TRIGGER journal_anchor_forward BEFORE UPDATE ON journal_anchor WHEN NEW.seq < OLD.seq
BEGIN SELECT RAISE(ABORT, 'journal: append only'); END;
`;
