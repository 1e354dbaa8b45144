import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { CdaDocument, NarrativeNode } from "#shared/domain/document";
import { TextProvider } from "../../text";
import { CdaNarrative } from "./cda-narrative";
import { emphasesOf, footnotesOf, MOST_DEPTH, nodeText, spanOf } from "./narrative-tree";

const text = (value: string): NarrativeNode => value;
const block = (
  kind: "paragraph" | "item" | "content" | "caption" | "footnote",
  children: readonly NarrativeNode[],
  styles: readonly string[] = [],
): NarrativeNode => ({ kind, styles, children });
const drawn = (content: readonly NarrativeNode[], media: CdaDocument["media"] = []): string =>
  renderToStaticMarkup(
    createElement(
      TextProvider,
      { language: "fr" } as Parameters<typeof TextProvider>[0],
      createElement(CdaNarrative, {
        sections: [{ title: "Résultats", content, sections: [] }],
        media,
        onLink: () => {},
        renderMedia: (found) => `[${found.mimeType}]`,
      }),
    ),
  );

test("a section is a heading and its paragraphs", () => {
  const html = drawn([block("paragraph", [text("Glycémie "), block("content", [text("normale")], ["Bold"])])]);
  expect(html).toMatch(/<h2[^>]*>Résultats<\/h2>/u);
  expect(html).toMatch(/<p[^>]*>Glycémie <strong>normale<\/strong><\/p>/u);
});

test("what a document writes is text and never markup", () => {
  const html = drawn([block("paragraph", [text("<img src=x onerror=alert(1)>")])]);
  expect(html).not.toContain("<img");
  expect(html).toContain("&lt;img");
});

test("a link never becomes one that opens by itself", () => {
  const html = drawn([block("paragraph", [{ kind: "link", href: "javascript:alert(1)", children: [text("voir")] }])]);
  expect(html).not.toContain("href");
  expect(html).toContain("<button");
});

test("a table keeps its headings, spans and alignment, with spans held", () => {
  const cell = (kind: "td" | "th", value: string, colSpan = 1): NarrativeNode => ({
    kind,
    colSpan,
    rowSpan: 0,
    align: "right",
    styles: [],
    children: [text(value)],
  });
  const html = drawn([
    {
      kind: "table",
      styles: [],
      children: [
        { kind: "thead", styles: [], children: [{ kind: "tr", styles: [], children: [cell("th", "Mesure", 5000)] }] },
        { kind: "tbody", styles: [], children: [{ kind: "tr", styles: [], children: [cell("td", "13/8")] }] },
      ],
    },
  ]);
  expect(html).toMatch(/<th[^>]*scope="col"[^>]*>Mesure/u);
  expect(html).toContain('colSpan="100"');
  expect(html).not.toContain('rowSpan="0"');
});

test("what a table is called stands above it as its caption, wherever it was written in it", () => {
  const row: NarrativeNode = { kind: "tbody", styles: [], children: [{ kind: "tr", styles: [], children: [] }] };
  const title = block("caption", [text("Numération")]);
  for (const children of [
    [title, row],
    [row, title],
  ])
    expect(drawn([{ kind: "table", styles: [], children }])).toMatch(
      /<table[^>]*><caption><span[^>]*>Numération<\/span><\/caption><tbody>/u,
    );
});

test("footnotes are numbered in the order of reading and gathered at the end", () => {
  const sections = [
    {
      title: "",
      content: [block("paragraph", [text("a"), block("footnote", [text("première")])])],
      sections: [{ title: "", content: [block("footnote", [text("seconde")])], sections: [] }],
    },
  ];
  expect(footnotesOf(sections).map(nodeText)).toEqual(["première", "seconde"]);
  const html = drawn(sections[0]?.content ?? []);
  expect(html.indexOf("première")).toBeGreaterThan(html.indexOf("<sup"));
});

test("a picture is drawn by its place in the document, and a missing one says so", () => {
  const media = [{ id: "m1", mimeType: "image/png", size: 10, sha256: "" }];
  expect(drawn([{ kind: "media", index: 0 }], media)).toContain("[image/png]");
  expect(drawn([{ kind: "media", index: 7, caption: "ECG" }], media)).toContain("ECG");
});

test("a narrative as deep as a well is drawn as text", () => {
  let node: NarrativeNode = text("fond");
  for (let depth = 0; depth < MOST_DEPTH * 3; depth += 1) node = block("content", [node], ["Bold"]);
  const html = drawn([node]);
  expect(html).toContain("fond");
  expect(html.split("<strong>").length - 1).toBeLessThanOrEqual(MOST_DEPTH + 1);
});

test("emphasis is kept, layout is ours", () =>
  expect([...emphasesOf(["Bold", "Lrule", "Underline", "constructor"])]).toEqual(["strong", "under"]));
test.each([
  [2, 2],
  [0, 1],
  [-3, 1],
  [1.5, 1],
  [1e9, 100],
])("a span of %d is %d", (asked, held) => expect(spanOf(asked)).toBe(held));

test("a string in a row is a cell, beside those that say more, and an empty one keeps its column", () => {
  const wide: NarrativeNode = { kind: "td", colSpan: 2, children: ["13,8"] };
  const html = drawn([{ kind: "table", children: [{ kind: "tr", children: ["Glucose", "", wide] }] }]);
  expect(html).toContain('<tr><td>Glucose</td><td></td><td colSpan="2">13,8</td></tr>');
});
