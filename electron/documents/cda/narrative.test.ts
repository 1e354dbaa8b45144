import fc from "fast-check";
import type { NarrativeNode } from "#shared/domain/document";
import { describe, expect, test } from "vitest";
import { openNarrative } from "#shared/rules/packed-narrative";
import { processorTime } from "#shared/rules/testing/processor-time";
import { stylesOf } from "./narrative-style";
import { parseCda, readCda } from "./read-cda";
import { bytesOf, demoNarrative } from "./testing/documents";
import { readXml } from "./xml/read-xml";
import { textOf } from "./xml/xml-element";

const nodes = (narrative: string): readonly NarrativeNode[] => {
  const { narratives } = parseCda(bytesOf(`<section xmlns="urn:hl7-org:v3"><text>${narrative}</text></section>`));
  return [...narratives.values()].flatMap((reader) => [...reader.nodes(new Map())]);
};
const text = (value: string): NarrativeNode => value;
const plainText = (narrative: string) => readCda(demoNarrative(narrative)).document.narrativeText;

describe("the narrative becomes a closed set of nodes", () => {
  test("paragraphs, content, breaks, sub, sup and footnotes", () => {
    expect(nodes("<paragraph>CO<sub>2</sub><br/>m<sup>2</sup></paragraph><footnote>note</footnote>")).toEqual([
      {
        kind: "paragraph",
        children: [
          text("CO"),
          { kind: "sub", children: [text("2")] },
          { kind: "break" },
          text("m"),
          { kind: "sup", children: [text("2")] },
        ],
      },
      { kind: "footnote", children: [text("note")] },
    ]);
  });

  test("lists, ordered or not, with their caption", () => {
    expect(
      nodes('<list listType="ordered"><caption>C</caption><item>a</item></list><list><item>b</item></list>'),
    ).toEqual([
      {
        kind: "list",
        ordered: true,
        children: [
          { kind: "caption", children: [text("C")] },
          { kind: "item", children: [text("a")] },
        ],
      },
      { kind: "list", ordered: false, children: [{ kind: "item", children: [text("b")] }] },
    ]);
  });

  test("white space within an unknown element of a row is no cell, which would move the results behind it", () => {
    expect(nodes("<table><tr><x> <td>a</td> </x><td>b</td></tr></table>")).toEqual([
      { kind: "table", children: [{ kind: "tr", children: [text("a"), text("b")] }] },
    ]);
  });

  test("tables with spans and alignment, columns left out", () => {
    const [table] = nodes(
      '<table border="1"><colgroup><col width="10%"/></colgroup><thead><tr><th colspan="2" align="CENTER">T</th></tr></thead><tbody><tr><td rowspan="3">x</td></tr></tbody></table>',
    );
    expect(table).toEqual({
      kind: "table",
      children: [
        {
          kind: "thead",
          children: [
            {
              kind: "tr",
              children: [{ kind: "th", colSpan: 2, align: "center", children: [text("T")] }],
            },
          ],
        },
        {
          kind: "tbody",
          children: [
            {
              kind: "tr",
              children: [{ kind: "td", rowSpan: 3, children: [text("x")] }],
            },
          ],
        },
      ],
    });
  });

  test("a cell that holds a text and says nothing else is that text, an empty one too, in a row alone", () => {
    const row = "<td>a</td><td/><td>b<br/>c</td><td align='right'>d</td><th>e</th><td> <sub>f</sub></td>";
    expect(nodes(`<table><tr>${row}</tr><td>g</td></table>`)).toEqual([
      {
        kind: "table",
        children: [
          {
            kind: "tr",
            children: [
              "a",
              "",
              { kind: "td", children: ["b", { kind: "break" }, "c"] },
              { kind: "td", align: "right", children: ["d"] },
              { kind: "th", children: ["e"] },
              { kind: "td", children: [{ kind: "sub", children: ["f"] }] },
            ],
          },
          { kind: "td", children: ["g"] },
        ],
      },
    ]);
    expect(plainText(`<table><tr>${row}</tr></table>`)).toBe("Résultats\n\na\t\tb c\td\te\tf");
  });

  test.each([
    ["0", undefined],
    ["-3", undefined],
    ["1e9", 1000],
    ["2.5", undefined],
    ["x", undefined],
    ["", undefined],
    ["1", undefined],
    ["7", 7],
  ])("a colspan of %j spans %j, one where none is said", (written, colSpan) => {
    const cell = { kind: "td", ...(colSpan === undefined ? {} : { colSpan }), children: ["x"] };
    expect(nodes(`<table><tr><td colspan="${written}">x</td></tr></table>`)).toEqual([
      { kind: "table", children: [{ kind: "tr", children: [cell] }] },
    ]);
  });

  test("the indentation of the source is not text, the space between two words is", () => {
    expect(
      nodes("\n  <table>\n <tr>\n <td>\n a\n b </td>\n</tr></table>\n <content>x</content> <content>y</content>\n"),
    ).toEqual([
      {
        kind: "table",
        children: [
          {
            kind: "tr",
            children: [text("a b")],
          },
        ],
      },
      text(" "),
      { kind: "content", children: [text("x")] },
      text(" "),
      { kind: "content", children: [text("y")] },
    ]);
  });

  test("no text is ever lost, whatever the elements around it", () => {
    const name = fc.constantFrom(
      "paragraph",
      "content",
      "table",
      "tr",
      "td",
      "list",
      "item",
      "foo",
      "script",
      "p",
      "renderMultiMedia",
      "linkHtml",
      "caption",
      "th",
      "sub",
      "style",
      "constructor",
      "toString",
    );
    const tree = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.stringMatching(/^[a-z]{1,6}$/),
        fc
          .tuple(name, fc.array(tie("node"), { maxLength: 4 }))
          .map(([local, inner]) => `<${local}>${inner.join("")}</${local}>`),
      ),
    })).node;
    fc.assert(
      fc.property(tree, (xml) => {
        // The caption of a picture that is not there is kept; anything else in it is not part of the narrative.
        const source = xml.replace(/<(\/?)renderMultiMedia>/g, "<$1content>");
        const letters = textOf(readXml(bytesOf(`<text>${source}</text>`))).replace(/\s/g, "");
        expect(flat(nodes(source)).replace(/\s/g, "")).toBe(letters);
      }),
      { numRuns: 300 },
    );
  });
});

