import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readHtml } from "./html-tokens";
import { richFromHtml } from "./rich-from-html";
import { richToText } from "./rich-text";
import { wordLists } from "./word-lists";

/** An item as Word copies it: the marker in a span of its own, after a conditional comment. */
const item = (level: number, marker: string, words: string): string =>
  `<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span
style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>\n`;

const text = (html: string): string => richToText(richFromHtml(html) ?? []);

describe("a list copied from Word", () => {
  test("is a list, without the bullets written in it", () => {
    const rich = richFromHtml(
      `<p>Avant</p>${item(1, "·", "aspirine <b>75 mg</b>")}${item(1, "·", "repos")}<p>Après</p>`,
    );
    expect(rich).toEqual([
      { kind: "paragraph", runs: [{ text: "Avant" }] },
      {
        kind: "list",
        ordered: false,
        items: [
          { runs: [{ text: "aspirine " }, { text: "75 mg", bold: true }], lists: [] },
          { runs: [{ text: "repos" }], lists: [] },
        ],
      },
      { kind: "paragraph", runs: [{ text: "Après" }] },
    ]);
  });

  test.each(["1.", "12)", "a.", "(iv)"])("is numbered where its items are: %s", (marker) => {
    expect(richFromHtml(item(1, marker, "un"))).toEqual([
      { kind: "list", ordered: true, items: [{ runs: [{ text: "un" }], lists: [] }] },
    ]);
  });

  test("keeps its levels, and comes back to the one above", () => {
    const [list] = richFromHtml(item(1, "1.", "un") + item(2, "o", "dessous") + item(1, "2.", "deux")) ?? [];
    expect(list).toEqual({
      kind: "list",
      ordered: true,
      items: [
        {
          runs: [{ text: "un" }],
          lists: [{ kind: "list", ordered: false, items: [{ runs: [{ text: "dessous" }], lists: [] }] }],
        },
        { runs: [{ text: "deux" }], lists: [] },
      ],
    });
  });

  test("of another kind at the same level is another list", () => {
    const rich = richFromHtml(item(1, "1.", "un") + item(1, "·", "point")) ?? [];
    expect(rich.map((block) => block.kind === "list" && block.ordered)).toEqual([true, false]);
  });

  test("ends with the paragraph that is none, whose words stand apart", () => {
    expect(text(`${item(1, "·", "un")}<p class=MsoNormal>Bien à vous</p>`)).toMatch(/un\nBien à vous$/u);
  });

  test("without an end tag loses no word", () => {
    expect(text("<p style='mso-list:l0 level1 lfo1'>un <i>deux")).toContain("un deux");
    expect(text("<p style='mso-list:l0 level1 lfo1'>un<p style='mso-list:l0 level1 lfo1'>deux<p>trois")).toBe(
      "- un\n- deux\ntrois",
    );
    expect(text("<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.")).not.toContain("undefined");
  });
});

describe("what is not of Word", () => {
  test.each(["<p>a</p><ul><li>b</ul>", "a<br>b", "<p style='mso-list:none'>a</p>", "<table><tr><td>a</table>"])(
    "passes as it is: %s",
    (html) => expect([...wordLists(readHtml(html))]).toEqual([...readHtml(html)]),
  );
});

test("whatever the levels and markers, every word is there, once and in order", () => {
  const line = fc.record({ level: fc.integer({ min: 0, max: 9 }), marker: fc.constantFrom("·", "o", "§", "1.", "b)") });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const html = lines
        .map(({ level, marker }, at) => (level === 0 ? `<p>mot${at}</p>` : item(level, marker, `mot${at}`)))
        .join("");
      expect(text(html).match(/mot\d+/gu) ?? []).toEqual(lines.map((_line, at) => `mot${at}`));
    }),
    { numRuns: 200 },
  );
});
