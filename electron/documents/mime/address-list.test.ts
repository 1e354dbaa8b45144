import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAddressList, readFirstAddress } from "./address-list";
import { cpuMs } from "./testing/cpu-time";

const one = (header: string) => readAddressList(header)[0];
const written = (header: string) => readAddressList(header).map(({ name, address }) => `${name}|${address}`);

describe("ordinary addresses", () => {
  test.each([
    ["jeanne.demo@medecin.mssante.fr", "|jeanne.demo@medecin.mssante.fr"],
    ["<jeanne.demo@medecin.mssante.fr>", "|jeanne.demo@medecin.mssante.fr"],
    ["Dr_Jeanne_DEMO <jeanne.demo@medecin.mssante.fr>", "Dr_Jeanne_DEMO|jeanne.demo@medecin.mssante.fr"],
    ['"DEMO, Jeanne" <j@demo.fr>', "DEMO, Jeanne|j@demo.fr"],
    ['"Jeanne \\"J\\" DEMO" <j@demo.fr>', 'Jeanne "J" DEMO|j@demo.fr'],
    ["j@demo.fr (Jeanne DEMO)", "Jeanne DEMO|j@demo.fr"],
    ["(avant) j@demo.fr (après (dedans))", "avant après (dedans)|j@demo.fr"],
    ["=?utf-8?Q?L=C3=A9o_DEMO?= <279035121518989@patient.mssante.fr>", "Léo DEMO|279035121518989@patient.mssante.fr"],
    ['"=?utf-8?Q?L=C3=A9o?=" <l@demo.fr>', "Léo|l@demo.fr"],
    ["Jeanne DEMO j@demo.fr", "Jeanne DEMO|j@demo.fr"],
    ["J <J.Demo@MEDECIN.Mssante.FR>", "J|J.Demo@medecin.mssante.fr"],
    ["J < j @ demo.fr >", "J|j@demo.fr"],
    ["J <@relais.fr,@autre.fr:j@demo.fr>", "J|j@demo.fr"],
    ['"j.d"@demo.fr', '|"j.d"@demo.fr'],
    ['J <"j@autre"@demo.fr>', 'J|"j@autre"@demo.fr'],
    ["J <j@demo.fr", "J|j@demo.fr"],
  ])("%j is %j", (header, expected) => {
    expect(written(header)).toEqual([expected]);
  });

  test("a list keeps its order, empty places aside", () => {
    expect(written("a@x.fr, , B <b@x.fr>,; c@x.fr")).toEqual(["|a@x.fr", "B|b@x.fr", "|c@x.fr"]);
  });

  test("groups are flattened, an empty one is nobody", () => {
    expect(written("Équipe: a@x.fr, B <b@x.fr>;, c@x.fr")).toEqual(["|a@x.fr", "B|b@x.fr", "|c@x.fr"]);
    expect(readAddressList("undisclosed-recipients:;")).toEqual([]);
    expect(readAddressList("")).toEqual([]);
  });

  test("a null return path has no address", () => {
    expect(readFirstAddress("<>")).toBe("");
    expect(readFirstAddress("")).toBe("");
    expect(readFirstAddress("nobody, <a@b.fr>")).toBe("a@b.fr");
  });
});

