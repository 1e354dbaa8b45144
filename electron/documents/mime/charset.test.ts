import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { decodeCharset } from "./charset";

const bytes = (...all: number[]) => Uint8Array.from(all);

describe("declared charsets", () => {
  test.each([
    ["windows-1252", bytes(0x80, 0x92, 0x9c, 0xe9), "€’œé"],
    ["WINDOWS-1252", bytes(0x80), "€"],
    ["cp1252", bytes(0x80, 0x85), "€…"],
    ["iso-8859-15", bytes(0xa4, 0xbd, 0xbc, 0xe9), "€œŒé"],
    ["iso-8859-1", bytes(0xe9, 0x92), "é’"],
    ["latin1", bytes(0xe0), "à"],
    ["utf-8", bytes(0xc3, 0xa9, 0xe2, 0x82, 0xac), "é€"],
    ["UTF8", bytes(0xc3, 0xa9), "é"],
    ['"utf-8"', bytes(0xc3, 0xa9), "é"],
    [" utf-8 ", bytes(0xc3, 0xa9), "é"],
    ["utf-16le", bytes(0xe9, 0x00, 0x41, 0x00), "éA"],
    ["utf-16be", bytes(0x00, 0xe9), "é"],
    ["utf-7", Buffer.from("+AOk-"), "é"],
    ["macintosh", bytes(0x8e), "é"],
    ["koi8-r", bytes(0xc1), "а"],
    ["shift_jis", bytes(0x93, 0xfa), "日"],
  ])("%s is read as it says", (charset, source, expected) => {
    expect(decodeCharset(source, charset)).toBe(expected);
  });

  test.each(["windows-1252", "iso-8859-15", "utf-8", "windows-1250", "iso-8859-2"])(
    "a French sentence written in %s is read back",
    (charset) => {
      const sentence = "Le patient a été vu à l'hôpital, où il reçut son traitement.";
      const kept = iconv.decode(iconv.encode(sentence, charset), charset);
      expect(decodeCharset(iconv.encode(sentence, charset), charset)).toBe(kept);
    },
  );

  test("invalid UTF-8 that says it is UTF-8 shows replacement characters, without an error", () => {
    expect(decodeCharset(bytes(0x61, 0xff, 0x62), "utf-8")).toBe("a\ufffdb");
  });
});

describe("charsets that say nothing", () => {
  test.each([
    "",
    "us-ascii",
    "ascii",
    "unknown-8bit",
    "x-nobody",
    "base64",
    "hex",
    "_internal",
    "binary",
    "__proto__",
    "constructor",
  ])("with %j, UTF-8 bytes are read as UTF-8 and others as windows-1252", (charset) => {
    expect(decodeCharset(bytes(0xc3, 0xa9), charset)).toBe("é");
    expect(decodeCharset(bytes(0xe9, 0x80), charset)).toBe("é€");
  });

  test("no name and no bytes make it fail", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.string({ maxLength: 20 }), (source, charset) => {
        expect(typeof decodeCharset(source, charset)).toBe("string");
      }),
    );
  });

  test("any text in UTF-8 is read back, declared or not", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (source) => {
        const encoded = Buffer.from(source.replace(/^\ufeff+/, ""), "utf8");
        expect(decodeCharset(encoded, "utf-8")).toBe(encoded.toString("utf8"));
        expect(decodeCharset(encoded)).toBe(encoded.toString("utf8"));
      }),
    );
  });
});
