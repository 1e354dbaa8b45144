/** Fewer letters than this are too few to forgive one. */
const FEWEST_LETTERS = 4;

/** Whether a word begins as typed but for one typing error at most; nothing is forgiven in less than four letters, nor in a number. */
export function beginsWithinOneTypo(typed: string, word: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at += 1;
  if (at === typed.length) return true;
  if (typed.length < FEWEST_LETTERS || /\d/u.test(typed)) return false;
  // The error is at the first letter that differs: one too many, one forgotten, another one, or two exchanged.
  return (
    endsSo(typed, at + 1, word, at) ||
    (at < word.length && (endsSo(typed, at, word, at + 1) || endsSo(typed, at + 1, word, at + 1))) ||
    (typed[at] === word[at + 1] && typed[at + 1] === word[at] && endsSo(typed, at + 2, word, at + 2))
  );
}

/** Whether what remains of `typed` is what `word` goes on with. */
function endsSo(typed: string, from: number, word: string, start: number): boolean {
  const left = typed.length - from;
  if (start + left > word.length) return false;
  for (let at = 0; at < left; at += 1) if (typed[from + at] !== word[start + at]) return false;
  return true;
}
