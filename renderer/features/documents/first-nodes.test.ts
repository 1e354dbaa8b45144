import fc from "fast-check";
import { expect, test } from "vitest";
import type { NarrativeNode, NarrativeSection } from "#shared/domain/document";
import { firstNodes } from "./first-nodes";

const row = (name: string): NarrativeNode => ({ kind: "tr", children: [`${name}1`, `${name}2`] });
const table = (...names: readonly string[]): NarrativeNode => ({
  kind: "table",
  children: [
    { kind: "thead", children: [row("head")] },
    { kind: "tbody", children: names.map(row) },
  ],
});
const section = (title: string, content: readonly NarrativeNode[], ...sections: NarrativeSection[]) => ({
  title,
  content,
  sections,
});
const textOf = (node: NarrativeNode): string =>
  typeof node === "string" ? node : "children" in node ? node.children.map(textOf).join(" ") : "";
const allOf = ({ content, sections }: NarrativeSection): readonly string[] => [
  ...content.map(textOf),
  ...sections.flatMap(allOf),
];
const said = (sections: readonly NarrativeSection[]): string => sections.flatMap(allOf).join(" ");

test("a table is cut between two rows, and its head comes first", () => {
  const report = [section("Biologie", [table("a", "b", "c")])];
  expect(said(firstNodes(report, 10))).toBe("head1 head2 a1 a2");
  expect(said(firstNodes(report, 13))).toBe("head1 head2 a1 a2 b1 b2");
});

test("a list is cut between two items, a paragraph is never cut", () => {
  const list: NarrativeNode = { kind: "list", ordered: false, children: ["un", "deux", "trois"] };
  expect(said(firstNodes([section("", [list])], 4))).toBe("un deux");
  const paragraph: NarrativeNode = { kind: "paragraph", children: ["une", "longue", "phrase"] };
  expect(said(firstNodes([section("", [paragraph, "suite"])], 2))).toBe("une longue phrase");
});

test("what was drawn is the same object in the next piece: only what follows is drawn anew", () => {
  const report = [section("A", ["texte"]), section("B", [table("a", "b", "c", "d")])];
  const [first, second] = [firstNodes(report, 13), firstNodes(report, 16)];
  expect(first[0]).toBe(report[0]);
  const rows = (cut: readonly NarrativeSection[]): readonly NarrativeNode[] => {
    const [drawn] = cut[1]?.content ?? [];
    const body = typeof drawn === "object" && "children" in drawn ? drawn.children[1] : undefined;
    return typeof body === "object" && "children" in body ? body.children : [];
  };
  expect(rows(second).length).toBe(rows(first).length + 1);
  expect(rows(first).every((one, at) => one === rows(second)[at])).toBe(true);
});

test("a document drawn whole is the document itself; one without anything is whole", () => {
  const report = [section("A", ["a"], section("B", [table("a")])), section("C", [])];
  expect(firstNodes(report, 1000)).toBe(report);
  const nothing: readonly NarrativeSection[] = [];
  expect(firstNodes(nothing, 0)).toBe(nothing);
});

test("even without room the first title is drawn", () =>
  expect(firstNodes([section("Biologie", ["a", "b"])], 0)).toEqual([section("Biologie", [])]));

const nodes: fc.Arbitrary<NarrativeNode> = fc.letrec<{ node: NarrativeNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("a", "b", ""),
    fc.record({
      kind: fc.constantFrom("table" as const, "tbody" as const, "tr" as const, "paragraph" as const),
      children: fc.array(tie("node"), { maxLength: 5 }),
    }) as fc.Arbitrary<NarrativeNode>,
  ),
})).node;
const documents = fc.array(
  fc
    .tuple(fc.array(nodes, { maxLength: 4 }), fc.array(nodes, { maxLength: 3 }))
    .map(([content, inner]) => section("", content, section("", inner))),
  { maxLength: 4 },
);
const count = (part: NarrativeNode | NarrativeSection): number =>
  typeof part === "string"
    ? 1
    : 1 +
      ("content" in part ? [...part.content, ...part.sections] : "children" in part ? part.children : []).reduce(
        (sum: number, one) => sum + count(one),
        0,
      );

test("of any document each piece goes further than the one before, none is much larger than asked, and the last is all of it", () => {
  fc.assert(
    fc.property(documents, fc.integer({ min: 1, max: 9 }), (report, step) => {
      const whole = report.reduce((sum, one) => sum + count(one), 0);
      let before = 0;
      for (let most = step; ; most += step) {
        const piece = firstNodes(report, most);
        const size = piece.reduce((sum, one) => sum + count(one), 0);
        expect(size).toBeGreaterThanOrEqual(before);
        before = size;
        if (piece === report) break;
        expect(most).toBeLessThan(whole + step);
      }
      expect(before).toBe(whole);
    }),
  );
});
