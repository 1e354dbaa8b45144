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
  const like = (field: WordField, word: string): readonly string[] => {
    // Half of the word is without error: what begins as it does, or ends as it does.
    const begins = tables.words(field + word.slice(0, word.length < 6 ? 2 : BLOCK_LETTERS));
    return [...begins, tables.tail(field + word.slice(-BLOCK_LETTERS))].flatMap((text) => text.split("\n"));
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
      const found = new Set(
        fields.flatMap((field) => like(field, word)).filter((each) => beginsWithinOneTypo(word, each)),
      );
      found.delete(word);
      return [...found].toSorted((one, other) => one.length - other.length).slice(0, most);
    },
  };
}

/** The same index for one question, whose readings look for the same words: each list is read once. */
export function rememberingLists(index: WordIndex): WordIndex {
  const read = new Map<string, readonly Uint8Array[]>();
  return {
    near: index.near,
    lists: (fields, word, whole = false) => {
      const key = `${fields.join("")} ${whole} ${word}`;
      const lists = read.get(key) ?? index.lists(fields, word, whole);
      read.set(key, lists);
      return lists;
    },
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
