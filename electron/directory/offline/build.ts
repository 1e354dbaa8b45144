import { rm } from "node:fs/promises";
import Database from "@signalapp/sqlcipher";
import { DirectoryError } from "../failure";
import { createWordCollector, type WordCollector } from "./collect-words";
import { type Cells, cellOf, type LineReader, readHeader } from "./extraction";
import { addressKey, createKeyCollector, MOST_ROWS, personKey } from "./keys";
import { linesOf } from "./lines";
import { stampOf } from "./stamp";
import type { Unpacked } from "./unpack";

/** What an imported extraction is: its date (ISO, or null when nothing tells), its rows, and the lines that could not be read. */
export type ExtractionFacts = {
  readonly asOf: string | null;
  readonly importedAt: string;
  readonly rows: number;
  readonly skipped: number;
};

/** The version of the file's layout: another one is built again from the extraction. */
export const LAYOUT = 1;
/** Rows kept together: writing one by one would take longer than all the rest. */
export const LOT = 8;
const MOST_SPECIALTIES = 2000;

const SCHEMA = `
CREATE TABLE facts (layout INTEGER NOT NULL, as_of TEXT, imported_at TEXT NOT NULL, rows INTEGER NOT NULL, skipped INTEGER NOT NULL) STRICT;
CREATE TABLE lots (id INTEGER PRIMARY KEY, lines TEXT NOT NULL) STRICT;
CREATE TABLE keys (kind TEXT NOT NULL, part INTEGER NOT NULL, pairs BLOB NOT NULL, PRIMARY KEY (kind, part)) STRICT, WITHOUT ROWID;
CREATE TABLE blocks (key TEXT PRIMARY KEY, words TEXT NOT NULL, rows BLOB NOT NULL) STRICT;
CREATE TABLE tails (key TEXT PRIMARY KEY, words TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE specialties (code TEXT PRIMARY KEY, label TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Builds a directory file from a stream of lines; nothing is left behind on a failure or an abort. `told` gets the rows read so far. */
export async function buildOfflineFile(options: {
  readonly file: string;
  readonly source: Unpacked;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly told: (rows: number) => void;
}): Promise<ExtractionFacts> {
  await rm(options.file, { force: true });
  const db = new Database(options.file);
  try {
    // A new file that is thrown away unless it is whole: no journal is needed.
    for (const pragma of ["journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=-32768"])
      db.pragma(pragma);
    db.exec(SCHEMA);
    db.exec("BEGIN");
    const gathered = { words: createWordCollector(), addresses: createKeyCollector(), people: createKeyCollector() };
    const { rows, skipped } = await fill(db, gathered, options);
    writeGathered(db, gathered);
    const facts = { asOf: stampOf(options.source.name), importedAt: options.now().toISOString(), rows, skipped };
    db.prepare("INSERT INTO facts VALUES (?, ?, ?, ?, ?)").run([LAYOUT, facts.asOf, facts.importedAt, rows, skipped]);
    db.exec("COMMIT");
    db.close();
    return facts;
  } catch (error) {
    db.close();
    await rm(options.file, { force: true });
    throw error;
  }
}

type Options = Parameters<typeof buildOfflineFile>[0];
type Gathered = {
  readonly words: WordCollector;
  readonly addresses: ReturnType<typeof createKeyCollector>;
  readonly people: ReturnType<typeof createKeyCollector>;
};

async function fill(
  db: Database,
  gathered: Gathered,
  { source, signal, told }: Options,
): Promise<Pick<ExtractionFacts, "rows" | "skipped">> {
  const lots = lotWriter(db);
  const specialties = new Map<string, string>();
  let read: LineReader | null = null;
  let [rows, skipped] = [0, 0];
  for await (const lines of linesOf(source.chunks)) {
    if (signal.aborted) throw new DirectoryError("cancelled");
    for (const line of lines) {
      if (line === "") continue;
      if (read === null) {
        read = readHeader(line);
        continue;
      }
      const cells = read(line);
      if (cells === null) {
        skipped += 1;
        continue;
      }
      rows += 1;
      if (rows > MOST_ROWS) throw new DirectoryError("unreadable");
      lots.add(cells.join("|"));
      collect(gathered, rows, cells);
      remember(specialties, cells);
    }
    told(rows);
  }
  lots.end();
  const label = db.prepare("INSERT INTO specialties VALUES (?, ?)");
  for (const [code, text] of specialties) label.run([code, text]);
  return { rows, skipped };
}

function lotWriter(db: Database): { readonly add: (line: string) => void; readonly end: () => void } {
  const insert = db.prepare("INSERT INTO lots VALUES (?, ?)", { persistent: true });
  let [id, lines] = [0, [] as string[]];
  const end = (): void => {
    if (lines.length > 0) insert.run([id++, lines.join("\n")]);
    lines = [];
  };
  return {
    end,
    add: (line) => {
      if (lines.push(line) === LOT) end();
    },
  };
}

function collect({ words, addresses, people }: Gathered, row: number, cells: Cells): void {
  addresses.add(row, addressKey(cellOf(cells, "address")));
  const person = personKey(cellOf(cells, "identifier"));
  if (person !== null) people.add(row, person);
  words.add(row, "f", cellOf(cells, "family"));
  words.add(row, "g", cellOf(cells, "given"));
  words.add(row, "c", cellOf(cells, "route"));
  words.add(row, "z", cellOf(cells, "postalCode"));
  words.add(row, "p", cellOf(cells, "professionCode"));
  words.add(row, "s", cellOf(cells, "specialtyCode"));
  words.add(row, "o", cellOf(cells, "structure"));
  words.add(row, "o", cellOf(cells, "sign"));
  words.add(row, "o", cellOf(cells, "service"));
}

function remember(specialties: Map<string, string>, cells: Cells): void {
  const code = cellOf(cells, "specialtyCode").toLowerCase();
  if (code !== "" && specialties.size < MOST_SPECIALTIES && !specialties.has(code))
    specialties.set(code, cellOf(cells, "specialty"));
}

function writeGathered(db: Database, { words, addresses, people }: Gathered): void {
  const block = db.prepare("INSERT INTO blocks VALUES (?, ?, ?)", { persistent: true });
  for (const { key, words: texts, rows } of words.blocks()) block.run([key, texts, Uint8Array.from(rows)]);
  const tail = db.prepare("INSERT INTO tails VALUES (?, ?)", { persistent: true });
  for (const { key, words: texts } of words.tails()) tail.run([key, texts]);
  const keys = db.prepare("INSERT INTO keys VALUES (?, ?, ?)");
  for (const [kind, gathered] of [
    ["address", addresses],
    ["person", people],
  ] as const)
    for (const { part, pairs } of gathered.parts()) keys.run([kind, part, Uint8Array.from(pairs)]);
}
