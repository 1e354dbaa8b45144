import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readHeaderFields } from "./header-fields";
import { LIMITS } from "./mime-limits";
import { lines, utf8 } from "./testing/build-message";

const read = (...all: string[]) => readHeaderFields(lines(...all));

describe("header fields", () => {
  test("are found whatever the case of their name, without outer blanks", () => {
    const fields = read("SubJECT:   Bonjour  ", "x-mss-nil:DEMO");
    expect(fields.first("subject")).toBe("Bonjour");
    expect(fields.first("x-mss-nil")).toBe("DEMO");
    expect(fields.has("subject")).toBe(true);
    expect(fields.first("absent")).toBe("");
    expect(fields.all("absent")).toEqual([]);
  });

  test("are unfolded, by spaces or tabs", () => {
    expect(read("Subject: un", " deux", "\ttrois", "To: a@b.fr").first("subject")).toBe("un deux trois");
  });

  test("a repeated one keeps its order, and the first one is the one that counts", () => {
    const fields = read("From: a@b.fr", "From: c@d.fr");
    expect(fields.first("from")).toBe("a@b.fr");
    expect(fields.all("from")).toEqual(["a@b.fr", "c@d.fr"]);
  });

  test.each([
    ["a mbox line", "From jeanne@demo.fr Fri Nov 20 10:00:00 2026"],
    ["a line without a colon", "pas un champ"],
    ["a name with a space", "Un nom : valeur"],
    ["an empty name", ": valeur"],
    ["a name of 8-bit bytes", "Sujet\xe9: valeur"],
  ])("%s is passed over", (_, line) => {
    const fields = read(line, "Subject: ok");
    expect(fields.names).toEqual(["subject"]);
  });

  test("a space before the colon does not hide a field", () => {
    expect(read("Subject : ok").first("subject")).toBe("ok");
  });

  test("raw 8-bit bytes are read as UTF-8 when they are, else as windows-1252, field by field", () => {
    const fields = read(`Subject: ${utf8("Été €")}`, "X-Autre: \xc9t\xe9 \x80");
    expect(fields.first("subject")).toBe("Été €");
    expect(fields.first("x-autre")).toBe("Été €");
  });

  test("bare line feeds end lines as well, and NUL bytes go", () => {
    const fields = readHeaderFields(Buffer.from("Subject: a\0b\nTo: c@d.fr\n"));
    expect(fields.first("subject")).toBe("ab");
    expect(fields.first("to")).toBe("c@d.fr");
  });

  test("a first line that continues nothing is not a field", () => {
    expect(read(" suite", "Subject: a").names).toEqual(["subject"]);
  });

  test("names of the language's own objects are names like others", () => {
    const fields = read("__proto__: a", "constructor: b");
    expect(fields.first("__proto__")).toBe("a");
    expect(fields.first("constructor")).toBe("b");
    expect(read("a: b").has("toString")).toBe(false);
  });

  test("only so many fields are kept", () => {
    const fields = readHeaderFields(Buffer.from("a: b\n".repeat(LIMITS.headerFields + 50)));
    expect(fields.all("a")).toHaveLength(LIMITS.headerFields);
  });

  test("any bytes are read without an error", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (junk) => {
        expect(Array.isArray(readHeaderFields(junk).names)).toBe(true);
      }),
    );
  });
});
