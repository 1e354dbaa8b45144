import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DocumentError } from "../document-error";
import { decodeEntryName, safeEntryName } from "./entry-name";

describe("the name of an entry", () => {
  test.each([
    ["IHE_XDM/SUBSET01/METADATA.XML", "IHE_XDM/SUBSET01/METADATA.XML"],
    ["SUBSET01\\DOC0001.XML", "SUBSET01/DOC0001.XML"],
    ["./README.TXT", "README.TXT"],
    ["a//b.txt", "a/b.txt"],
    ["folder/", "folder/"],
    ["folder\\", "folder/"],
    ["Compte rendu été.pdf", "Compte rendu été.pdf"],
    ["..hidden", "..hidden"],
    ["com10.txt", "com10.txt"],
    ["console.xml", "console.xml"],
  ])("%j is read %j", (written, expected) => {
    expect(safeEntryName(written)).toBe(expected);
  });

  test.each([
    "../../evil.txt",
    "..\\..\\evil.txt",
    "a/../../b",
    "a/..",
    ".. /x",
    "a/. . /x",
    "/etc/passwd",
    "\\\\server\\share\\x",
    "C:\\evil.txt",
    "c:evil.txt",
    "file.txt:stream",
    "a\u0000b.xml",
    "a\nb.xml",
    "invoice\u202Efdp.exe",
    "",
    ".",
    "./",
    "NUL",
    "nul.txt",
    "a/CON",
    "aux.",
    "com1.xml",
    "LPT9 .txt",
    "CONIN$",
    "x".repeat(513),
  ])("%j is refused", (written) => {
    expect(() => safeEntryName(written)).toThrow(expect.objectContaining({ code: "zip-unsafe-name" }));
  });

  test("whatever is written, an accepted name stays under the root and is stable", () => {
    const step = fc.oneof(
      fc.constantFrom("..", ".", "", "...", "C:", "nul", "~", " "),
      fc.string({ maxLength: 6, unit: "binary" }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), fc.constantFrom("/", "\\"), (steps, separator) => {
        let name: string;
        try {
          name = safeEntryName(steps.join(separator));
        } catch (cause) {
          expect(cause).toBeInstanceOf(DocumentError);
          return;
        }
        expect(name.startsWith("/")).toBe(false);
        expect(name.split("/").some((each) => each === ".." || each === ".")).toBe(false);
        expect(name).not.toMatch(/[\\:\u0000-\u001F]/);
        expect(safeEntryName(name)).toBe(name);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the bytes of a name", () => {
  test("are UTF-8 when flagged, or when they are valid UTF-8", () => {
    expect(decodeEntryName(Buffer.from("été.xml"), true)).toBe("été.xml");
    expect(decodeEntryName(Buffer.from("été.xml"), false)).toBe("été.xml");
  });

  test("are code page 437 otherwise", () => {
    expect(decodeEntryName(Uint8Array.from([0x82, 0x74, 0x82]), false)).toBe("été");
  });
});
