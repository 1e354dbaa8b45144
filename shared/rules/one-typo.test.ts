import fc from "fast-check";
import { expect, test } from "vitest";
import { beginsWithinOneTypo, withinOneTypo } from "./one-typo";

test.each([
  ["dupont", "dupont", true],
  ["dupnt", "dupont", true],
  ["duppont", "dupont", true],
  ["duponr", "dupont", true],
  ["dupotn", "dupont", true],
  ["dpuotn", "dupont", false],
  ["dupon", "duponts", false],
  ["", "a", true],
  ["", "ab", false],
])("%s and %s: %s", (one, other, same) => {
  expect(withinOneTypo(one, other)).toBe(same);
  expect(withinOneTypo(other, one)).toBe(same);
});

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
