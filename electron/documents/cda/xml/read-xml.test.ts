import iconv from "iconv-lite";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DocumentError } from "../../document-error";
import { readXml, xmlLimits } from "./read-xml";
import { xml, xmlBytes } from "./write-xml";
import { attribute, attributesOf, childrenOf, descendants, find, lineOf, textOf } from "./xml-element";
import { processorTime } from "#shared/rules/testing/processor-time";

const bytes = (text: string) => new TextEncoder().encode(text);
const refusal = (code: string) => expect.objectContaining({ code });

describe("reading XML", () => {
  test("keeps elements, attributes and mixed content in order", () => {
    const root = readXml(
      bytes(
        '<r xmlns="urn:x" xmlns:y="urn:y"><a k="1&amp;2">one <b>two</b> three</a><y:a>other</y:a><![CDATA[<raw>]]></r>',
      ),
    );
    expect(attribute(find(root, "a"), "k")).toBe("1&2");
    expect(textOf(find(root, "a"))).toBe("one two three");
    expect(childrenOf(root, "a")).toHaveLength(1);
    expect(descendants(root, "a").map((each) => each.uri)).toEqual(["urn:x", "urn:y"]);
    expect(textOf(root)).toContain("<raw>");
    expect(find(root, "a", "missing")).toBeUndefined();
    expect(attribute(undefined, "k")).toBe("");
  });

  test("resolves namespaces where they are declared, and gives them back after", () => {
    const root = readXml(
      bytes('<r xmlns="urn:1" xmlns:p="urn:p"><a xmlns="urn:2"><p:b xmlns:p="urn:q"/><c/></a><p:d/><e xmlns=""/></r>'),
    );
    const all = [root, ...["a", "b", "c", "d", "e"].flatMap((name) => descendants(root, name))];
    expect(all.map((each) => `${each.local}|${each.uri}`)).toEqual([
      "r|urn:1",
      "a|urn:2",
      "b|urn:q",
      "c|urn:2",
      "d|urn:p",
      "e|",
    ]);
  });

  test("drops comments and processing instructions, an xml-stylesheet among them", () => {
    expect(
      textOf(
        readXml(bytes('<?xml version="1.0"?><?xml-stylesheet href="http://evil.example/x.xsl"?><r>a<!-- b -->c</r>')),
      ),
    ).toBe("ac");
  });

  test("puts a text on one line without eating its no-break spaces", () => {
    expect(lineOf(readXml(bytes("<r>\n  a\t b\u00a0c\n</r>")))).toBe("a b\u00a0c");
  });

  test.each([
    ["UTF-8", "utf8"],
    ["utf-8", "utf8"],
    ["ISO-8859-1", "latin1"],
    ["ISO-8859-15", "iso-8859-15"],
    ["windows-1252", "windows-1252"],
    ["US-ASCII", "utf8"],
  ])("follows the declaration %s", (declared, charset) => {
    const text = `<?xml version="1.0" encoding="${declared}"?><r>été${charset === "latin1" ? "" : " €"}</r>`;
    expect(textOf(readXml(iconv.encode(text, charset)))).toBe(charset === "latin1" ? "été" : "été €");
  });

  test.each([
    ["UTF-16 little endian with its mark", { charset: "utf-16le", addBOM: true }],
    ["UTF-16 big endian with its mark", { charset: "utf-16be", addBOM: true }],
    ["UTF-16 little endian without mark", { charset: "utf-16le", addBOM: false }],
    ["UTF-16 big endian without mark", { charset: "utf-16be", addBOM: false }],
    ["UTF-8 with its mark", { charset: "utf8", addBOM: true }],
  ])("reads %s", (_, { charset, addBOM }) => {
    const declared = charset === "utf8" ? "UTF-8" : "UTF-16";
    expect(
      textOf(readXml(iconv.encode(`<?xml version="1.0" encoding="${declared}"?><r>été</r>`, charset, { addBOM }))),
    ).toBe("été");
  });

  test("reads the quotes of windows-1252 in a file that says ISO-8859-1, or that says nothing and is not UTF-8", () => {
    expect(
      textOf(readXml(iconv.encode('<?xml version="1.0" encoding="ISO-8859-1"?><r>l’œil</r>', "windows-1252"))),
    ).toBe("l’œil");
    expect(textOf(readXml(iconv.encode("<r>l’œil</r>", "windows-1252")))).toBe("l’œil");
  });

  test("forgives blank lines before and padding after", () => {
    expect(readXml(bytes('\n\n<?xml version="1.0"?><r/>\n\0\0')).local).toBe("r");
  });
});

