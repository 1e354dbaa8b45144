import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuTimeOf } from "../testing/cpu-time";
import { messageOf, nestedMessage } from "../testing/messages";
import { parseAddresses } from "./addresses";
import { decodeHeaderValue, foldText, readableText } from "./decoded-text";
import { headerValue, parseHeader } from "./headers";
import { parsedMessage } from "./parsed-message";
import type { Part } from "./part-tree";
import { parsePartTree } from "./part-tree";
import { extractSection, findPart } from "./section";
import { parameterOf, parseStructuredField } from "./structured-field";

describe("headers", () => {
  it("unfolds values, keeps the bytes of each field, and takes bare line feeds and lines that are no field", () => {
    const raw = Buffer.from("From: a\r\nX-Long: one\r\n\ttwo\r\nnot a field\nTo: b\n\nbody");
    const header = parseHeader(raw, 0, raw.length);
    expect(header.fields.map(({ name, value }) => [name, value])).toEqual([
      ["from", "a"],
      ["x-long", "one\ttwo"],
      ["to", "b"],
    ]);
    expect(header.fields.map(({ start, end }) => raw.subarray(start, end).toString())).toEqual([
      "From: a\r\n",
      "X-Long: one\r\n\ttwo\r\n",
      "To: b\n",
    ]);
    expect(raw.subarray(header.bodyStart).toString()).toBe("body");
  });

  it("stops at the end of its part, with or without an empty line", () => {
    const raw = Buffer.from("A: 1\r\nB: 2");
    expect(headerValue(parseHeader(raw, 0, raw.length), "b")).toBe("2");
    expect(parseHeader(raw, 0, 4).fields).toHaveLength(1);
    expect(parseHeader(raw, 0, 0)).toEqual({ fields: [], bodyStart: 0 });
  });

  it("reads parameters with quotes, comments and semicolons in strings", () => {
    const field = parseStructuredField(
      `attachment (a; b); FileName="a;\\"b\\" (c).pdf"; size=12; broken; name*0*=utf-8''%C3%A9`,
    );
    expect(field.value).toBe("attachment");
    expect(parameterOf(field, "filename")).toBe('a;"b" (c).pdf');
    expect(field.parameters.map(({ name }) => name)).toEqual(["filename", "size", "name*0*"]);
  });
});

describe("addresses", () => {
  it.each([
    ["a@b", [{ mailbox: "a", host: "b" }]],
    [
      '"DEMO, Dr" <a@b>, c@d',
      [
        { name: "DEMO, Dr", mailbox: "a", host: "b" },
        { mailbox: "c", host: "d" },
      ],
    ],
    ["a@b (Marie DEMO)", [{ name: "Marie DEMO", mailbox: "a", host: "b" }]],
    ["Marie   DEMO <a@b>", [{ name: "Marie DEMO", mailbox: "a", host: "b" }]],
    ["=?utf-8?Q?a=2Cb?= <a@b>", [{ name: "=?utf-8?Q?a=2Cb?=", mailbox: "a", host: "b" }]],
    ["G: a@b, c@d;", [{ mailbox: "G" }, { mailbox: "a", host: "b" }, { mailbox: "c", host: "d" }, {}]],
    ["undisclosed-recipients:;", [{ mailbox: "undisclosed-recipients" }, {}]],
    ["<@x,@y:a@b>", [{ mailbox: "a", host: "b" }]],
    ["sans-domaine", [{ mailbox: "sans-domaine", host: "" }]],
    ["", []],
    [",,", []],
  ])("reads %j", (value, expected) => {
    expect(parseAddresses(value)).toEqual(expected);
  });

  it("reads anything in time that grows with its length only", async () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (value) => Array.isArray(parseAddresses(value))));
    const spent = await cpuTimeOf(() => {
      for (const hostile of [
        "a ".repeat(200_000),
        "(".repeat(200_000),
        '"'.repeat(200_000),
        "<".repeat(200_000),
        "a@b,".repeat(100_000),
      ])
        parseAddresses(hostile);
    });
    expect(spent).toBeLessThan(3000);
  });
});

