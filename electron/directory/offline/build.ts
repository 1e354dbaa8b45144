import { open, rm } from "node:fs/promises";
import Database from "@signalapp/sqlcipher";
import { DirectoryError } from "../failure";
import { createDecoder } from "./encoding";
import { createWordCollector, type WordCollector } from "./collect-words";
import { type Line, type LineReader, placeOf, readHeader } from "./extraction";
import { addressKeyAt, createKeyCollector, MOST_ROWS, personKeyAt } from "./keys";
import { larger } from "./growing";
import { linesOf } from "./lines";
import { stampOf } from "./stamp";
import { createTextNumbers } from "./text-numbers";
import type { Unpacked } from "./unpack";

/** What an imported extraction is: its date (ISO, or null when nothing tells), its rows, and the lines that could not be read. */
export type ExtractionFacts = {
  readonly asOf: string | null;
  readonly importedAt: string;
  readonly rows: number;
  readonly skipped: number;
};

/** The version of the file's layout: another one is built again from the extraction. */
export const LAYOUT = 3;
/** Rows kept together: writing one by one would take longer than all the rest. */
export const LOT = 16;
const MOST_SPECIALTIES = 2000;

const SCHEMA = `
CREATE TABLE facts (layout INTEGER NOT NULL, as_of TEXT, imported_at TEXT NOT NULL, rows INTEGER NOT NULL, skipped INTEGER NOT NULL) STRICT;
CREATE TABLE lots (id INTEGER PRIMARY KEY, lines BLOB NOT NULL) STRICT;
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
  try {
    const facts = await written(options);
    await reachDisk(options.file);
    return facts;
  } catch (error) {
    await rm(options.file, { force: true });
    throw error;
  }
}

async function written(options: Options): Promise<ExtractionFacts> {
  const db = new Database(options.file);
  try {
    // A new file that is thrown away unless it is whole: no journal is needed.
    for (const pragma of [
      "page_size=8192",
      "journal_mode=OFF",
      "synchronous=OFF",
      "locking_mode=EXCLUSIVE",
      "cache_size=-32768",
    ])
      db.pragma(pragma);
    db.exec(SCHEMA);
    db.exec("BEGIN");
    const gathered = { words: createWordCollector(), addresses: createKeyCollector(), people: createKeyCollector() };
    const { rows, skipped } = await fill(db, gathered, options);
    writeGathered(db, gathered);
    const facts = { asOf: stampOf(options.source.name), importedAt: options.now().toISOString(), rows, skipped };
    db.prepare("INSERT INTO facts VALUES (?, ?, ?, ?, ?)").run([LAYOUT, facts.asOf, facts.importedAt, rows, skipped]);
    db.exec("COMMIT");
    return facts;
  } finally {
    db.close();
  }
}

/** The file takes the place of the one in use: it must be whole there even if the power fails just after. */
async function reachDisk(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
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
  const specialties = specialtyCollector();
  let read: LineReader | null = null;
  let [rows, skipped] = [0, 0];
  const take = (line: Line | null): void => {
    if (line === null) {
      skipped += 1;
      return;
    }
    rows += 1;
    if (rows > MOST_ROWS) throw new DirectoryError("unreadable");
    lots.add(line);
    collect(gathered, rows, line);
    specialties.add(line);
  };
  const decoded = createDecoder();
  for await (const run of linesOf(source.chunks)) {
    if (signal.aborted) throw new DirectoryError("cancelled");
    const bytes = decoded(run);
    const header = read === null ? firstLine(bytes) : null;
    if (header !== null) read = readHeader(header.text);
    read?.(bytes, header?.end ?? 0, take);
    told(rows);
  }
  lots.end();
  const label = db.prepare("INSERT INTO specialties VALUES (?, ?)");
  for (const [code, text] of specialties.labels) label.run([code, text]);
  return { rows, skipped };
}

/** The first line that is not empty, and where it ends; null when all are. */
function firstLine(bytes: Uint8Array): { readonly text: string; readonly end: number } | null {
  const start = bytes.findIndex((byte) => byte !== 10 && byte !== 13);
  if (start === -1) return null;
  const end = bytes.indexOf(10, start);
  return {
    text: textAt(bytes, start, end === -1 ? bytes.length : end).trimEnd(),
    end: end === -1 ? bytes.length : end,
  };
}

/** Writes lines by lots, their kept cells only, copied byte by byte: no text is made of them before they are asked for. */
function lotWriter(db: Database): { readonly add: (line: Line) => void; readonly end: () => void } {
  const insert = db.prepare("INSERT INTO lots VALUES (?, ?)", { persistent: true });
  let bytes = new Uint8Array(2 ** 16);
  let [id, count, used] = [0, 0, 0];
  const end = (): void => {
    if (count > 0) insert.run([id++, bytes.subarray(0, used - 1)]);
    [count, used] = [0, 0];
  };
  return {
    end,
    add: ({ bytes: from, starts, ends }) => {
      if (used + from.length + starts.length > bytes.length)
        bytes = larger(bytes, new Uint8Array(bytes.length + from.length));
      for (let kept = 0; kept < starts.length; kept += 1) {
        for (let at = starts[kept] ?? 0; at < (ends[kept] ?? 0); at += 1) bytes[used++] = from[at] ?? 0;
        bytes[used++] = 124;
      }
      bytes[used - 1] = 10;
      count += 1;
      if (count === LOT) end();
    },
  };
}

const INDEXED = (
  [
    ["f", "family"],
    ["g", "given"],
    ["c", "route"],
    ["z", "postalCode"],
    ["p", "professionCode"],
    ["s", "specialtyCode"],
    ["o", "structure"],
    ["o", "sign"],
    ["o", "service"],
  ] as const
).map(([field, column]) => ({ field, place: placeOf(column) }));
const [ADDRESS, IDENTIFIER] = [placeOf("address"), placeOf("identifier")];

function collect({ words, addresses, people }: Gathered, row: number, { bytes, starts, ends }: Line): void {
  addresses.add(row, addressKeyAt(bytes, starts[ADDRESS] ?? 0, ends[ADDRESS] ?? 0));
  const person = personKeyAt(bytes, starts[IDENTIFIER] ?? 0, ends[IDENTIFIER] ?? 0);
  if (person !== null) people.add(row, person);
  for (const { field, place } of INDEXED) words.add(row, field, bytes, starts[place] ?? 0, ends[place] ?? 0);
}

const [CODE, LABEL] = [placeOf("specialtyCode"), placeOf("specialty")];

/** Keeps the label of each specialty's code, the first that is read. */
function specialtyCollector(): { readonly labels: Map<string, string>; readonly add: (line: Line) => void } {
  const labels = new Map<string, string>();
  const codes = createTextNumbers();
  return {
    labels,
    add: ({ bytes, starts, ends }) => {
      const [from = 0, to = 0] = [starts[CODE], ends[CODE]];
      if (from === to || codes.size() >= MOST_SPECIALTIES || codes.of(0, bytes, from, to) < labels.size) return;
      const code = textAt(bytes, from, to).toLowerCase();
      if (!labels.has(code)) labels.set(code, textAt(bytes, starts[LABEL], ends[LABEL]));
    },
  };
}

const decoder = new TextDecoder();
const textAt = (bytes: Uint8Array, from?: number, to?: number): string => decoder.decode(bytes.subarray(from, to));

function writeGathered(db: Database, { words, addresses, people }: Gathered): void {
  const block = db.prepare("INSERT INTO blocks VALUES (?, ?, ?)", { persistent: true });
  for (const { key, words: texts, rows } of words.blocks()) block.run([key, texts, rows]);
  const tail = db.prepare("INSERT INTO tails VALUES (?, ?)", { persistent: true });
  for (const { key, words: texts } of words.tails()) tail.run([key, texts]);
  const keys = db.prepare("INSERT INTO keys VALUES (?, ?, ?)");
  for (const [kind, gathered] of [
    ["address", addresses],
    ["person", people],
  ] as const)
    for (const { part, pairs } of gathered.parts()) keys.run([kind, part, pairs]);
}