function flat(list: readonly NarrativeNode[]): string {
  return list.map((node) => (typeof node === "string" ? node : "children" in node ? flat(node.children) : "")).join("");
}

describe("styles", () => {
  test.each([
    ["Bold", ["Bold"]],
    ["bold", ["Bold"]],
    ["BOLD  italics", ["Bold", "Italics"]],
    ["BoldItalics", ["Bold", "Italics"]],
    ["xRowStyle1", []],
    ["Lrule,Rrule", ["Lrule", "Rrule"]],
    ["constructor __proto__", []],
    ["", []],
  ])("%j is %j", (written, expected) => {
    expect(stylesOf(written)).toEqual(expected);
  });

  test("text revised as deleted stays marked as such", () => {
    expect(
      nodes('<content revised="delete">ancien</content><content revised="insert">nouveau</content>'),
    ).toMatchObject([{ styles: ["Deleted"] }, { styles: ["Inserted"] }]);
  });

  test("the HTML of some programs keeps its blocks apart", () => {
    expect(nodes("<p>a</p><p>b</p><div><b>c</b></div><ul><li>d</li></ul>")).toMatchObject([
      { kind: "paragraph" },
      { kind: "paragraph" },
      { kind: "paragraph", children: [{ kind: "content", styles: ["Bold"] }] },
      { kind: "list", children: [{ kind: "item" }] },
    ]);
  });
});

describe("hostile narrative", () => {
  test.each([
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "http://example.test/",
    "file:///etc/passwd",
    "//example.test",
    "https://",
    "https://user:pw@example.test/",
    "vbscript:x",
    "#a",
    "https://a b/",
    "mailto:",
    "",
  ])("a link to %j is plain text", (href) => {
    expect(nodes(`<linkHtml href="${href}">voir</linkHtml>`)).toEqual([text("voir")]);
  });

  test.each(["https://example.test/a?b=1", "HTTPS://EXAMPLE.test", "mailto:demo@example.test"])(
    "a link to %j is kept with its target",
    (href) => {
      expect(nodes(`<linkHtml href="${href}">voir</linkHtml>`)).toEqual([
        { kind: "link", href, children: [text("voir")] },
      ]);
    },
  );

  test("a link without text shows its target", () => {
    expect(nodes('<linkHtml href="https://example.test/"/>')).toEqual([
      { kind: "link", href: "https://example.test/", children: [text("https://example.test/")] },
    ]);
  });

  test("scripts, frames, handlers and styles leave text at most", () => {
    const kept = nodes(
      '<script>alert(1)</script><iframe src="https://x.test"/><img src="x" onerror="alert(1)"/><paragraph onclick="x()" style="position:fixed">p</paragraph><svg><a href="javascript:x">s</a></svg>',
    );
    expect(kept).toEqual([text("alert(1)"), { kind: "paragraph", children: [text("p")] }, text("s")]);
  });

  test("an attribute never reaches a node but those of the closed set", () => {
    const kept = JSON.stringify(
      nodes(
        '<table ID="x" width="EVIL" class="EVIL"><tr><td headers="EVIL" align="EVIL" styleCode="EVIL">a</td></tr></table>',
      ),
    );
    expect(kept).not.toContain("EVIL");
  });
});

