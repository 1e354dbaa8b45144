import { comparable } from "../vocabulary";
import { createPacker } from "./numbers";
import { growing } from "./growing";
import { createTextNumbers } from "./text-numbers";

/** What a word was said of: family name, given name, place (city), zip code, profession code, specialty code, organisation (structure, sign, service). */
const FIELDS = ["f", "g", "c", "z", "p", "s", "o"] as const;
export type WordField = (typeof FIELDS)[number];

/** Words that begin alike (same field, same three letters), in order, and where each is: `rows` holds, for each word, its length in four bytes, then packed rows. */
export type WordBlock = { readonly key: string; readonly words: string; readonly rows: Uint8Array<ArrayBuffer> };

/** Words of names and cities that end alike, to find one whose beginning is mistyped. */
export type TailBlock = { readonly key: string; readonly words: string };

/** Letters after the field's that words of one block share. */
export const BLOCK_LETTERS = 3;
/** Before the field and two letters: the key of a short block. */
export const SHORT = "_";
const TYPED: ReadonlySet<string> = new Set(["f", "g", "c"]);

/** Gathers the words of rows as they are read, from the bytes of a cell; rows must come in growing order. */
export type WordCollector = {
  readonly add: (row: number, field: WordField, bytes: Uint8Array, from: number, to: number) => void;
  /** The `rows` of a block are good until the next is asked for. */
  readonly blocks: () => Generator<WordBlock>;
  readonly tails: () => Generator<TailBlock>;
};

export function createWordCollector(): WordCollector {
  const numbers = new Map<string, number>();
  let texts = createTextNumbers();
  // The words of each text that was numbered: those of text `n` from `ends[n - 1]` to `ends[n]`.
  let known = growing();
  let ends = growing();
  const said = { words: growing(), rows: growing() };
  const numberOf = (word: string): number => {
    const before = numbers.get(word);
    if (before !== undefined) return before;
    numbers.set(word, numbers.size);
    return numbers.size - 1;
  };
  const learn = (field: WordField, text: string): void => {
    for (const word of wordsOf(text)) if (field !== "c" || !/^\d+$/u.test(word)) known.push(numberOf(field + word));
    ends.push(known.size());
  };
  return {
    add: (row, field, bytes, from, to) => {
      if (from >= to) return;
      if (texts.isFull()) [texts, known, ends] = [createTextNumbers(), growing(), growing()];
      const text = texts.of(field.charCodeAt(0), bytes, from, to);
      if (text === ends.size()) learn(field, decoder.decode(bytes.subarray(from, to)));
      for (let at = text === 0 ? 0 : ends.at(text - 1); at < ends.at(text); at += 1) {
        said.words.push(known.at(at));
        said.rows.push(row);
      }
    },
    *blocks() {
      const [words, rows] = [said.words.all(), said.rows.all()];
      yield* blocksOf(numbers, grouped(words, rows, numbers.size));
      yield* shortBlocks(numbers, words, rows);
    },
    tails: () => tailsOf(numbers.keys()),
  };
}

const decoder = new TextDecoder();

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
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? 0;
    const place = next[word] ?? 0;
    sorted[place] = rows[at] ?? 0;
    next[word] = place + 1;
  }
  return { starts, rows: sorted };
}

function* blocksOf(numbers: ReadonlyMap<string, number>, { starts, rows }: Grouped): Generator<WordBlock> {
  const packed = createPacker();
  for (const [key, words] of byKey([...numbers.keys()].toSorted(), (word) => word.slice(0, 1 + BLOCK_LETTERS))) {
    for (const word of words) {
      const number = numbers.get(word) ?? 0;
      packed.add(rows, starts[number] ?? 0, starts[number + 1] ?? 0);
    }
    yield { key, words: words.map((word) => word.slice(1)).join("\n"), rows: packed.take() };
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
  const packed = createPacker();
  for (const [key, number] of begun) {
    if (key.length !== BLOCK_LETTERS) continue;
    packed.add(together, starts[number] ?? 0, starts[number + 1] ?? 0);
    yield { key: `${SHORT}${key}`, words: key.slice(1), rows: packed.take() };
  }
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
