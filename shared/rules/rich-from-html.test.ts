import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cpuMs } from "../../electron/documents/mime/testing/cpu-time";
import { richText } from "#shared/contract/rich-text";
import type { RichText } from "#shared/domain/rich-text";
import { DECEPTIONS, pwnOf, REQUESTS, SCRIPTS } from "../../e2e/attacks/hostile";
import { readHtml } from "./html-tokens";
import { richFromHtml } from "./rich-from-html";
import { richToFragment } from "./rich-html";
import { richToText } from "./rich-text";
import { wordsOf } from "./testing/rich-texts";

const read = (html: string): RichText => richFromHtml(html) ?? [];
const line = (text: string) => ({ kind: "paragraph" as const, runs: text === "" ? [] : [{ text }] });
const cells = (rich: RichText) =>
  rich.flatMap((block) =>
    block.kind === "table"
      ? [block.rows.map((row) => row.map(({ runs }) => runs.map(({ text }) => text).join("")))]
      : [],
  );

describe("lines", () => {
  test.each([
    ["<p>a</p><p>b</p>", "a\nb"],
    ["a<br>b", "a\nb"],
    ["<div>a<br></div><div><br></div><div>b</div>", "a\n\nb"],
    ["  a\n  <span>b </span> c  ", "a b c"],
    ["<p>&nbsp;</p><p>37\u00a0°C</p>", "\n37\u00a0°C"],
    ["<pre>a\n  b</pre>", "a\n  b"],
    ["a<hr>b", "a\nb"],
    ["a<script>alert(1)</script><style>b{}</style>c", "ac"],
    ['<a href="https://demo.example/x">ici</a>', "ici <https://demo.example/x>"],
    ['<a href="https://demo.example">demo.example</a>', "demo.example"],
    ['<a href="javascript:alert(1)">ici</a>', "ici"],
    ['<img src="https://demo.example/p.png" alt="Logo">x', "Logox"],
  ])("%s", (html, text) => expect(richToText(read(html))).toBe(text));
});

describe("looks", () => {
  test("come from elements, headings and styles", () => {
    expect(read("<b>a</b><i>b</i><strong><em>c</em></strong>d")).toEqual([
      {
        kind: "paragraph",
        runs: [
          { text: "a", bold: true },
          { text: "b", italic: true },
          { text: "c", bold: true, italic: true },
          { text: "d" },
        ],
      },
    ]);
    expect(read("<h2>Titre</h2>")).toEqual([{ kind: "paragraph", runs: [{ text: "Titre", bold: true }] }]);
    expect(
      read('<b style="font-weight:normal"><span style="FONT-WEIGHT: 700; font-style:italic">a</span>b</b>'),
    ).toEqual([{ kind: "paragraph", runs: [{ text: "a", bold: true, italic: true }, { text: "b" }] }]);
  });
});

describe("lists", () => {
  test("keep their kind and what stands under an item", () => {
    expect(read("<ul><li>a<ol><li>b</ol><li>c</ul>")).toEqual([
      {
        kind: "list",
        ordered: false,
        items: [
          {
            runs: [{ text: "a" }],
            lists: [{ kind: "list", ordered: true, items: [{ runs: [{ text: "b" }], lists: [] }] }],
          },
          { runs: [{ text: "c" }], lists: [] },
        ],
      },
    ]);
  });

  test("put a list between two items under the first of them, and words after a list in an item of their own", () => {
    expect(richToText(read("<ul><li>a</li><ul><li>b</li></ul><li>c<ul><li>d</li></ul>e</li></ul>"))).toBe(
      "- a\n  - b\n- c\n  - d\n- e",
    );
  });

  test("are no deeper than five, without a word lost", () => {
    const rich = read(`${"<ul><li>a ".repeat(40)}${"</li></ul>".repeat(40)}`);
    expect(richText.safeParse(rich).success).toBe(true);
    expect(wordsOf(rich)).toHaveLength(40);
  });
});

