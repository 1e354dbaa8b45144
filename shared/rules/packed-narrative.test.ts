import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NarrativeNode, NarrativeSection } from "#shared/domain/document";
import { openNarrative, packNarrative } from "./packed-narrative";

const { node } = fc.letrec<{ node: NarrativeNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: "binary" }),
    fc.constant({ kind: "break" as const }),
    fc.record({
      kind: fc.constant("td" as const),
      colSpan: fc.nat(9),
      children: fc.array(tie("node"), { maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant("link" as const),
      href: fc.webUrl(),
      children: fc.array(tie("node"), { maxLength: 2 }),
    }),
  ),
}));
const section: fc.Arbitrary<NarrativeSection> = fc.record({
  title: fc.string(),
  content: fc.array(node, { maxLength: 4 }),
  sections: fc.constant([]),
});

describe("a packed narrative", () => {
  test("opens as it was, whatever it says", () => {
    fc.assert(
      fc.property(fc.array(section, { maxLength: 4 }), (sections) => {
        expect(openNarrative(packNarrative(sections))).toEqual(sections);
      }),
      { numRuns: 200 },
    );
  });

  test("is empty without any section, and so tells that there is none", () => {
    expect(packNarrative([])).toBe("");
    expect(openNarrative(packNarrative([]))).toEqual([]);
    expect(packNarrative([{ title: "", content: [], sections: [] }])).not.toBe("");
  });
});
