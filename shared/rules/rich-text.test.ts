import fc from "fast-check";
import { simpleParser } from "mailparser";
import { describe, expect, test } from "vitest";
import { richText } from "#shared/contract/rich-text";
import type { RichText } from "#shared/domain/rich-text";
import { richToFragment, richToHtml } from "./rich-html";
import { richFromHtml } from "./rich-from-html";
import { fitsRich, isFormatted, RICH_WEIGHT, richFromText, richToText } from "./rich-text";
import { richTexts, wordsOf } from "./testing/rich-texts";

const line = (text: string) => ({ kind: "paragraph" as const, runs: text === "" ? [] : [{ text }] });
const letter: RichText = [
  line("Bonjour,"),
  {
    kind: "paragraph",
    runs: [{ text: "À revoir : " }, { text: "urgent", bold: true }, { text: " (demo)", italic: true }],
  },
  {
    kind: "list",
    ordered: true,
    items: [
      {
        runs: [{ text: "Bilan" }],
        lists: [{ kind: "list", ordered: false, items: [{ runs: [{ text: "NFS\nà jeun" }], lists: [] }] }],
      },
      { runs: [{ text: "ECG" }], lists: [] },
    ],
  },
  {
    kind: "table",
    rows: [
      [
        { runs: [{ text: "Examen" }], header: true },
        { runs: [{ text: "Valeur" }], header: true },
      ],
      [{ runs: [{ text: "Hémoglobine" }] }, { runs: [{ text: "13,2 g/dL" }] }],
      [{ runs: [{ text: "CRP" }] }, { runs: [] }],
    ],
  },
];

describe("the plain text of a formatted one", () => {
  test("has a line a paragraph, marks before items, bars between cells", () => {
    expect(richToText(letter)).toBe(
      [
        "Bonjour,",
        "À revoir : urgent (demo)",
        "1. Bilan",
        "   - NFS",
        "     à jeun",
        "2. ECG",
        "Examen      | Valeur",
        "Hémoglobine | 13,2 g/dL",
        "CRP         |",
      ].join("\n"),
    );
  });

  test("holds every word in order", () => {
    fc.assert(
      fc.property(richTexts, (rich) => {
        const marks = /^(?:-|\d+\.|\|)$/u;
        const read = richToText(rich)
          .split(/\s+/u)
          .filter((word) => word !== "" && !marks.test(word));
        expect(read).toEqual(wordsOf(rich));
      }),
    );
  });

  test("is the text that it was made of", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("", "Bonjour", "> cité", "-- ", "  a  b"), { minLength: 1 }), (lines) => {
        const text = lines.join("\n");
        expect(richToText(richFromText(text))).toBe(text);
        expect(isFormatted(richFromText(text))).toBe(false);
      }),
    );
    expect(richToText(richFromText("a\r\nb\rc"))).toBe("a\nb\nc");
  });
});

describe("what would be lost without formatting", () => {
  test.each([
    ["bold", [{ kind: "paragraph", runs: [{ text: "a", bold: true }] }]],
    ["italic", [{ kind: "paragraph", runs: [{ text: "a", italic: true }] }]],
    ["a list", [{ kind: "list", ordered: false, items: [{ runs: [], lists: [] }] }]],
    ["a table", [{ kind: "table", rows: [[{ runs: [] }]] }]],
  ] as const)("%s is", (_, rich) => expect(isFormatted(rich)).toBe(true));
  test("lines are not", () => expect(isFormatted([line("a"), line("")])).toBe(false));
});

describe("the HTML of a formatted text", () => {
  test("is a whole document of few elements, which says its charset", () => {
    expect(richToHtml(letter)).toBe(
      `<!DOCTYPE html>
<html><head><meta charset="utf-8"></head><body>
<div>Bonjour,</div>
<div>À revoir : <b>urgent</b><i> (demo)</i></div>
<ol>
<li>Bilan<ul>
<li>NFS<br>
à jeun</li>
</ul></li>
<li>ECG</li>
</ol>
<table border="1" cellspacing="0" cellpadding="5"><tbody>
<tr><th align="left">Examen</th>
<th align="left">Valeur</th></tr>
<tr><td>Hémoglobine</td>
<td>13,2 g/dL</td></tr>
<tr><td>CRP</td>
<td><br></td></tr>
</tbody></table>
</body></html>
`,
    );
  });

  test("escapes what a person typed, and drops controls", () => {
    expect(richToFragment([line(`<img src=x onerror="a">&'\u0000\u0007\u009b`)])).toBe(
      "<div>&lt;img src=x onerror=&quot;a&quot;&gt;&amp;'</div>",
    );
  });

  test("keeps the blanks that HTML would drop", () => {
    expect(richToFragment([line("  a  b "), line("\tc")])).toBe(
      "<div>\u00a0 a \u00a0b\u00a0</div>\n<div>\u00a0 \u00a0 c</div>",
    );
  });

  test("read again, is the same text with the same formatting", () => {
    fc.assert(
      fc.property(richTexts, (rich) => {
        expect(richFromHtml(richToHtml(rich))).toEqual(rich);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom("", "a", "-- ", "> ", "  a  b  c", " x"), { minLength: 1 }), (lines) => {
        const rich = richFromText(lines.join("\n"));
        expect(richFromHtml(richToHtml(rich))).toEqual(rich);
      }),
    );
  });
});

describe("another reader of HTML", () => {
  test("finds the same words in the same order", async () => {
    await fc.assert(
      fc.asyncProperty(richTexts, async (rich) => {
        const raw = `Content-Type: text/html; charset=utf-8\r\n\r\n${richToHtml(rich)}`;
        const { text = "" } = await simpleParser(raw, { skipTextToHtml: true });
        const marks = /^(?:\*|\d+\.)$/u;
        expect(text.split(/\s+/u).filter((word) => word !== "" && !marks.test(word))).toEqual(wordsOf(rich));
      }),
      { numRuns: 30 },
    );
  });
});

describe("what a draft may hold", () => {
  test("is any formatted text", () => {
    fc.assert(
      fc.property(richTexts, (rich) => {
        expect(richText.parse(rich)).toEqual(rich);
      }),
    );
  });

  test.each([
    ["an element that is not of the model", [{ kind: "picture", src: "https://demo.example" }]],
    [
      "an attribute that is not of the model",
      [{ kind: "paragraph", runs: [{ text: "a", href: "https://demo.example" }] }],
    ],
    ["HTML", "<b>a</b>"],
    ["a run without text", [{ kind: "paragraph", runs: [{ text: "" }] }]],
    ["a table without a row", [{ kind: "table", rows: [] }]],
    ["more than it may weigh", [line("a".repeat(RICH_WEIGHT))]],
  ])("is not %s", (_, value) => expect(richText.safeParse(value).success).toBe(false));

  test("is no deeper than five lists", () => {
    const nested = (depth: number): object => ({
      kind: "list",
      ordered: false,
      items: [{ runs: [], lists: depth <= 1 ? [] : [nested(depth - 1)] }],
    });
    expect(richText.safeParse([nested(5)]).success).toBe(true);
    expect(richText.safeParse([nested(6)]).success).toBe(false);
  });

  test("weighs its characters and its pieces", () => {
    expect(fitsRich([line("a".repeat(RICH_WEIGHT - 2))])).toBe(true);
    expect(fitsRich([line("a".repeat(RICH_WEIGHT - 1))])).toBe(false);
    expect(fitsRich(new Array<RichText[number]>(RICH_WEIGHT / 2 + 1).fill(line("")))).toBe(false);
  });
});
