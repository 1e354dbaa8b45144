import fc from "fast-check";
import type { RichBlock, RichCell, RichItem, RichList, RichRun, RichText } from "#shared/domain/rich-text";
import { RICH_DEPTH } from "../rich-text";

/** Words that a markup could mistake for its own, and those that any text holds. */
const word = fc.constantFrom(
  "Bonjour",
  "été",
  "l’œuvre",
  "日本",
  "😀",
  "13,2",
  "<b>gras</b>",
  "&amp;",
  "\"'",
  "</td>",
  "<!--",
  "-->",
  "> cité",
  "https://demo.mssante.fr/?a=1&b=2",
);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(" "));
const flag = (name: "bold" | "italic") => fc.boolean().map((is) => (is ? { [name]: true as const } : {}));

/** Runs as the model has them: neighbours differ, nothing is empty, no blank at an end. */
const runs: fc.Arbitrary<readonly RichRun[]> = fc
  .array(fc.tuple(words, flag("bold"), flag("italic")), { maxLength: 3 })
  .map((all) => {
    const made: RichRun[] = [];
    for (const [text, bold, italic] of all) {
      const run: RichRun = { text, ...bold, ...italic };
      const last = made.at(-1);
      const isSame = last !== undefined && last.bold === run.bold && last.italic === run.italic;
      if (!isSame) made.push(made.length === 0 ? run : { ...run, text: `\n${text}` });
    }
    return made;
  });
const list = (depth: number): fc.Arbitrary<RichList> => {
  const under = depth >= RICH_DEPTH ? fc.constant([]) : fc.array(list(depth + 1), { maxLength: 2 });
  const item: fc.Arbitrary<RichItem> = fc.record({ runs, lists: depth > 2 ? fc.constant([]) : under });
  return fc.record({
    kind: fc.constant("list" as const),
    ordered: fc.boolean(),
    items: fc.array(item, { minLength: 1, maxLength: 3 }),
  });
};
const cell: fc.Arbitrary<RichCell> = fc
  .tuple(runs, fc.boolean())
  .map(([held, header]) => (header ? { runs: held, header: true } : { runs: held }));
const table: fc.Arbitrary<RichBlock> = fc
  .integer({ min: 2, max: 4 })
  .chain((columns) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 4 }),
  )
  .map((rows) => ({ kind: "table", rows }));
const paragraph: fc.Arbitrary<RichBlock> = runs.map((held) => ({ kind: "paragraph", runs: held }));

/** Any formatted text, small. */
export const richTexts: fc.Arbitrary<RichText> = fc.array(
  fc.oneof({ weight: 3, arbitrary: paragraph }, { weight: 1, arbitrary: list(1) }, { weight: 1, arbitrary: table }),
  { minLength: 1, maxLength: 6 },
);

/** Every word of a formatted text, in order. */
export const wordsOf = (rich: RichText): readonly string[] => {
  const ofRuns = (held: readonly RichRun[]): string => held.map(({ text }) => text).join("");
  const ofList = ({ items }: RichList): readonly string[] =>
    items.flatMap((item) => [ofRuns(item.runs), ...item.lists.flatMap(ofList)]);
  return rich
    .flatMap((block): readonly string[] => {
      if (block.kind === "list") return ofList(block);
      return block.kind === "table"
        ? block.rows.flatMap((row) => row.map((held) => ofRuns(held.runs)))
        : [ofRuns(block.runs)];
    })
    .flatMap((text) => text.split(/\s+/u))
    .filter((one) => one !== "");
};
