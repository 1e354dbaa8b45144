import { expect, test } from "vitest";
import type { DocumentSection } from "../ports";
import { correctedSections } from "./corrected-sections";

const sections: readonly DocumentSection[] = [
  { title: "Motif", blocks: [{ kind: "paragraph", text: "Contrôle." }] },
  {
    title: "Biochimie",
    blocks: [
      {
        kind: "table",
        head: ["Analyse", "Résultat", "Unité"],
        rows: [
          ["Glucose", "0,82", "g/L"],
          ["Urée", "5,0", "mmol/L"],
        ],
      },
    ],
  },
];

test("a first version is as written", () => {
  expect(correctedSections(sections, 1)).toEqual(sections);
});

test("a later version corrects one figure, says so, and leaves the rest", () => {
  const [reason, biology] = correctedSections(sections, 2);
  expect(reason).toEqual(sections[0]);
  expect(biology?.blocks[0]).toEqual({ kind: "paragraph", text: "Version 2, corrigée après relecture." });
  expect(biology?.blocks[1]).toMatchObject({
    rows: [
      ["Glucose", "0,92", "g/L"],
      ["Urée", "5,0", "mmol/L"],
    ],
  });
});

test("versions differ even without any figure", () => {
  const written = sections.slice(0, 1);
  const [two, three] = [correctedSections(written, 2), correctedSections(written, 3)];
  expect(two).not.toEqual(written);
  expect(three).not.toEqual(two);
});
