import { expect, test } from "vitest";
import { openNarrative, packNarrative } from "#shared/rules/packed-narrative";
import { storedCda } from "./stored-cda";

const header = { id: "1.2.250.1.999.1" };

test("a document kept with its narrative packed comes back as it is", () => {
  const narrative = packNarrative([{ title: "Bilan", content: ["Normal"], sections: [] }]);
  expect(storedCda(JSON.stringify({ header, narrative, narrativeText: "Bilan" }))).toEqual({
    header,
    narrative,
    narrativeText: "Bilan",
  });
});

test("a document of a first profile is packed, its texts made strings at every depth", () => {
  const cell = { kind: "td", colSpan: 1, rowSpan: 2, styles: ["Bold"], children: [{ kind: "text", text: "13,8" }] };
  const inner = { title: "Détail", content: [{ kind: "text", text: "Fin" }, { kind: "break" }], sections: [] };
  const table = { kind: "table", styles: [], children: [{ kind: "tr", styles: [], children: [cell] }] };
  const kept = { header, sections: [{ title: "Bilan", content: [table], sections: [inner] }] };
  const { narrative, ...rest } = storedCda(JSON.stringify(kept));
  expect(rest).toEqual({ header });
  expect(openNarrative(narrative)).toEqual([
    {
      title: "Bilan",
      content: [{ ...table, children: [{ kind: "tr", styles: [], children: [{ ...cell, children: ["13,8"] }] }] }],
      sections: [{ ...inner, content: ["Fin", { kind: "break" }] }],
    },
  ]);
});

test("a document of a first profile without a section has an empty narrative", () => {
  expect(storedCda(JSON.stringify({ header, sections: [] }))).toEqual({ header, narrative: "" });
});
