import fc from "fast-check";
import nodemailer from "nodemailer";
import { describe, expect, test } from "vitest";
import { decodeWords } from "./encoded-words";
import { plainLine } from "#shared/rules/plain-line";
import { cpuMs } from "./testing/cpu-time";

describe("encoded words (RFC 2047)", () => {
  test.each([
    ["plain", "plain"],
    ["=?utf-8?Q?caf=C3=A9?=", "café"],
    ["=?UTF-8?B?Y2Fmw6k=?=", "café"],
    ["=?iso-8859-1?q?a_b?=", "a b"],
    ["=?windows-1252?Q?=80=92=9C?=", "€’œ"],
    ["=?iso-8859-15?Q?=A4=BD?=", "€œ"],
    ["=?utf-8*fr?Q?=C3=A9?=", "é"],
    ["=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"],
    ["=?utf-8?Q?a?=\r\n =?utf-8?Q?b?=", "ab"],
    ["=?utf-8?Q?a?= et =?utf-8?Q?b?=", "a et b"],
    ["=?utf-8?Q?a?=b", "ab"],
    ["x=?utf-8?Q?a?=y", "xay"],
    ["=?utf-8?Q?=C3?= =?utf-8?Q?=A9?=", "é"],
    ["=?utf-8?B?w6k?=", "é"],
    ["=?utf-8?B?4oI=?= =?utf-8?B?rA==?=", "€"],
    ["=?utf-8?Q?=C3=A9?= =?iso-8859-1?Q?=E9?=", "éé"],
    ["=?utf-8?Q?un mot?=", "un mot"],
    ["=?x-nobody?Q?=E9?=", "é"],
    ["=?utf-8?Q?a", "=?utf-8?Q?a"],
    ["=?utf-8?X?a?=", "=?utf-8?X?a?="],
    ["=??Q?a?=", "=??Q?a?="],
    ["=?=?=?", "=?=?=?"],
    ["=?utf-8?Q??=", ""],
  ])("%j is read as %j", (written, expected) => {
    expect(decodeWords(written)).toBe(expected);
  });

  test("any text written in base64 words is read back, wherever it was cut", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (source, cut) => {
        const bytes = Buffer.from(source.replaceAll("\ufeff", ""), "utf8");
        const words = [];
        for (let i = 0; i < bytes.length; i += cut)
          words.push(`=?utf-8?B?${bytes.subarray(i, i + cut).toString("base64")}?=`);
        expect(decodeWords(words.join("\r\n "))).toBe(bytes.toString("utf8"));
      }),
    );
  });

  test("what another program encodes is read back", async () => {
    const subject = "Compte rendu d’examen : œdème à l’épaule, 37 €";
    const transport = nodemailer.createTransport({ streamTransport: true, buffer: true });
    const sent = await transport.sendMail({ from: "a@demo.mssante.fr", to: "b@demo.mssante.fr", subject, text: "x" });
    const written = /^Subject: ((?:.*\r\n[ \t])*.*)/m.exec(String(sent.message))?.[1] ?? "";
    expect(written).toContain("=?");
    expect(decodeWords(written.replace(/\r\n/g, ""))).toBe(subject);
  });

  test("a header of a quarter of a megabyte of half words is read at once", () => {
    const time = cpuMs(() => {
      decodeWords("=?utf-8?q?a".repeat(25_000));
      decodeWords("=?utf-8?b?w6k=?= ".repeat(15_000));
    });
    expect(time).toBeLessThan(1_000);
  });
});

describe("what encoded words hide (M03)", () => {
  test.each([
    ["=?utf-8?Q?Bonjour=0D=0ABcc:_a=40b.fr?=", "Bonjour Bcc: a@b.fr"],
    ["=?utf-8?Q?a=00b?=", "a b"],
    ["=?utf-8?Q?fdp=E2=80=AEexe.=?=", "fdpexe."],
    ["=?utf-8?B?4oCLYeKAi2I=?=", "ab"],
    ["=?utf-8?Q?a=E2=80=A8b?=", "a b"],
    ["=?utf-8?Q?=EF=BB=BFa?=", "a"],
    ["=?utf-8?Q?a=C2=AD=C2=85b?=", "a b"],
    ["=?utf-16le?B?PdgA3g==?=", "😀"],
    ["=?utf-16le?B?Pdg=?=", "\ufffd"],
  ])("%j becomes the single visible line %j", (written, expected) => {
    expect(plainLine(decodeWords(written))).toBe(expected);
  });

  test("no line that is shown ever holds a control, a line break or a bidirectional character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (source) => {
        const shown = plainLine(source);
        expect(shown).not.toMatch(
          /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]/,
        );
        expect(shown).not.toMatch(/\p{Cs}/u);
      }),
    );
  });

  test("a line is cut at its bound, never inside a character", () => {
    expect(plainLine("a".repeat(5_000), 10)).toBe("a".repeat(10));
    expect(plainLine("😀".repeat(10), 5)).toBe("😀😀");
  });
});
