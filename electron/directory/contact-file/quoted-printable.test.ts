import fc from "fast-check";
import { expect, test } from "vitest";
import { processorTime } from "#shared/rules/testing/processor-time";
import { isQuotedPrintable, unquoted } from "./quoted-printable";
import { readVcards } from "./vcard";

const quoted = (text: string, encoding: BufferEncoding = "utf8"): string =>
  Array.from(Buffer.from(text, encoding), (byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");

const card = (...lines: readonly string[]): string =>
  ["BEGIN:VCARD", "VERSION:2.1", ...lines, "EMAIL;INTERNET:helene.demo@demo.mssante.fr", "END:VCARD", ""].join("\r\n");
const nameOf = (...lines: readonly string[]): string | undefined => readVcards(card(...lines)).contacts[0]?.name;

test.each([
  ["UTF-8", `N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${quoted("BÉDU")};${quoted("Hélène")};;;`],
  ["Windows-1252", `N;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:B=C9DU;H=E9l=E8ne;;;`],
  ["a charset that is not the one announced", "N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:B=C9DU;H=E9l=E8ne;;;"],
  ["the bare parameter", "N;QUOTED-PRINTABLE:B=C3=89DU;H=C3=A9l=C3=A8ne;;;"],
])("a card of older software keeps its accents: %s", (_which, line) => {
  expect(nameOf(line)).toBe("BÉDU Hélène");
});

test("a value that goes on after « = » is one value", () => {
  expect(nameOf("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:B=C3=89=", "DU;H=C3=A9l=C3=", "=A8ne;;;")).toBe(
    "BÉDU Hélène",
  );
});

test("a note keeps its lines", () => {
  const [read] = readVcards(
    card("N:DEMO;Alix;;;", "NOTE;ENCODING=QUOTED-PRINTABLE:Le matin=0D=0APr=C3=A9f=C3=A8re"),
  ).contacts;
  expect(read?.note).toBe("Le matin\nPréfère");
});

test("without the parameter an equals sign is an equals sign", () => {
  expect(nameOf("N:A=C9;B;;;")).toBe("A=C9 B");
  expect(nameOf("ORG:fin=", "N:DEMO;Alix;;;")).toBe("DEMO Alix");
});

test.each([
  ["N;ENCODING=QUOTED-PRINTABLE:x", true],
  ["N;quoted-printable;CHARSET=UTF-8:x", true],
  ["N:;ENCODING=QUOTED-PRINTABLE:x", false],
  ["NOTE:QUOTED-PRINTABLE", false],
  ["N;X=QUOTED-PRINTABLES:x", false],
])("« %s » says so: %s", (line, said) => expect(isQuotedPrintable(line)).toBe(said));

test("whatever was encoded comes back, and anything else is left as it is", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "É", "œ", "=", ";", " ", "\u{1F600}"), maxLength: 20 });
  fc.assert(
    fc.property(text, (value) => {
      expect(unquoted(quoted(value))).toBe(value);
    }),
  );
  for (const odd of ["=", "=Z9", "a=4", "=="]) expect(unquoted(odd)).toBe(odd);
});

test("lines that say so a thousand times cost little", () => {
  const since = processorTime();
  readVcards(`BEGIN:VCARD\n${`N${";QUOTED-PRINTABLE".repeat(500)}=\n`.repeat(100)}`);
  expect(since()).toBeLessThan(1000);
});

test("a card without end, of lines that all go on, stays within bounds", () => {
  const endless = `BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:${"x=\n".repeat(60_000)}EMAIL:a@demo.mssante.fr\nEND:VCARD`;
  expect(readVcards(endless).contacts.every(({ note }) => note.length <= 4000)).toBe(true);
});