describe("names that lie (M01)", () => {
  test.each([
    ['"marie.martin@medecin.mssante.fr" <evil@demo.example>', "marie.martin@medecin.mssante.fr|evil@demo.example"],
    ["marie.martin@medecin.mssante.fr <evil@demo.example>", "marie.martin@medecin.mssante.fr|evil@demo.example"],
    ["(marie@medecin.mssante.fr) evil@demo.example", "marie@medecin.mssante.fr|evil@demo.example"],
    ['"<marie@medecin.mssante.fr>" <evil@demo.example>', "<marie@medecin.mssante.fr>|evil@demo.example"],
    ["<marie@medecin.mssante.fr> <evil@demo.example>", "marie@medecin.mssante.fr|evil@demo.example"],
    ["=?utf-8?Q?marie=40medecin.mssante.fr?= <evil@demo.example>", "marie@medecin.mssante.fr|evil@demo.example"],
    [
      "=?utf-8?Q?Marie_<marie=40medecin.mssante.fr>?= <evil@demo.example>",
      "Marie <marie@medecin.mssante.fr>|evil@demo.example",
    ],
  ])("%j shows the real address", (header, expected) => {
    expect(written(header)).toEqual([expected]);
  });

  test.each([
    "=?utf-8?B?TWFyaWUgPG1hcmllQG1lZGVjaW4ubXNzYW50ZS5mcj4=?=",
    "=?utf-8?Q?marie=40medecin.mssante.fr?=",
    "<=?utf-8?Q?marie=40medecin.mssante.fr?=>",
    "=?utf-8?Q?marie?=@medecin.mssante.fr",
  ])("no address is ever made out of an encoded word: %j", (header) => {
    expect(one(header)?.address).toBe("");
  });

  test.each([
    ["an invisible character", "J <marie\u200b@medecin.mssante.fr>"],
    ["a bidirectional one", "J <marie\u202e@medecin.mssante.fr>"],
    ["a control", "J <marie\u0007@medecin.mssante.fr>"],
    ["a second at sign", "J <marie@medecin.mssante.fr@demo.example>"],
    ["a bracketed list", "J <marie@medecin.mssante.fr,evil@demo.example>"],
    ["blanks in quotes", 'J <"marie martin"@medecin.mssante.fr>'],
    ["no at sign", "J <marie>"],
    ["no local part", "J <@medecin.mssante.fr>"],
    ["no domain", "J <marie@>"],
  ])("an address that hides %s is no address, and what stood there is told by the name", (_, header) => {
    const found = one(header);
    expect(found?.address).toBe("");
    expect(found?.name).toMatch(/^J .+/);
  });

  test("a domain in look-alike letters is shown in its ASCII form", () => {
    // The first letter is Cyrillic.
    expect(one("M <marie@\u043cssante.fr>")?.address).toMatch(/@xn--/);
    expect(one("M <marie@xn--ssante-r5g.fr>")?.address).toBe("marie@xn--ssante-r5g.fr");
  });

  test("a name hides no line break, no bidirectional character", () => {
    expect(one("=?utf-8?Q?a=0D=0AX:_b=E2=80=AE?= <a@b.fr>")?.name).toBe("a X: b");
  });
});

describe("hostile headers", () => {
  test.each(["<", "(", '"', ",", "@", " ", ":", ";", "\\", "a@b.fr,", "(a", '"a" ', "<a> ", "=?utf-8?q?a?= "])(
    "a quarter of a megabyte of %j is read at once",
    (unit) => {
      const time = cpuMs(() => {
        readAddressList(unit.repeat(262_144 / unit.length));
      });
      expect(time).toBeLessThan(1_500);
    },
  );

  test("any header gives addresses that are plain or empty", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab@.<>"(),;: =?q\\é\u202e\r\n'.split("")), maxLength: 60 }),
        (header) => {
          for (const { address, name } of readAddressList(header)) {
            expect(address).not.toMatch(/[\s<>\u202e]/);
            expect(name).not.toMatch(/[\r\n\u202e]/);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test("an address written by a strict writer is read back", () => {
    const local = fc.string({ unit: fc.constantFrom(..."abcdefgh0123.-_+".split("")), minLength: 1, maxLength: 20 });
    const name = fc.string({ unit: "grapheme-ascii", maxLength: 30 });
    fc.assert(
      fc.property(local, name, (box, shown) => {
        const header = `"${shown.replace(/(["\\])/g, "\\$1")}" <${box}@demo.mssante.fr>`;
        expect(one(header)?.address).toBe(`${box}@demo.mssante.fr`);
      }),
    );
  });
});
