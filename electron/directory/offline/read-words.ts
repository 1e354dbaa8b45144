import { beginsWithinOneTypo } from "#shared/rules/one-typo";
import { BLOCK_LETTERS, SHORT, type WordField } from "./collect-words";

/** The tables of words, as the file gives them. */
export type WordTables = {
  /** Blocks whose key begins so, in order. */
  readonly blocks: (prefix: string) => readonly { readonly words: string; readonly rows: Uint8Array }[];
  /** The words alone of these blocks. */
  readonly words: (prefix: string) => readonly string[];
  readonly tail: (key: string) => string;
};

/** Where words are, and which words resemble one. */
export type WordIndex = {
  /** Rows that have a word beginning so (`whole`: this very word) in one of the fields: a packed list for each word found (`unpackRows`). */
  readonly lists: (fields: readonly WordField[], word: string, whole?: boolean) => readonly Uint8Array[];
  /** Words at one typing error of this one, or beginning with one that is, the shortest first, at most `most`. */
  readonly near: (fields: readonly WordField[], word: string, most: number) => readonly string[];
};

/** Fewer letters than this are too few to forgive one. */
const FEWEST_LETTERS = 4;

/** Reads what `createWordCollector` gathered. */
export function createWordIndex(tables: WordTables): WordIndex {
  const like = function* (field: WordField, word: string): Generator<string> {
    // Half of the word is without error: what begins as it does, or ends as it does.
    const begins = tables.words(field + word.slice(0, word.length < 6 ? 2 : BLOCK_LETTERS));
    for (const text of [...begins, tables.tail(field + word.slice(-BLOCK_LETTERS))])
      for (const each of text.split("\n")) if (beginsWithinOneTypo(word, each)) yield each;
  };
  return {
    lists: (fields, word, whole = false) =>
      fields.flatMap((field) => {
        const short = !whole && word.length === BLOCK_LETTERS - 1;
        const key = (short ? SHORT : "") + field + word.slice(0, BLOCK_LETTERS);
        return tables.blocks(key).flatMap((block) => [...listsOf(block, word, whole)]);
      }),
    near: (fields, word, most) => {
      if (word.length < FEWEST_LETTERS || /\d/u.test(word)) return [];
      const found = new Set(fields.flatMap((field) => [...like(field, word)]));
      found.delete(word);
      return [...found].toSorted((one, other) => one.length - other.length).slice(0, most);
    },
  };
}

/** The same index for one question, whose readings look for the same words: each list is read once, and each word compared once. */
export function rememberingLists(index: WordIndex): WordIndex {
  const listsIn = remembered(
    (field: WordField, word: string, whole: boolean) => index.lists([field], word, whole),
    (field, word, whole) => `${field} ${whole} ${word}`,
  );
  return {
    near: remembered(index.near, (fields, word, most) => `${fields.join("")} ${most} ${word}`),
    lists: (fields, word, whole = false) => fields.flatMap((field) => listsIn(field, word, whole)),
  };
}

function remembered<Asked extends readonly unknown[], Answer>(
  ask: (...asked: Asked) => Answer,
  keyOf: (...asked: Asked) => string,
): (...asked: Asked) => Answer {
  const known = new Map<string, Answer>();
  return (...asked) => {
    const key = keyOf(...asked);
    const answer = known.get(key) ?? ask(...asked);
    known.set(key, answer);
    return answer;
  };
}

function* listsOf(
  { words, rows }: { readonly words: string; readonly rows: Uint8Array },
  word: string,
  whole: boolean,
): Generator<Uint8Array> {
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  let at = 0;
  for (const each of words.split("\n")) {
    const length = view.getUint32(at);
    if (whole ? each === word : each.startsWith(word)) yield rows.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
}
