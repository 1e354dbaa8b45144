import fc from "fast-check";
import { expect, test } from "vitest";
import { beginsWithinOneTypo } from "./one-typo";

test.each([
  ["dupo", "dupontel", true],
  ["dupnt", "dupontel", true],
  ["duupon", "dupontel", true],
  ["dupotn", "dupontel", true],
  ["dulont", "dupontel", true],
  ["martin", "dupontel", false],
  ["dun", "dupont", false],
  ["6900", "6910", false],
  ["dupontel", "dupon", false],
])("typed %s, “%s” begins so: %s", (typed, word, begins) => {
  expect(beginsWithinOneTypo(typed, word)).toBe(begins);
});

const letters = fc.stringMatching(/^[a-z]{5,12}$/u);

test("whatever the word: one letter taken out, put in, changed or exchanged is forgiven at its beginning", () => {
  fc.assert(
    fc.property(letters, fc.nat(20), fc.constantFrom("out", "in", "changed", "exchanged"), (word, place, how) => {
      const at = place % (word.length - 1);
      const [head, tail] = [word.slice(0, at), word.slice(at)];
      const typed = {
        out: head + tail.slice(1),
        in: `${head}q${tail}`,
        changed: `${head}q${tail.slice(1)}`,
        exchanged: head + (tail[1] ?? "") + (tail[0] ?? "") + tail.slice(2),
      }[how];
      expect(beginsWithinOneTypo(typed, `${word}suite`)).toBe(true);
    }),
  );
});

/** Every word at one typing error of this one, made letter by letter. */
function atOneError(word: string, letters: readonly string[]): ReadonlySet<string> {
  const made = new Set([word]);
  for (let at = 0; at <= word.length; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    for (const letter of letters) made.add(head + letter + tail).add(head + letter + tail.slice(1));
    made.add(head + tail.slice(1)).add(head + (tail[1] ?? "") + (tail[0] ?? "") + tail.slice(2));
  }
  return made;
}

test("what is forgiven is what one error makes of a beginning, and nothing else", () => {
  const letter = ["a", "b", "c"];
  const any = fc.string({ unit: fc.constantFrom(...letter), minLength: 4, maxLength: 7 });
  fc.assert(
    fc.property(any, any, (typed, word) => {
      const made = atOneError(typed, letter);
      const wanted = [...Array(word.length + 1).keys()].some((end) => made.has(word.slice(0, end)));
      expect(beginsWithinOneTypo(typed, word)).toBe(wanted);
    }),
    { numRuns: 300 },
  );
});
