import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { component, formatCx, nameOfXcn, nameOfXon, parseCx, unescaped } from "./hl7-fields";

describe("HL7 v2 components", () => {
  test("are escaped and read back equal, whatever separators they hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."abÉ^&|~\\ .ETSFR"), maxLength: 30 }), (text) => {
        const line = text.replace(/\s+/g, " ").trim();
        const written = component(text, 400);
        expect(written).not.toMatch(/[\^&|~]/);
        expect(unescaped(written)).toBe(line);
      }),
      { numRuns: 500 },
    );
  });

  test("are cut without splitting an escape or a character", () => {
    expect(component("A&&&&", 6)).toBe("A\\T\\");
    expect(component("ab😀", 3)).toBe("ab");
    expect(component("x".repeat(500)).length).toBe(120);
  });

  test("stay on one line", () => {
    expect(component(" a\r\nb\u0000c\t")).toBe("a b c");
  });
});

describe("identifiers (CX)", () => {
  test("are written as the CI-SIS wants them", () => {
    expect(formatCx({ id: "279035121518989", authority: "1.2.250.1.213.1.4.10", kind: "NH" })).toBe(
      "279035121518989^^^&1.2.250.1.213.1.4.10&ISO^NH",
    );
    expect(formatCx({ id: "A^1", authority: "1.2", kind: "PI" })).toBe("A\\S\\1^^^&1.2&ISO^PI");
  });

  test.each([
    ["1^^^&1.2&ISO^NH", { id: "1", authority: "1.2", kind: "NH" }],
    [" 1 ^^^HOP&1.2&ISO", { id: "1", authority: "1.2", kind: "" }],
    ["1", { id: "1", authority: "", kind: "" }],
    ["", { id: "", authority: "", kind: "" }],
    ["^^^^", { id: "", authority: "", kind: "" }],
    ["1^^^&1.2", { id: "1", authority: "1.2", kind: "" }],
  ])("%j is read", (written, expected) => {
    expect(parseCx(written)).toEqual(expected);
  });
});

describe("names", () => {
  test.each([
    ["801^DEMO^Camille^^^^^^&1.2&ISO^D^^^IDNPS", "Camille DEMO"],
    ["801^DEMO", "DEMO"],
    ["801", "801"],
    ["^A \\T\\ B^", "A & B"],
    ["", ""],
  ])("of the XCN %j is %j", (written, expected) => {
    expect(nameOfXcn(written)).toBe(expected);
  });

  test("of an XON is its first component", () => {
    expect(nameOfXon("Cabinet A \\T\\ B^^^^^&1.2&ISO^IDNST^^^1")).toBe("Cabinet A & B");
    expect(nameOfXon("")).toBe("");
  });
});