describe("tables", () => {
  test("are even: merged cells leave their other places empty", () => {
    const rich = read("<table><tr><th colspan=2>A<th>B<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td>g</table>fin");
    expect(cells(rich)).toEqual([
      [
        ["A", "", "B"],
        ["c", "d", "e"],
        ["", "f", "g"],
      ],
    ]);
    expect(rich.at(-1)).toEqual(line("fin"));
  });

  test("in a table or in a list become lines", () => {
    expect(richToText(read("<table><tr><td>a<table><tr><td>b<td>c<tr><td>d</table></td><td>e</td></tr></table>"))).toBe(
      "a b c d | e",
    );
    expect(richToText(read("<ul><li>a<table><tr><td>b<td>c</table></li></ul>"))).toBe("- a\n  b c");
  });

  test("of one cell are a frame around a text", () => {
    expect(read("<table><tr><td>a<p>b</td></tr></table>")).toEqual([line("a\nb")]);
  });

  test("as a spreadsheet copies them", () => {
    const sheet = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=Generator content="Tableur 15">
<style><!--td {mso-style-parent:style0;}--></style></head><body link=blue><table border=0 style='border-collapse:collapse'>
<!--StartFragment--><col width=64 span=2><tr height=20><td class=xl65 style='font-weight:700'>Kaliémie</td><td align=right x:num="4.1">4,1</td></tr>
<!--EndFragment--></table></body></html>`;
    expect(cells(read(sheet))).toEqual([[["Kaliémie", "4,1"]]]);
  });
});

describe("whatever is pasted", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "<table>",
      "</table>",
      "<tr>",
      "<td colspan=99999>",
      "<td rowspan=1000>",
      "</td>",
      "<ul>",
      "<ol>",
      "<li>",
      "</ul>",
      "<p>",
      "</div>",
      "<b>",
      "</b>",
      "<i style='font-weight:bold'>",
      "<br>",
      "<script>x</script>",
      "<img src=https://demo.example/x.png onerror=alert(1)>",
      "<svg onload=alert(1)>",
      "<iframe src=//demo.example>",
      "<a href=https://demo.example>",
      "</a>",
      "<!--",
      "-->",
      "<pre>",
      "&#0;",
      "&nbsp;",
      "\u202e",
      " mot ",
    ),
    fc.string({ maxLength: 8 }),
  );

  test("and whatever was made to attack a reader of mail, leaves only what the model has", () => {
    const ours =
      /^(?:div|ul|ol|li|table|tbody|tr|td|th|b|i|br)(?: (?:border|cellspacing|cellpadding)=\d| align=left)*$/u;
    const cases = [...SCRIPTS, ...REQUESTS, ...DECEPTIONS].filter(({ tooLong }) => tooLong !== true);
    expect(cases.length).toBeGreaterThan(20);
    for (const { id, html } of cases) {
      const rich = richFromHtml(html((name) => `https://demo.example/${id}/${name}`, pwnOf(id)));
      expect(richText.safeParse(rich).error?.issues ?? [], id).toEqual([]);
      for (const token of readHtml(richToFragment(rich ?? [])))
        if (token.kind === "open")
          expect([token.name, ...token.attributes.map(({ name, value }) => `${name}=${value}`)].join(" ")).toMatch(
            ours,
          );
    }
  });

  test("gives what a draft may hold, or nothing", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const rich = richFromHtml(pieces.join(""));
        if (rich !== null) expect(richText.safeParse(rich).error?.issues ?? []).toEqual([]);
      }),
    );
  });

  test.each([
    ["rows", `<table>${"<tr><td>a<td>b".repeat(10_500)}</table>`],
    ["items", `<ul>${"<li>".repeat(110_000)}</ul>`],
    ["lists in an item", `<ul><li>a${"<ul><li>b</ul>".repeat(1100)}</ul>`],
  ])("is kept where it is light enough, however many %s it has", (_, html) => {
    const rich = richFromHtml(html);
    expect(rich).not.toBeNull();
    expect(richText.safeParse(rich).success).toBe(true);
  });

  test("costs little, however long and deep it is", () => {
    const hostile = [
      "<div><b>a",
      "<table><tr><td>",
      "<ul><li>a",
      "<td colspan=1000 rowspan=1000>",
      "</p></li></td>",
      '<a href="https://demo.example/">b',
      "<span style='font-weight:bold",
      "a<br>",
    ];
    for (const one of hostile) expect(cpuMs(() => richFromHtml(one.repeat(60_000 / one.length)))).toBeLessThan(600);
    // The marker of a list of Word, within a hundred thousand tags that all end.
    const marker = `<p style="mso-list:l0 level1"><i style="mso-list:Ignore">${"<b>".repeat(60_000)}${"</b>".repeat(60_000)}`;
    expect(cpuMs(() => richFromHtml(marker))).toBeLessThan(1500);
    for (const one of ["<br> ", "a ", "</i>"])
      expect(cpuMs(() => richToFragment(richFromHtml("<b>".repeat(199) + one.repeat(240_000)) ?? []))).toBeLessThan(
        1500,
      );
    expect(richFromHtml("a".repeat(8_000_001))).toBeNull();
    expect(richFromHtml("a ".repeat(300_000))).toBeNull();
  });
});
