import { comparable } from "../vocabulary";
import { packRows } from "./numbers";

/** What a word was said of: family name, given name, place (city), zip code, profession code, specialty code, organisation (structure, sign, service). */
const FIELDS = ["f", "g", "c", "z", "p", "s", "o"] as const;
export type WordField = (typeof FIELDS)[number];

/** Words that begin alike (same field, same three letters), in order, and where each is: `rows` holds, for each word, its length in four bytes, then packed rows. */
export type WordBlock = { readonly key: string; readonly words: string; readonly rows: Uint8Array };

/** Words of names and cities that end alike, to find one whose beginning is mistyped. */
export type TailBlock = { readonly key: string; readonly words: string };

/** Letters after the field's that words of one block share. */
export const BLOCK_LETTERS = 3;
/** Before the field and two letters: the key of a short block. */
export const SHORT = "_";
const MOST_REMEMBERED = 100_000;
const TYPED: ReadonlySet<string> = new Set(["f", "g", "c"]);

/** Gathers the words of rows as they are read; rows must come in growing order. */
export type WordCollector = {
  readonly add: (row: number, field: WordField, text: string) => void;
  readonly blocks: () => Generator<WordBlock>;
  readonly tails: () => Generator<TailBlock>;
};

export function createWordCollector(): WordCollector {
  const numbers = new Map<string, number>();
  // One for each field: joining field and text for a key would cost more than the rest of the import.
  const remembered = Object.fromEntries(
    FIELDS.map((field) => [field, new Map<string, readonly number[]>()]),
  ) as Readonly<Record<WordField, Map<string, readonly number[]>>>;
  let saidWords = new Int32Array(1 << 16);
  let saidRows = new Int32Array(1 << 16);
  let count = 0;
  const numberOf = (word: string): number => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    numbers.set(word, numbers.size);
    return numbers.size - 1;
  };
  const numbersOf = (field: WordField, text: string): readonly number[] => {
    const found = wordsOf(text)
      .filter((word) => field !== "c" || !/^\d+$/u.test(word))
      .map((word) => numberOf(field + word));
    if (remembered[field].size >= MOST_REMEMBERED) remembered[field].clear();
    remembered[field].set(text, found);
    return found;
  };
  return {
    add: (row, field, text) => {
      if (text === "") return;
      const words = remembered[field].get(text) ?? numbersOf(field, text);
      if (count + words.length > saidWords.length) {
        saidWords = doubled(saidWords);
        saidRows = doubled(saidRows);
      }
      for (const word of words) {
        saidWords[count] = word;
        saidRows[count] = row;
        count += 1;
      }
    },
    *blocks() {
      const words = saidWords.subarray(0, count);
      yield* blocksOf(numbers, grouped(words, saidRows, numbers.size));
      yield* shortBlocks(numbers, words, saidRows);
    },
    tails: () => tailsOf(numbers.keys()),
  };
}

/** The words of a text as they are looked for: no accent, no case, letters and digits only. */
export const wordsOf = (text: string): readonly string[] =>
  (/^[A-Za-z0-9]+$/u.test(text) ? [text.toLowerCase()] : comparable(text).split(" ")).filter((word) => word !== "");

/** Rows of each word, word after word: `starts[n]` is where word n begins. */
type Grouped = { readonly starts: Int32Array; readonly rows: Int32Array };

function grouped(words: Int32Array, rows: Int32Array, size: number): Grouped {
  const starts = new Int32Array(size + 1);
  for (const word of words) starts[word + 1] = (starts[word + 1] ?? 0) + 1;
  for (let word = 1; word <= size; word += 1) starts[word] = (starts[word] ?? 0) + (starts[word - 1] ?? 0);
  const next = starts.slice();
  const sorted = new Int32Array(words.length);
  words.forEach((word, at) => {
    const place = next[word] ?? 0;
    sorted[place] = rows[at] ?? 0;
    next[word] = place + 1;
  });
  return { starts, rows: sorted };
}

function* blocksOf(numbers: ReadonlyMap<string, number>, { starts, rows }: Grouped): Generator<WordBlock> {
  for (const [key, words] of byKey([...numbers.keys()].toSorted(), (word) => word.slice(0, 1 + BLOCK_LETTERS))) {
    const lists = words.map((word) => {
      const number = numbers.get(word) ?? 0;
      return packRows(rows.subarray(starts[number], starts[number + 1]));
    });
    yield { key, words: words.map((word) => word.slice(1)).join("\n"), rows: withLengths(lists) };
  }
}

/** Two letters begin thousands of words: where any of them is, in one list. */
function* shortBlocks(numbers: ReadonlyMap<string, number>, words: Int32Array, rows: Int32Array): Generator<WordBlock> {
  const begun = new Map<string, number>();
  const shortened = Int32Array.from(numbers.keys(), (word) => {
    const key = word.slice(0, BLOCK_LETTERS);
    const known = begun.get(key) ?? begun.size;
    begun.set(key, known);
    return known;
  });
  const { starts, rows: together } = grouped(
    words.map((word) => shortened[word] ?? 0),
    rows,
    begun.size,
  );
  for (const [key, number] of begun) {
    const list = packRows(together.subarray(starts[number], starts[number + 1]));
    if (key.length === BLOCK_LETTERS) yield { key: `${SHORT}${key}`, words: key.slice(1), rows: withLengths([list]) };
  }
}

function withLengths(lists: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(lists.reduce((sum, { length }) => sum + length + 4, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const list of lists) {
    view.setUint32(at, list.length);
    bytes.set(list, at + 4);
    at += 4 + list.length;
  }
  return bytes;
}

function* tailsOf(words: Iterable<string>): Generator<TailBlock> {
  const long = [...words].filter((word) => word.length > 4 && TYPED.has(word.charAt(0)));
  const keyed = long.map((word) => [word.charAt(0) + word.slice(-BLOCK_LETTERS), word.slice(1)] as const);
  const sorted = keyed.toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  for (const [key, same] of byKey(sorted, ([tail]) => tail))
    yield { key, words: same.map(([, word]) => word).join("\n") };
}

/** Runs of the same key, of a sorted list. */
function* byKey<Item>(items: readonly Item[], keyOf: (item: Item) => string): Generator<[string, Item[]]> {
  let run: Item[] = [];
  let key = "";
  for (const item of items) {
    const its = keyOf(item);
    if (its !== key && run.length > 0) {
      yield [key, run];
      run = [];
    }
    key = its;
    run.push(item);
  }
  if (run.length > 0) yield [key, run];
}

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
