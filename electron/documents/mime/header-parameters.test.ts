import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readHeaderValue } from "./header-parameters";
import { cpuMs } from "./testing/cpu-time";

const parameter = (header: string, name = "filename") => readHeaderValue(header).parameters.get(name);

describe("the value of a structured header", () => {
  test.each([
    ["text/plain", "text/plain"],
    ["TEXT/Plain; charset=utf-8", "text/plain"],
    [" text/html ;x=y", "text/html"],
    ["", ""],
    [";", ""],
  ])("%j has the value %j", (header, value) => {
    expect(readHeaderValue(header).value).toBe(value);
  });
});

describe("parameters", () => {
  test.each([
    ["attachment; filename=a.pdf", "a.pdf"],
    ['attachment; filename="a b.pdf"', "a b.pdf"],
    ['attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'],
    ['attachment; filename="a;b.pdf"; x=y', "a;b.pdf"],
    ["attachment; FileName = a.pdf ; x=y", "a.pdf"],
    ["attachment; filename=un nom.pdf", "un nom.pdf"],
    ['attachment; filename="sans fin', "sans fin"],
    ["attachment; filename=", ""],
    ["attachment; filename=premier; filename=second", "premier"],
    ["attachment; x=y", undefined],
    ['attachment; filename="=?utf-8?Q?=C3=A9t=C3=A9.pdf?="', "été.pdf"],
    ["attachment; filename==?utf-8?B?w6l0w6kucGRm?=", "été.pdf"],
    ['attachment; filename="=?utf-8?Q?=C3=A9?= =?utf-8?Q?t=C3=A9.pdf?="', "été.pdf"],
  ])("%j names %j", (header, expected) => {
    expect(parameter(header)).toBe(expected);
  });

  test("the language's own names are names like others", () => {
    const { parameters } = readHeaderValue("a/b; __proto__=x; constructor=y");
    expect(parameters.get("__proto__")).toBe("x");
    expect(parameters.get("constructor")).toBe("y");
  });
});

describe("RFC 2231", () => {
  test.each([
    ["attachment; filename*=UTF-8''%C3%A9t%C3%A9.pdf", "été.pdf"],
    [
      "attachment; filename*=utf-8'fr'20220531_CR%20d%27imagerie%20m%C3%A9dicale.pdf",
      "20220531_CR d'imagerie médicale.pdf",
    ],
    ["attachment; filename*=windows-1252''%80%92%9C.pdf", "€’œ.pdf"],
    ["attachment; filename*=iso-8859-15''%A4.pdf", "€.pdf"],
    ["attachment; filename*0=a; filename*1=b; filename*2=.pdf", "ab.pdf"],
    ["attachment; filename*1=b.pdf; filename*0=a", "ab.pdf"],
    ["attachment; filename*0*=utf-8''%C3; filename*1*=%A9.pdf", "é.pdf"],
    ["attachment; filename*0*=utf-8''%C3%A9; filename*1=t%41.pdf", "ét%41.pdf"],
    ['attachment; filename*0="a;"; filename*1="b"', "a;b"],
    ["attachment; filename=court.pdf; filename*=utf-8''long%C3%A9.pdf", "longé.pdf"],
    ["attachment; filename*=%C3%A9.pdf", "é.pdf"],
    ["attachment; filename*=x-nobody''%C3%A9.pdf", "é.pdf"],
    ["attachment; filename*=utf-8''%ZZ%4", "%ZZ%4"],
    ["attachment; filename*0=a; filename*2=c", "a"],
    ["attachment; filename*1=b", ""],
  ])("%j names %j", (header, expected) => {
    expect(parameter(header)).toBe(expected);
  });

  test("a continuation of a huge index is ignored, not waited for (M03)", () => {
    expect(parameter("attachment; filename*0=a; filename*999999999=b; filename*99999999999=c")).toBe("a");
    expect(parameter("attachment; filename*64=b; filename=c.pdf")).toBe("c.pdf");
  });

  test("ten thousand continuations are bounded", () => {
    const header = `a/b${Array.from({ length: 10_000 }, (_, index) => `; n*${index}=x`).join("")}`;
    expect(parameter(header, "n")).toBe("x".repeat(64));
  });

  test("any name is read back from its percent-encoded form, cut anywhere", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        (name, cut) => {
          const clean = name.replaceAll("\ufeff", "");
          const encoded = [...Buffer.from(clean, "utf8")].map((byte) => `%${byte.toString(16).padStart(2, "0")}`);
          const pieces = [];
          for (let i = 0; i < encoded.length; i += cut) pieces.push(encoded.slice(i, i + cut).join(""));
          fc.pre(pieces.length <= 64 && pieces.length > 0);
          const header = `a/b${pieces.map((piece, i) => `; n*${i}*=${i === 0 ? "utf-8''" : ""}${piece}`).join("")}`;
          expect(parameter(header, "n")).toBe(Buffer.from(clean, "utf8").toString("utf8"));
        },
      ),
    );
  });

  test("any header is read without an error", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (header) => {
        expect(typeof readHeaderValue(`a/b;${header}`).value).toBe("string");
      }),
    );
  });

  test.each([";", "; a*1*=%80", '; a="', "; a=\\", ";   ", '"'])(
    "a quarter of a megabyte of %j is read at once",
    (unit) => {
      const time = cpuMs(() => {
        readHeaderValue(`a/b${unit.repeat(262_144 / unit.length)}`);
      });
      expect(time).toBeLessThan(1_000);
    },
  );
});
