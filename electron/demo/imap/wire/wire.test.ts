import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_IMAP_LIMITS } from "../limits";
import { cpuTimeOf } from "../testing/cpu-time";
import { ConnectionClosed, LineTooLong, createByteReader } from "./byte-reader";
import { dayOfDateHeader, formatDateTime, parseDateTime, parseDay } from "./dates";
import { imapString } from "./encode";
import { decodeMailboxName, encodeMailboxName } from "./modified-utf7";
import type { Argument } from "./parse-command";
import { BadSyntax, parseCommand } from "./parse-command";
import { readCommand } from "./read-command";
import { formatSequenceSet, inRanges, parseSequenceSet } from "./sequence-set";

const noFlow = { pause: () => undefined, resume: () => undefined };

/** Reads and parses one command whose bytes come in the given pieces. */
async function received(text: string, cuts: readonly number[] = []) {
  const reader = createByteReader(noFlow);
  const bytes = Buffer.from(text, "latin1");
  let at = 0;
  for (const cut of [...cuts].map((c) => c % (bytes.length + 1)).sort((a, b) => a - b)) {
    reader.push(bytes.subarray(at, Math.max(at, cut)));
    at = Math.max(at, cut);
  }
  reader.push(bytes.subarray(at));
  const read = await readCommand(reader, DEFAULT_IMAP_LIMITS, () => undefined);
  return { read, left: reader.buffered() };
}

describe("reading commands", () => {
  const argument: fc.Arbitrary<string> = fc.letrec<{ any: string; list: string; leaf: string }>((tie) => ({
    any: fc.oneof({ depthSize: "small" }, tie("leaf"), tie("list")),
    list: fc.array(tie("any"), { maxLength: 4 }).map((items) => `(${items.join(" ")})`),
    leaf: fc.oneof(
      fc.stringMatching(/^[A-Za-z0-9$:,.*]{1,10}$/),
      fc.string({ unit: "binary", maxLength: 12 }).map((text) => imapString(Buffer.from(text).toString("latin1"))),
    ),
  })).any;

  function written(arg: Argument): string {
    switch (arg.kind) {
      case "atom":
        return arg.text;
      case "quoted":
        return imapString(arg.text);
      case "literal":
        return imapString(arg.bytes.toString("latin1"));
      case "list":
        return `(${arg.items.map(written).join(" ")})`;
      case "section":
        return "";
    }
  }

  it("gives back what was written, whatever the pieces it comes in", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(argument, { maxLength: 5 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        async (args, cuts) => {
          const { read, left } = await received(`${["a1", "SEARCH", ...args].join(" ")}\r\nNEXT`, cuts);
          expect(left).toBe(4);
          if (read.kind !== "command") throw new Error("Too big");
          const command = parseCommand(read.raw);
          expect(command).toMatchObject({ tag: "a1", name: "SEARCH" });
          expect(command.args.map(written)).toEqual(args);
        },
      ),
    );
  });

  it("parses any line or refuses it with BadSyntax, never otherwise", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        const line = `a ${Buffer.from(text).toString("latin1")}`;
        try {
          expect(parseCommand({ lines: [line], literals: [] }).tag).toBe("a");
        } catch (error) {
          expect(error).toBeInstanceOf(BadSyntax);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("reads sections with fields and a partial", () => {
    const { args } = parseCommand({
      lines: ['a UID FETCH 1:* (BODY.PEEK[1.2.HEADER.FIELDS ("To" {2}', ")]<10.20> [x] BODY)"],
      literals: [Buffer.from("Cc")],
    });
    expect(args).toEqual([
      { kind: "atom", text: "1:*" },
      {
        kind: "list",
        items: [
          {
            kind: "section",
            name: "BODY.PEEK",
            items: [
              { kind: "atom", text: "1.2.HEADER.FIELDS" },
              {
                kind: "list",
                items: [
                  { kind: "quoted", text: "To" },
                  { kind: "literal", bytes: Buffer.from("Cc") },
                ],
              },
            ],
            partial: { offset: 10, length: 20 },
          },
          { kind: "atom", text: "[x]" },
          { kind: "atom", text: "BODY" },
        ],
      },
    ]);
  });

  it("asks for synchronising literals only, and stops asking at a hundred", async () => {
    let asked = 0;
    const reader = createByteReader(noFlow);
    reader.push(Buffer.from("a SEARCH SUBJECT {1}\r\nx BODY {1+}\r\ny\r\n"));
    await readCommand(reader, DEFAULT_IMAP_LIMITS, () => (asked += 1));
    expect(asked).toBe(1);
    reader.push(Buffer.from(`b SEARCH ${"SUBJECT {1}\r\nx ".repeat(200)}\r\n`));
    expect(await readCommand(reader, DEFAULT_IMAP_LIMITS, () => undefined)).toEqual({ kind: "too-big", tag: "b" });
  });

  it("pauses its source while nobody reads, and refuses endless lines early", async () => {
    const flow: string[] = [];
    const reader = createByteReader({ pause: () => flow.push("pause"), resume: () => flow.push("resume") });
    reader.push(Buffer.alloc(300 * 1024, "x"));
    expect(flow).toEqual(["pause"]);
    await expect(reader.line(1000)).rejects.toBeInstanceOf(LineTooLong);
    await reader.skip(300 * 1024);
    const waiting = reader.exactly(5);
    expect(flow.at(-1)).toBe("resume");
    reader.end();
    await expect(waiting).rejects.toBeInstanceOf(ConnectionClosed);
    await expect(reader.line(10)).rejects.toBeInstanceOf(ConnectionClosed);
  });

  it("finds the end of a line that comes byte by byte without searching it over and over", async () => {
    const reader = createByteReader(noFlow);
    const waiting = reader.line(64 * 1024);
    const spent = await cpuTimeOf(() => {
      for (let i = 0; i < 60_000; i += 1) reader.push(Buffer.from("x"));
      reader.push(Buffer.from("\r\n"));
    });
    expect((await waiting).length).toBe(60_000);
    expect(spent).toBeLessThan(2000);
  });
});

describe("strings", () => {
  it("quotes what may be quoted and sends the rest as a literal of the right length", () => {
    expect(imapString('a "b" \\c')).toBe('"a \\"b\\" \\\\c"');
    expect(imapString("é".normalize("NFC"))).toBe("{1}\r\n\xe9");
    expect(imapString("a\r\nb")).toBe("{4}\r\na\r\nb");
    expect(imapString("x".repeat(2000))).toMatch(/^\{2000\}\r\nx/);
  });
});

describe("mailbox names", () => {
  it.each([
    ["INBOX", "INBOX"],
    ["Éléments envoyés", "&AMk-l&AOk-ments envoy&AOk-s"],
    ["R&D", "R&-D"],
    ["台北/日本語", "&U,BTFw-/&ZeVnLIqe-"],
    ["😀", "&2D3eAA-"],
  ])("writes %s as %s and back", (name, wire) => {
    expect(encodeMailboxName(name)).toBe(wire);
    expect(decodeMailboxName(wire)).toBe(name);
  });

  it("gives back every name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        expect(decodeMailboxName(encodeMailboxName(name))).toBe(name);
      }),
    );
  });

  it.each(["&", "&AOk", "&AAA", "&AGE-", "&2D0-", "&AOk=-", "&é-", "\xe9"])("refuses %j", (wire) => {
    expect(decodeMailboxName(wire)).toBeUndefined();
  });

  it("takes UTF-8 bytes for what they say", () => {
    expect(decodeMailboxName(Buffer.from("Été").toString("latin1"))).toBe("Été");
  });
});