describe("hostile XML is refused in bounded time", () => {
  const bounded = { timeout: 5000 };

  test("a DOCTYPE, even empty", bounded, () => {
    expect(() => readXml(bytes("<!DOCTYPE r><r/>"))).toThrow(refusal("xml-doctype"));
    expect(() => readXml(iconv.encode("<!DOCTYPE r><r/>", "utf-16le", { addBOM: true }))).toThrow(
      refusal("xml-doctype"),
    );
  });

  test("an external entity", bounded, () => {
    expect(() => readXml(bytes('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'))).toThrow(
      refusal("xml-doctype"),
    );
  });

  test("billion laughs", bounded, () => {
    const lol = Array.from({ length: 10 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join(
      "",
    );
    const spent = processorTime();
    expect(() => readXml(bytes(`<!DOCTYPE r [<!ENTITY l0 "lol">${lol}]><r>&l10;</r>`))).toThrow(refusal("xml-doctype"));
    expect(spent()).toBeLessThan(500);
  });

  test("an entity that nothing declares", bounded, () => {
    expect(() => readXml(bytes("<r>&nbsp;</r>"))).toThrow(refusal("xml-unreadable"));
  });

  test("257 levels, but not 256", bounded, () => {
    const nested = (depth: number) => bytes("<a>".repeat(depth) + "</a>".repeat(depth));
    expect(readXml(nested(256)).local).toBe("a");
    expect(() => readXml(nested(257))).toThrow(refusal("xml-too-deep"));
    expect(() => readXml(nested(1_000_000))).toThrow(refusal("xml-too-deep"));
  });

  test("an attribute over 64 KB", bounded, () => {
    expect(readXml(bytes(`<r a="${"x".repeat(65_536)}"/>`)).local).toBe("r");
    expect(() => readXml(bytes(`<r a="${"x".repeat(65_537)}"/>`))).toThrow(refusal("xml-too-big"));
  });

  test("thousands of attributes or namespaces on one element", bounded, () => {
    const many = Array.from({ length: 5000 }, (_, index) => ` xmlns:n${index}="urn:${index}" `).join("");
    expect(() => readXml(bytes(`<r${many}/>`))).toThrow(refusal("xml-too-big"));
  });

  test("a million elements", bounded, () => {
    expect(() => readXml(bytes(`<r>${"<a/>".repeat(1_000_000)}</r>`))).toThrow(refusal("xml-too-big"));
  });

  test("more text than the limit", bounded, () => {
    expect(() => readXml(bytes(`<${"a".repeat(xmlLimits.attribute + 1)}/>`))).toThrow(refusal("xml-too-big"));
    const small = { ...xmlLimits, text: 1000 };
    expect(() => readXml(bytes(`<r>${"x".repeat(1000)}</r>`), small)).toThrow(refusal("xml-too-big"));
    expect(() => readXml(new Uint8Array(2000), { ...xmlLimits, bytes: 1999 })).toThrow(refusal("xml-too-big"));
  });

  test("a charset nobody should use", bounded, () => {
    expect(() => readXml(bytes('<?xml version="1.0" encoding="UTF-7"?><r/>'))).toThrow(refusal("xml-unreadable"));
  });

  test.each([
    "",
    "hello",
    "<r>",
    "<r></s>",
    "<r a=1/>",
    "<r/><r/>",
    "<a:r/>",
    "<r>\u0000</r>",
    "<r>&#0;</r>",
    '<r a="1" a="2"/>',
  ])("%j", (text) => {
    expect(() => readXml(bytes(text))).toThrow(refusal("xml-unreadable"));
  });
});

describe("writing XML", () => {
  test("is read back with the same text and attributes, whatever characters they hold", () => {
    const anyText = fc.string({ unit: "grapheme", maxLength: 40 });
    fc.assert(
      fc.property(anyText, anyText, (text, value) => {
        const root = readXml(
          xmlBytes(xml("r", { a: value, b: undefined }, xml("c", {}, text), undefined, [xml("d"), [xml("e")]])),
        );
        expect(textOf(find(root, "c"))).toBe(text);
        expect(attribute(root, "a")).toBe(value);
        expect([...attributesOf(root).keys()]).toEqual(["a"]);
        expect(root.children).toHaveLength(3);
      }),
      { numRuns: 300 },
    );
  });

  test("leaves out the characters that XML forbids", () => {
    expect(textOf(readXml(xmlBytes(xml("r", { a: "x\u0001" }, "a\u0000b\u000Bc\uFFFF"))))).toBe("abc");
  });

  test("never gives anything but a tree or a refusal for random bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
        try {
          expect(readXml(noise).local).toBeTypeOf("string");
        } catch (cause) {
          expect(cause).toBeInstanceOf(DocumentError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("an element read aside", () => {
  const heard = (source: string) => {
    const said: string[] = [];
    const root = readXml(bytes(source), undefined, ({ local }) =>
      local === "aside"
        ? {
            open: (inner, attributes) => said.push([inner, ...attributes].join(" ")),
            text: (text) => said.push(`"${text}"`),
            close: () => said.push("/"),
          }
        : undefined,
    );
    return { root, said };
  };

  test("is told as its tags come and stays childless; what follows it is kept", () => {
    const { root, said } = heard('<r><aside n="1">a<p:b xmlns:p="u" c="d"><aside/>e</p:b></aside><f>g</f></r>');
    expect(said).toEqual(['"a"', "b xmlns:p u c d", "aside", "/", '"e"', "/"]);
    expect(root.children).toMatchObject([
      { local: "aside", attributes: ["n", "1"], children: [] },
      { local: "f", children: ["g"] },
    ]);
  });

  test("keeps the bounds and the namespaces of the whole", () => {
    expect(() => heard(`<r><aside>${"<b>".repeat(300)}${"</b>".repeat(300)}</aside></r>`)).toThrow("xml-too-deep");
    expect(() => heard("<r><aside><p:b/></aside></r>")).toThrow("xml-unreadable");
    expect(() => heard("<r><aside><b></aside></r>")).toThrow("xml-unreadable");
  });

  test("two of them are two, each of its own", () => {
    const { root, said } = heard("<r><aside>a</aside><aside>b</aside>c</r>");
    expect([said, textOf(root)]).toEqual([['"a"', '"b"'], "c"]);
  });
});