describe("the tree of parts", () => {
  const shape = (part: Part): unknown => [
    `${part.type}/${part.subtype}`,
    ...part.children.map(shape),
    ...(part.message ? [["message", shape(part.message)]] : []),
  ];

  it("follows boundaries, one of which begins like another", () => {
    expect(shape(parsePartTree(nestedMessage()))).toEqual([
      "multipart/mixed",
      ["multipart/alternative", ["text/plain"], ["text/html"]],
      ["application/zip"],
      ["message/rfc822", ["message", ["multipart/mixed", ["text/plain"]]]],
    ]);
  });

  it("keeps what a truncated message has, and leaves a multipart without boundary undivided", () => {
    const cut = messageOf("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "one", "--b", "", "two");
    expect(parsePartTree(cut).children.map((part) => cut.subarray(part.bodyStart, part.end).toString())).toEqual([
      "one",
      "two\r\n",
    ]);
    expect(parsePartTree(messageOf("Content-Type: multipart/mixed", "", "x")).children).toEqual([]);
    expect(parsedMessage(messageOf("Content-Type: multipart/mixed", "", "x")).bodyStructure()).toBe(
      '(("text" "plain" NIL NIL NIL "7bit" 0 0) "mixed" NIL NIL NIL NIL)',
    );
  });

  it("takes parts of a digest for messages and unknown types for text", () => {
    const digest = messageOf(
      "Content-Type: multipart/digest; boundary=b",
      "",
      "--b",
      "",
      "Subject: in",
      "",
      "x",
      "--b--",
    );
    expect(shape(parsePartTree(digest))).toEqual(["multipart/digest", ["message/rfc822", ["message", ["text/plain"]]]]);
    expect(shape(parsePartTree(messageOf("Content-Type: nonsense", "", "x")))).toEqual(["text/plain"]);
  });

  it("is bounded in depth and in number", () => {
    const deep = messageOf(...Array.from({ length: 40 }, () => ["Content-Type: message/rfc822", ""]).flat(), "end");
    const depthOf = (part: Part): number => 1 + (part.message ? depthOf(part.message) : 0);
    expect(depthOf(parsePartTree(deep))).toBeLessThan(20);
    const wide = messageOf(
      "Content-Type: multipart/mixed; boundary=b",
      "",
      ...Array.from({ length: 5000 }, () => ["--b", "", "x"]).flat(),
      "--b--",
    );
    expect(parsePartTree(wide).children.length).toBeLessThanOrEqual(1000);
  });

  it("keeps every part inside its message, whatever the bytes", () => {
    const piece = fc.constantFrom(
      "--b",
      "--b--",
      "",
      "x",
      "Content-Type: multipart/mixed; boundary=b",
      "Content-Type: message/rfc822",
      "--c",
      'Content-Type: multipart/related; boundary="c"',
      " folded",
      "\r",
      "é",
    );
    const inside = (part: Part, start: number, end: number): void => {
      expect(part.start).toBeGreaterThanOrEqual(start);
      expect(part.bodyStart).toBeGreaterThanOrEqual(part.start);
      expect(part.end).toBeGreaterThanOrEqual(part.bodyStart);
      expect(part.end).toBeLessThanOrEqual(end);
      for (const child of part.children) inside(child, part.bodyStart, part.end);
      if (part.message) inside(part.message, part.bodyStart, part.end);
    };
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (lines) => {
        const raw = messageOf("Content-Type: multipart/mixed; boundary=b", ...lines);
        inside(parsePartTree(raw), 0, raw.length);
        const structure = parsedMessage(raw).bodyStructure();
        expect(structure.replace(/\{\d+\}\r\n|"(?:[^"\\]|\\.)*"/g, "").split("(").length).toBe(
          structure.replace(/\{\d+\}\r\n|"(?:[^"\\]|\\.)*"/g, "").split(")").length,
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe("sections", () => {
  const nested = parsedMessage(nestedMessage());
  const all = (path: readonly number[]) =>
    extractSection(nested, { path, piece: "all", names: new Set() })?.toString("latin1");

  it("finds parts by number, through messages within", () => {
    expect(findPart(nested.tree(), [1, 2])?.subtype).toBe("html");
    expect(all([3, 1])).toBe("inner text");
    expect(all([4])).toBeUndefined();
    expect(all([2, 1])).toBeUndefined();
    expect(all([3, 1, 1])).toBeUndefined();
  });

  it("makes header and text of the whole message add up to it", () => {
    const piece = (kind: "header" | "text") => extractSection(nested, { path: [], piece: kind, names: new Set() });
    expect(
      Buffer.concat([piece("header") ?? Buffer.alloc(0), piece("text") ?? Buffer.alloc(0)]).equals(nested.raw),
    ).toBe(true);
    expect(extractSection(nested, { path: [2], piece: "header", names: new Set() })).toBeUndefined();
  });

  it("gives a message that is no multipart as its own part 1", () => {
    const plain = parsedMessage(messageOf("Subject: x", "", "corps"));
    expect(extractSection(plain, { path: [1], piece: "all", names: new Set() })?.toString()).toBe("corps\r\n");
    expect(extractSection(plain, { path: [1], piece: "mime", names: new Set() })?.toString()).toBe(
      "Subject: x\r\n\r\n",
    );
  });
});

describe("text for searching", () => {
  it.each([
    ["=?utf-8?B?w6l0w6k=?=", "été"],
    ["=?iso-8859-1?Q?=E9t=E9_2026?= fin", "été 2026 fin"],
    ["=?windows-1252?Q?=80_=92_=9C?=", "€ ’ œ"],
    ["=?utf-8?Q?a?= \t =?utf-8?Q?b?=", "ab"],
    ["=?x-inconnu?Q?a?=", "a"],
    ["=?utf-8?X?a?=", "=?utf-8?X?a?="],
    [Buffer.from("déjà").toString("latin1"), "déjà"],
  ])("decodes %j", (value, text) => {
    expect(decodeHeaderValue(value)).toBe(text);
  });

  it("folds accents, case and ligatures", () => {
    expect(foldText("Œdème ÉLEVÉ ﬁn")).toBe("oedeme eleve fin");
  });

  it("reads every text part, tags taken out, attachments left out", () => {
    const text = readableText(parsedMessage(nestedMessage()));
    expect(text).toContain("Hémoglobine basse");
    expect(text).toContain("globine  élevée");
    expect(text).toContain("inner text");
    expect(text).not.toContain("UEs");
  });
});
