/** Whether two words differ by one typing error at most: a letter more, less or other, or two neighbours exchanged. Compares as they are: fold them first. */
export function withinOneTypo(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  let end = 0;
  while (end < short.length - start && short[short.length - 1 - end] === long[long.length - 1 - end]) end += 1;
  const left = short.length - start - end;
  if (left === 0 || (left === 1 && long.length === short.length)) return true;
  const exchanged = left === 2 && long.length === short.length;
  return exchanged && short[start] === long[start + 1] && short[start + 1] === long[start];
}

/** Fewer letters than this are too few to forgive one. */
const FEWEST_LETTERS = 4;

/** Whether a word begins as typed but for one typing error at most; nothing is forgiven in less than four letters, nor in a number. */
export function beginsWithinOneTypo(typed: string, word: string): boolean {
  if (word.startsWith(typed)) return true;
  if (typed.length < FEWEST_LETTERS || /\d/u.test(typed)) return false;
  const { length } = typed;
  if (word.length < length - 1) return false;
  // A letter forgotten or typed twice moves the end of what was typed.
  return [length - 1, length, length + 1].some((end) => withinOneTypo(typed, word.slice(0, end)));
}