describe("pictures of the narrative", () => {
  const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const media = (id: string, type: string, content: string) =>
    `<entry><observationMedia classCode="OBS" moodCode="EVN" ID="${id}"><value mediaType="${type}" representation="B64">${content}</value></observationMedia></entry>`;
  const pdf = Buffer.from("%PDF-1.4 DEMO").toString("base64");

  test("are found by their name, PDF first in the list of files", () => {
    const narrative =
      '<renderMultiMedia referencedObject="IMG1"><caption>Cliché DEMO</caption></renderMultiMedia><renderMultiMedia referencedObject="DOC1"/>';
    const { document } = readCda(
      demoNarrative(narrative, media("IMG1", "image/png", png) + media("DOC1", "application/pdf", pdf)),
    );
    expect(document.media.map(({ mimeType }) => mimeType)).toEqual(["application/pdf", "image/png"]);
    expect(openNarrative(document.narrative)[0]?.content).toEqual([
      { kind: "media", index: 1, caption: "Cliché DEMO" },
      { kind: "media", index: 0 },
    ]);
    expect(document.body).toBe("pdf");
    expect(document.narrativeText).toContain("Cliché DEMO");
  });

  test("alone leave the body structured", () => {
    expect(
      readCda(demoNarrative('<renderMultiMedia referencedObject="IMG1"/>', media("IMG1", "image/png", png))).document
        .body,
    ).toBe("structured");
  });

  test("stand where they are named, in a cell, a link or an element that is not known", () => {
    const named = '<renderMultiMedia referencedObject="IMG1"/>';
    const { document } = readCda(
      demoNarrative(
        `<table><tr><td>a${named}</td><td>${named}</td></tr></table><foo>b${named}<linkHtml href="#">${named}c</linkHtml></foo>`,
        media("IMG1", "image/png", png),
      ),
    );
    const picture = { kind: "media", index: 0 };
    const cells = [
      { kind: "td", children: ["a", picture] },
      { kind: "td", children: [picture] },
    ];
    expect(openNarrative(document.narrative)[0]?.content).toEqual([
      { kind: "table", children: [{ kind: "tr", children: cells }] },
      "b",
      picture,
      picture,
      "c",
    ]);
  });

  test("by tens of thousands, there or not, cost what they weigh", () => {
    const named = ["IMG1", "NONE"].map((name) => `<renderMultiMedia referencedObject="${name}"/>`).join("");
    const spent = processorTime();
    const { document } = readCda(demoNarrative(named.repeat(30_000), media("IMG1", "image/png", png)));
    expect(spent()).toBeLessThan(2_000);
    expect(openNarrative(document.narrative)[0]?.content).toHaveLength(30_000);
  });

  test("that are not there leave their caption", () => {
    expect(
      nodes(
        '<renderMultiMedia referencedObject="NONE"><caption>Image absente</caption></renderMultiMedia><renderMultiMedia/>',
      ),
    ).toEqual([text("Image absente")]);
  });

  test("may be named by a region of interest, and several at once", () => {
    const region = `<entry><regionOfInterest classCode="ROIOVL" moodCode="EVN" ID="ROI1"><code code="CIRCLE"/><entryRelationship typeCode="SUBJ">${media("IMG1", "image/png", png).replace(/<\/?entry>/g, "")}</entryRelationship></regionOfInterest></entry>`;
    const { document } = readCda(
      demoNarrative(
        '<renderMultiMedia referencedObject="ROI1"/><renderMultiMedia referencedObject="IMG1 DOC1"/>',
        region + media("DOC1", "application/pdf", pdf),
      ),
    );
    expect(openNarrative(document.narrative)[0]?.content).toEqual([
      { kind: "media", index: 1 },
      { kind: "media", index: 1 },
      { kind: "media", index: 0 },
    ]);
    expect(document.media).toHaveLength(2);
  });
});

describe("the plain text of the narrative", () => {
  test("keeps the cells of a row apart and on one line", () => {
    expect(
      plainText(
        "<table><tr><th>Analyse</th><th>Résultat</th></tr><tr><td>Glucose<br/>à jeun</td><td><paragraph>5,1</paragraph></td></tr></table>",
      ),
    ).toBe("Résultats\n\nAnalyse\tRésultat\nGlucose à jeun\t5,1");
  });

  test("gives a row a line, head and body together, and sets a table apart by an empty line", () => {
    const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
    const table = `<table><thead>${row("Analyse", "Résultat")}</thead><tbody>${row("TSH", "5,66")}${row("CRP", "")}</tbody></table>`;
    expect(plainText(`<paragraph>Bilan</paragraph>${table}<paragraph>Conclusion</paragraph>`)).toBe(
      "Résultats\n\nBilan\n\nAnalyse\tRésultat\nTSH\t5,66\nCRP\n\nConclusion",
    );
  });

  test("keeps blocks on lines of their own", () => {
    expect(
      plainText("avant<paragraph>un</paragraph><paragraph>deux</paragraph><list><item>trois</item></list>").split(
        /\n+/,
      ),
    ).toEqual(["Résultats", "avant", "un", "deux", "trois"]);
  });
});
