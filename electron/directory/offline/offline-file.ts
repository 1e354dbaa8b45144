import Database from "@signalapp/sqlcipher";
import { DirectoryError } from "../failure";
import { type ExtractionFacts, LAYOUT, LOT } from "./build";
import { BLOCK_LETTERS } from "./collect-words";
import type { Cells } from "./extraction";
import { addressKey, partOf, personKey, rowsOfKey } from "./keys";
import { createWordIndex, type WordIndex, type WordTables } from "./read-words";

/** An offline directory open for reading; rows are numbered from 1. */
export type OfflineFile = {
  readonly facts: ExtractionFacts;
  readonly words: WordIndex;
  /** Read one by one, as they are asked for. */
  readonly entries: (ids: Iterable<number>) => Iterable<Cells>;
  /** Rows whose address has the same part before `@` (or, rarely, another with the same digest). */
  readonly ofAddress: (address: string) => readonly number[];
  readonly ofPerson: (identifier: string) => readonly number[];
  /** Codes of the specialties (lower-cased) with their label. */
  readonly specialties: ReadonlyMap<string, string>;
  readonly close: () => void;
};

/** Opens a file made by `buildOfflineFile`; throws `unreadable` when it is not one, or of another layout. */
export function openOfflineFile(file: string): OfflineFile {
  const db = opened(file);
  try {
    return reading(db);
  } catch (error) {
    db.close();
    throw new DirectoryError("unreadable", error);
  }
}

function opened(file: string): Database {
  try {
    return new Database(file);
  } catch (error) {
    throw new DirectoryError("unreadable", error);
  }
}

function reading(db: Database): OfflineFile {
  db.pragma("query_only=ON");
  db.pragma("cache_size=-16384");
  const facts = db.prepare("SELECT layout, as_of, imported_at, rows, skipped FROM facts").get() as
    | { layout: number; as_of: string | null; imported_at: string; rows: number; skipped: number }
    | undefined;
  if (facts?.layout !== LAYOUT) throw new Error("layout");
  const labels = db.prepare("SELECT code, label FROM specialties").all() as unknown as readonly Label[];
  const keyed = keyReader(db);
  return {
    facts: { asOf: facts.as_of, importedAt: facts.imported_at, rows: facts.rows, skipped: facts.skipped },
    specialties: new Map(labels.map(({ code, label }) => [code, label])),
    words: createWordIndex(wordTables(db)),
    entries: rowReader(db),
    ofAddress: (address) => keyed("address", addressKey(address)),
    ofPerson: (identifier) => {
      const key = personKey(identifier);
      return key === null ? [] : keyed("person", key);
    },
    close: () => db.close(),
  };
}

type Label = { readonly code: string; readonly label: string };

function wordTables(db: Database): WordTables {
  const block = db.prepare("SELECT words, rows FROM blocks WHERE key = ?", { persistent: true });
  const blocks = db.prepare("SELECT words, rows FROM blocks WHERE key >= ? AND key < ?", { persistent: true });
  const words = db.prepare("SELECT words FROM blocks WHERE key >= ? AND key < ?", { persistent: true });
  const tail = db.prepare("SELECT words FROM tails WHERE key = ?", { persistent: true });
  return {
    blocks: (prefix) =>
      (prefix.length > BLOCK_LETTERS
        ? block.all([prefix])
        : blocks.all([prefix, `${prefix}\u{10FFFF}`])) as unknown as ReturnType<WordTables["blocks"]>,
    words: (prefix) =>
      (words.all([prefix, `${prefix}\u{10FFFF}`]) as unknown as readonly { words: string }[]).map((row) => row.words),
    tail: (key) => (tail.get([key]) as { words: string } | undefined)?.words ?? "",
  };
}

function rowReader(db: Database): OfflineFile["entries"] {
  const lot = db.prepare("SELECT lines FROM lots WHERE id = ?", { persistent: true });
  return function* entries(ids) {
    let open: { readonly id: number; readonly bytes: Uint8Array } = { id: -1, bytes: new Uint8Array(0) };
    for (const row of ids) {
      const id = Math.floor((row - 1) / LOT);
      if (open.id !== id)
        open = { id, bytes: (lot.get([id]) as { lines: Uint8Array } | undefined)?.lines ?? new Uint8Array(0) };
      const line = lineAt(open.bytes, (row - 1) % LOT);
      if (line !== "") yield line.split("|");
    }
  };
}

/** One line of a lot, from 0; empty past the last. Only this one is made a text. */
function lineAt(bytes: Uint8Array, place: number): string {
  let from = 0;
  for (let passed = 0; passed < place; passed += 1) {
    const end = bytes.indexOf(10, from);
    if (end === -1) return "";
    from = end + 1;
  }
  const end = bytes.indexOf(10, from);
  return decoder.decode(bytes.subarray(from, end === -1 ? bytes.length : end));
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function keyReader(db: Database): (kind: string, key: number) => readonly number[] {
  const part = db.prepare("SELECT pairs FROM keys WHERE kind = ? AND part = ?", { persistent: true });
  return (kind, key) => {
    const found = part.get([kind, partOf(key)]) as { pairs: Uint8Array } | undefined;
    return found === undefined ? [] : rowsOfKey(found.pairs, key);
  };
}
