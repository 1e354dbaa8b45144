import type { FetchMessageObject, MailboxObject } from "imapflow";
import { parser } from "imapflow/lib/handler/imap-handler.js";
import { formatMessageResponse } from "imapflow/lib/tools.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { envelopeRecord } from "./envelope-record";
import { messageOf } from "./fetch-envelopes";
import { readFetchLine } from "./fetch-line";

type Heard = { readonly payload: Buffer; readonly literals: readonly Buffer[] };

/** As imapflow hears it: without the end of the line, the bytes of each literal apart. */
const heard = (payload: string, ...literals: readonly string[]): Heard => ({
  payload: Buffer.from(payload),
  literals: literals.map((text) => Buffer.from(text)),
});
const read = ({ payload, literals }: Heard) => readFetchLine(payload, literals);

/** The same line by the library's own reader. */
async function byLibrary({ payload, literals }: Heard): Promise<FetchMessageObject> {
  const answer = await parser(payload, { literals: [...literals] });
  return formatMessageResponse(answer, { path: "INBOX", uidNext: 1, exists: 0 } as unknown as MailboxObject);
}

const plain =
  '* 3 FETCH (UID 7 FLAGS (\\Seen $PliDone) INTERNALDATE "05-Nov-2026 08:31:00 +0000" RFC822.SIZE 1234 MODSEQ (12) ' +
  'BODYSTRUCTURE (("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 10 1 NIL NIL NIL NIL)("application" "zip" NIL NIL NIL "base64" 9 NIL ' +
  '("attachment" ("filename" "IHE_XDM.ZIP")) NIL NIL) "mixed" ("boundary" "b") NIL NIL NIL) ' +
  'ENVELOPE ("Thu, 5 Nov 2026 08:30:00 +0000" "=?utf-8?Q?R=C3=A9sultats?=" (("Dr \\"DEMO\\"" NIL "demo" "essai.fr")) NIL NIL ' +
  '((NIL NIL "alice.demo" "essai.fr")) NIL NIL NIL "<a@essai>") BODY[HEADER.FIELDS (REFERENCES X-MSS-MES)] {19}\r\n)';
const headers = "References: <b@e>\r\n";

describe("an answer to FETCH", () => {
  it("is read whole", () => {
    const message = messageOf(read(heard(plain, headers)));
    if (message === null) throw new Error("not read");
    expect(envelopeRecord(message)).toMatchObject({
      uid: 7,
      modSeq: "12",
      flags: ["$PliDone", "\\Seen"],
      size: 1234,
      receivedAt: "2026-11-05T08:31:00.000Z",
      date: "2026-11-05T08:30:00.000Z",
      subject: "Résultats",
      from: { name: 'Dr "DEMO"', address: "demo@essai.fr" },
      references: ["<b@e>"],
      looksXdm: true,
      attachments: 1,
    });
  });

  it.each([
    ["another answer", "* 3 EXISTS"],
    ["the end of a command", "A3 OK FETCH completed"],
    ["a list that is not closed", "* 3 FETCH (UID 7 FLAGS ("],
    ["a text that is not closed", '* 3 FETCH (UID "7'],
    ["something behind it", "* 3 FETCH (UID 7) more"],
    ["an item without its value", "* 3 FETCH (UID 7 FLAGS)"],
    ["a list in the place of a name", "* 3 FETCH ((UID) 7)"],
    ["a literal that did not come", "* 3 FETCH (UID {1}\r\n)"],
    ["a sign that no value begins with", "* 3 FETCH (UID ])"],
    ["a literal8", "* 3 FETCH (UID 7 ENVELOPE (NIL ~{1}\r\n NIL))", "x"],
    ["a text that touches an atom", '* 3 FETCH (UID 7 ENVELOPE (NIL a"b" NIL))'],
    ["a section in the middle of a word", "* 3 FETCH (UID 7 FLAGS (a[]b))"],
    ["flags without the space between them", "* 3 FETCH (UID 7 FLAGS (\\Seen\\Flagged))"],
    ["a sign escaped that need not be", '* 3 FETCH (UID 7 ENVELOPE ("CABINET\\demo"))'],
    ["lists without end", `* 3 FETCH (UID ${"(".repeat(500)}${")".repeat(500)})`],
  ])("is left to the library where it is not plain: %s", (_name, line, ...literals) => {
    expect(read(heard(line, ...literals))).toBeNull();
  });

  it("is left to the library where a literal came that nothing names", () => {
    expect(read(heard("* 3 FETCH (UID 7)", "x"))).toBeNull();
  });

  it.each([
    ["a change of flags", "* 3 FETCH (UID 7 MODSEQ (9) FLAGS (\\Seen))"],
    ["no UID", plain.replace("UID 7 ", "")],
    ["a UID that is none", plain.replace("UID 7", "UID 0")],
    ["no size", plain.replace("RFC822.SIZE 1234 ", "")],
    ["an envelope that is NIL", plain.replace(/ENVELOPE \(.*?"<a@essai>"\)/u, "ENVELOPE NIL")],
  ])("is no whole message: %s", (_name, line) => {
    const literals = line.includes("{") ? [headers] : [];
    expect(messageOf(read(heard(line, ...literals)))).toBeNull();
  });

  it("never throws, whatever is sent", () => {
    const sign = fc.constantFrom(
      "(",
      ")",
      '"',
      "\\",
      "{",
      "}",
      "[",
      "]",
      " ",
      "NIL",
      "UID",
      "1",
      "{1}\r\n",
      "ENVELOPE",
      "é",
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 40 }), fc.array(fc.string(), { maxLength: 2 }), (signs, literals) => {
        messageOf(read(heard(`* 1 FETCH (${signs.join("")}`, ...literals)));
      }),
    );
  });
});

