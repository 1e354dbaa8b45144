import fc from "fast-check";
import { expect, test } from "vitest";
import { hitsIn, type Piece, type Stretch } from "./hits-in";

const line = (text: string): Piece => ({ text, ends: true });
const run = (text: string): Piece => ({ text, ends: false });

/** What a stretch covers, runs put end to end. */
function covered(pieces: readonly Piece[], { from, to }: Stretch): string {
  return pieces
    .slice(from.piece, to.piece + 1)
    .map(({ text }, at) =>
      text.slice(at === 0 ? from.offset : 0, at === to.piece - from.piece ? to.offset : text.length),
    )
    .join("");
}

test("a word cut in two runs is found over both", () => {
  const pieces = [run("hémo"), run("globine : 12")];
  const [hit] = hitsIn(pieces, "hemoglobine", 10);
  expect(hit).toEqual({ from: { piece: 0, offset: 0 }, to: { piece: 1, offset: 7 } });
});

test("two words on two lines are found as they are read", () => {
  const pieces = [line("Compte"), line("rendu")];
  expect(hitsIn(pieces, "compte rendu", 10)).toHaveLength(1);
  expect(hitsIn(pieces, "compterendu", 10)).toHaveLength(0);
});

test("a stretch that ends with a run does not reach into the next one", () => {
  const [hit] = hitsIn([line("foie"), line("rate")], "foie", 10);
  expect(hit?.to).toEqual({ piece: 0, offset: 4 });
});

test("nothing is found in nothing", () => expect(hitsIn([], "foie", 10)).toEqual([]));

test("a stretch covers what was looked for, however the text is cut into runs", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 12 }), letters, (texts, query) => {
      const pieces = texts.map(run);
      for (const hit of hitsIn(pieces, query, 50)) expect(covered(pieces, hit)).toBe(query);
    }),
  );
});