describe("sequence sets", () => {
  it("holds exactly the numbers of its pieces, in merged ranges", () => {
    const piece = fc.tuple(
      fc.integer({ min: 1, max: 60 }),
      fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
        const ranges = parseSequenceSet(pieces.map(([a, b]) => (b === undefined ? `${a}` : `${a}:${b}`)).join(","), 60);
        if (!ranges) throw new Error("Not parsed");
        for (let n = 1; n <= 60; n += 1) {
          const expected = pieces.some(([a, b]) => n >= Math.min(a, b ?? a) && n <= Math.max(a, b ?? a));
          expect(inRanges(ranges, n)).toBe(expected);
        }
        ranges.slice(1).forEach((range, i) => expect(range.from).toBeGreaterThan((ranges[i]?.to ?? 0) + 1));
      }),
    );
  });

  it("writes ascending numbers so that they are read back", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), (some) => {
        const numbers = some.sort((a, b) => a - b);
        const ranges = parseSequenceSet(formatSequenceSet(numbers), 200) ?? [];
        expect(ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i))).toEqual(
          numbers,
        );
      }),
    );
  });

  it("reads the star as the largest number, on either side", () => {
    expect(parseSequenceSet("*", 7)).toEqual([{ from: 7, to: 7 }]);
    expect(parseSequenceSet("*:3", 7)).toEqual([{ from: 3, to: 7 }]);
    expect(parseSequenceSet("9:*", 7)).toEqual([{ from: 7, to: 9 }]);
  });

  it.each(["", "0", "1,", ",1", "1:", ":1", "a", "1 2", "1:2:3", "4294967296", "-1", "1.5"])("refuses %j", (text) => {
    expect(parseSequenceSet(text, 10)).toBeUndefined();
  });
});

describe("dates", () => {
  it("gives back every instant, to the second", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), (seconds) => {
        expect(parseDateTime(formatDateTime(seconds * 1000))).toBe(seconds * 1000);
      }),
    );
  });

  it("reads zones and refuses what is no date", () => {
    expect(parseDateTime(" 5-Nov-2026 08:00:00 +0130")).toBe(Date.UTC(2026, 10, 5, 6, 30));
    expect(parseDateTime("05-nov-2026 08:00:00 -0500")).toBe(Date.UTC(2026, 10, 5, 13));
    for (const wrong of [
      "30-Feb-2026 08:00:00 +0000",
      "5-Nov-2026",
      "5-Xyz-2026 08:00:00 +0000",
      "5-Nov-2026 25:00:00 +0000",
      "",
    ])
      expect(parseDateTime(wrong)).toBeUndefined();
    expect(parseDay("1-Jan-1970")).toBe(0);
    expect(dayOfDateHeader("Thu, 1 Jan 1970 23:59:59 -1200")).toBe(0);
    expect(dayOfDateHeader("hier")).toBeUndefined();
  });
});
