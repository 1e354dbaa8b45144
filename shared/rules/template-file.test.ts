import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTemplateFile, TEMPLATE_FILE_BYTES, TEMPLATE_LIMITS, writeTemplateFile } from "./template-file";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const file = (templates: unknown, over: object = {}): Uint8Array =>
  bytes(JSON.stringify({ format: "pli-templates", version: 1, templates, ...over }));
const one = { name: "Résultats", subject: "Vos résultats", text: "Bonjour {patient},\n\tÀ bientôt" };

describe("a file of templates", () => {
  it("is read as it was written", () => {
    expect(readTemplateFile(bytes(writeTemplateFile([one])))).toEqual({ ok: true, templates: [one], leftOut: 0 });
  });

  it("is read with its byte order mark", () => {
    const read = readTemplateFile(bytes(`\uFEFF${writeTemplateFile([one])}`));
    expect(read).toMatchObject({ ok: true, templates: [one] });
  });

  it("carries whatever a person can write", () => {
    const text = fc
      .string({ unit: "grapheme", maxLength: 60 })
      .map((value) => value.replaceAll(/\p{Cc}+/gu, " ").trim());
    const name = text.filter((value) => value !== "");
    fc.assert(
      fc.property(fc.array(fc.record({ name, subject: text, text }), { maxLength: 20 }), (templates) => {
        expect(readTemplateFile(bytes(writeTemplateFile(templates)))).toEqual({ ok: true, templates, leftOut: 0 });
      }),
    );
  });

  it.each([
    ["nothing", ""],
    ["not JSON", "bonjour"],
    ["a list", "[]"],
    ["null", "null"],
    ["another format", '{"format":"contacts","templates":[]}'],
    ["templates that are no list", '{"format":"pli-templates","templates":{"length":1}}'],
    ["nesting without end", "[".repeat(200_000)],
  ])("is refused: %s", (_, text) => {
    expect(readTemplateFile(bytes(text))).toEqual({ ok: false, code: "templates-unreadable" });
  });

  it("is refused when it is not UTF-8", () => {
    expect(readTemplateFile(Uint8Array.of(0x7b, 0xff, 0xfe))).toEqual({ ok: false, code: "templates-unreadable" });
  });

  it("is refused beyond its bound, unread", () => {
    expect(readTemplateFile(new Uint8Array(TEMPLATE_FILE_BYTES + 1))).toEqual({ ok: false, code: "templates-too-big" });
  });

  it("leaves out what is no template, and says how many", () => {
    const wrong = [null, 3, [], {}, { ...one, name: " " }, { ...one, text: 1 }, { ...one, subject: [] }];
    const long = { ...one, text: "x".repeat(TEMPLATE_LIMITS.text + 1) };
    expect(readTemplateFile(file([...wrong, long, one]))).toEqual({ ok: true, templates: [one], leftOut: 8 });
  });

  it("takes at most 500, and believes nothing else in it", () => {
    const many = Array.from({ length: 600 }, (_, index) => ({ ...one, name: `M${index}`, mailboxId: "x", id: "y" }));
    const read = readTemplateFile(file(many));
    expect(read).toMatchObject({ ok: true, leftOut: 100 });
    expect(read.ok && Object.keys(read.templates[0] ?? {})).toEqual(["name", "subject", "text"]);
  });

  it("keeps a name and a subject on one line, and a text without controls", () => {
    const read = readTemplateFile(
      file([{ name: "A\r\nBcc: x", subject: "S\u0000\nT", text: "a\r\nb\u0007\u001b[0m\tc" }]),
    );
    expect(read).toEqual({
      ok: true,
      leftOut: 0,
      templates: [{ name: "A Bcc: x", subject: "S T", text: "a\nb[0m\tc" }],
    });
  });

  it("is not moved by keys that mean something to JavaScript", () => {
    const text = '{"format":"pli-templates","templates":[{"__proto__":{"name":"P"},"name":"N","text":"T"}]}';
    expect(readTemplateFile(bytes(text))).toMatchObject({
      ok: true,
      templates: [{ name: "N", subject: "", text: "T" }],
    });
  });
});