describe("the record of a message", () => {
  const text = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom(
      "",
      'a "b" \\ c',
      "é — ☎",
      "=?utf-8?B?w6k=?=",
      "=?iso-8859-1?Q?=E9?= =?iso-8859-1?Q?=E8?=",
      "NIL",
      "(x)",
    ),
    fc.string({ maxLength: 8, unit: "binary" }),
  );
  const nstring = fc.option(text, { freq: 4 });
  const address = fc.tuple(nstring, fc.constant(null), nstring, nstring);
  const addresses = fc.option(fc.array(address, { minLength: 1, maxLength: 3 }), { freq: 3 });
  const date = fc.constantFrom("Thu, 5 Nov 2026 08:30:00 +0100", "hier", null, "Mon, 01 Jan 0001 00:00:00 +0000");
  const envelope = fc.tuple(
    date,
    nstring,
    addresses,
    addresses,
    addresses,
    addresses,
    addresses,
    addresses,
    nstring,
    nstring,
  );
  const params = fc.option(
    fc
      .array(fc.tuple(fc.constantFrom("filename", "name", "filename*", "filename*0*", "filename*1", "charset"), text))
      .filter((pairs) => pairs.length > 0)
      .map((pairs) => pairs.flat()),
  );
  const disposition = fc.option(fc.tuple(fc.constantFrom("attachment", "inline"), params));
  const leaf = fc
    .tuple(fc.constantFrom(["text", "plain"], ["application", "zip"], ["image", "png"]), params, nstring, disposition)
    .map(
      ([type, given, id, shown]) =>
        [...type, given, id, null, "7bit", 12, ...(type[0] === "text" ? [1] : []), null, shown, null, null] as const,
    );
  const structure = fc.oneof(
    leaf,
    fc.array(leaf, { minLength: 1, maxLength: 3 }).map((parts) => [...parts, "mixed", null, null, null, null]),
  );

  type Written = { readonly text: string; readonly literals: readonly string[] };
  type Value = string | number | null | readonly Value[];

  /** Quoted where it can be and `quote` says so, else as a literal. */
  function write(value: Value, quote: () => boolean): Written {
    if (value === null) return { text: "NIL", literals: [] };
    if (typeof value === "number") return { text: String(value), literals: [] };
    if (typeof value === "string")
      return quote() && !/[\r\n\0]/u.test(value)
        ? { text: `"${value.replaceAll(/["\\]/gu, "\\$&")}"`, literals: [] }
        : { text: `{${Buffer.byteLength(value)}}\r\n`, literals: [value] };
    const parts = value.map((each) => write(each, quote));
    return { text: `(${parts.map((part) => part.text).join(" ")})`, literals: parts.flatMap((part) => part.literals) };
  }

  it("is the one that the library's reader leads to", async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(envelope, structure, fc.infiniteStream(fc.boolean()), async (said, shape, quoted) => {
        const quote = (): boolean => quoted.next().value === true;
        const values = [
          write(said as Value, quote),
          write(shape as Value, quote),
          write("References: <b@e>\r\n", quote),
        ];
        const [a, b, c] = values.map((value) => value.text);
        const line = `* 3 FETCH (UID 7 FLAGS (\\Seen) INTERNALDATE " 5-Nov-2026 08:31:00 +0000" RFC822.SIZE 12 ENVELOPE ${a} BODYSTRUCTURE ${b} BODY[HEADER.FIELDS (References)] ${c})`;
        const given = heard(line, ...values.flatMap(({ literals }) => literals));
        const ours = messageOf(read(given));
        const theirs = await byLibrary(given).catch(() => null);
        if (ours === null || theirs === null) return;
        compared += 1;
        expect(envelopeRecord(ours)).toEqual(envelopeRecord(theirs));
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(100);
  });
});
