import fc from "fast-check";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { senderKind } from "#shared/rules/address";
import { fromLabel, type FromLabelInput } from "#shared/rules/from-label";
import { richToHtml } from "#shared/rules/rich-html";
import { richFromText } from "#shared/rules/rich-text";
import { safeFileName } from "#shared/rules/safe-filename";
import { readMessage } from "../documents/mime/read-message";
import { buildMessage, type BuildInput } from "./build";
import { runs } from "../../scripts/testing/runs";

const MESSAGES = runs(200, 1000);
const LONGEST_LINE = 998;

const word = fc.constantFrom(
  "Bonjour",
  "été",
  "l’œuvre",
  "ПРИВЕТ",
  "日本",
  "😀",
  "=?utf-8?Q?x?=",
  "--",
  ".",
  "From ",
  "a".repeat(120),
);
/** A line that a person could type: any character but line breaks and other controls. */
const line = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc.array(word, { maxLength: 30 }).map((words) => words.join(" ")),
  )
  .map((text) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " "));
/** Subjects are compared without the runs of spaces that folding cannot keep. */
const subject = line.map((text) => text.replaceAll(/\s+/gu, " ").trim().slice(0, 300));
const text = fc
  .array(fc.oneof(line, fc.constantFrom("", ".", "..", " ", "> cité", "-- ")), { maxLength: 12 })
  .map((lines) => lines.join("\n"));
const local = fc.stringMatching(/^[a-z][a-z0-9]{0,12}(?:\.[a-z0-9]{1,8})?$/u);
const professional = local.map((name) => `${name}@medecin.demo.mssante.fr`);
const patient = fc.constantFrom("279035121518989@patient.mssante.fr", "146026322000196@patient.mssante.fr");
const address = fc.record({ name: line.map((name) => name.slice(0, 60)), address: fc.oneof(professional, patient) });
const file = fc.record({
  name: fc.oneof(line, fc.constantFrom("Compte rendu d’été (1).pdf", "a'b\"c;d.txt", "%41%0d%0a.pdf", "….pdf")),
  mimeType: fc.constantFrom("application/pdf", "image/png", "application/octet-stream"),
  bytes: fc.uint8Array({ maxLength: 300 }),
});
const cda = fc.record({ code: fc.stringMatching(/^[0-9]{4,5}-[0-9]$/u), insQualified: fc.boolean() });
const messageId = local.map((name) => `<${name}@demo.mssante.fr>`);
const entity = line.filter((name) => name.replaceAll(/[<>"\s]/gu, "") !== "");
const input: fc.Arbitrary<BuildInput> = fc
  .record({
    mailbox: fc.record({
      address: professional,
      fromLabel: entity.map((name) => name.replaceAll(/[<>"]/gu, "").trim() || "Cabinet"),
    }),
    to: fc.array(address, { minLength: 1, maxLength: 3 }),
    cc: fc.array(address, { maxLength: 2 }),
    bcc: fc.array(address, { maxLength: 2 }),
    subject,
    text,
    formatted: fc.boolean(),
    inReplyTo: fc.oneof(fc.constant(""), messageId),
    references: fc.array(messageId, { maxLength: 4 }),
    attachments: fc.array(file, { maxLength: 3 }),
    mss: fc.record({ nil: fc.constant("PLI-DEMO"), fin: fc.boolean(), cdas: fc.array(cda, { maxLength: 3 }) }),
    readReceipt: fc.boolean(),
    uniqueId: fc.stringMatching(/^[0-9a-f]{8,32}$/u),
    date: fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }).map((seconds) => new Date(seconds * 1000)),
  })
  .map(({ formatted, ...given }) => (formatted ? { ...given, html: richToHtml(richFromText(given.text)) } : given));

/** As both readers give a text: trailing blanks of the whole do not count. */
const tidy = (body: string): string => body.replaceAll("\r\n", "\n").trimEnd();
/** The HTML as it was made, however its lines end. */
const plainHtml = (read: string | null): string | null => read?.replaceAll("\r\n", "\n").trimEnd() ?? null;
const addressesOf = (all: readonly { readonly address: string }[]): readonly string[] => all.map((one) => one.address);
const everyone = (given: BuildInput) => [...given.to, ...given.cc, ...given.bcc];

async function readByOurs(raw: Uint8Array) {
  const { parts, ...read } = await readMessage(raw);
  return {
    messageId: read.messageId,
    date: read.date,
    subject: read.subject,
    from: read.from.address,
    to: addressesOf(read.to),
    cc: addressesOf(read.cc),
    inReplyTo: read.inReplyTo,
    text: tidy(read.text),
    html: plainHtml(read.html),
    sizes: parts.map(({ size }) => size),
  };
}

async function readByMailparser(raw: Uint8Array) {
  const read = await simpleParser(Buffer.from(raw), { skipTextToHtml: true, skipHtmlToText: true });
  const list = (field: typeof read.to): readonly string[] =>
    (field === undefined ? [] : Array.isArray(field) ? field : [field]).flatMap(({ value }) =>
      value.map((one) => one.address ?? ""),
    );
  return {
    messageId: read.messageId ?? "",
    date: read.date?.toISOString() ?? "",
    subject: read.subject ?? "",
    from: list(read.from)[0] ?? "",
    to: list(read.to),
    cc: list(read.cc),
    inReplyTo: read.inReplyTo ?? "",
    text: tidy(read.text ?? ""),
    html: plainHtml(read.html === false || read.html === undefined ? null : read.html),
    sizes: read.attachments.map(({ size }) => size),
  };
}

describe("whatever a person writes", () => {
  it("is read back the same by two parsers that share nothing", async () => {
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const { raw, messageId: id } = await buildMessage(given);
        const expected = {
          messageId: id,
          date: given.date.toISOString(),
          subject: given.subject,
          from: given.mailbox.address,
          to: addressesOf(given.to),
          cc: addressesOf(given.cc),
          inReplyTo: given.inReplyTo,
          text: tidy(given.text),
          html: plainHtml(given.html ?? null),
          sizes: given.attachments.map(({ bytes }) => bytes.byteLength),
        };
        expect(await readByOurs(raw)).toEqual(expected);
        expect(await readByMailparser(raw)).toEqual(expected);
      }),
      { numRuns: MESSAGES },
    );
  }, 60_000);

  it("leaves in lines that every server carries, in US-ASCII, each ended as it must be (RFC 5321 §4.5.3, RFC 5322 §2.1.1)", async () => {
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const raw = Buffer.from((await buildMessage(given)).raw);
        const all = raw.toString("latin1");
        expect(/[^\t\r\n\u0020-\u007e]/u.test(all)).toBe(false);
        expect(/(?<!\r)\n|\r(?!\n)/u.test(all)).toBe(false);
        for (const one of all.split("\r\n")) expect(one.length).toBeLessThanOrEqual(LONGEST_LINE);
      }),
      { numRuns: runs(50, 150) },
    );
  });

  it("carries each MSSanté header once, exactly when it must (CONF.14, .15, .16, .21; ECO.2.2.8, ECO.2.4.1–3)", async () => {
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const all = Buffer.from((await buildMessage(given)).raw).toString("latin1");
        const head = all.slice(0, all.indexOf("\r\n\r\n")).replaceAll(/\r\n[ \t]+/gu, " ");
        const values = (name: string): readonly string[] =>
          head
            .split("\r\n")
            .flatMap((field) =>
              field.toLowerCase().startsWith(`${name}:`) ? [field.slice(name.length + 1).trim()] : [],
            );
        const { cdas, fin } = given.mss;
        expect(values("x-mss-nil")).toEqual(["PLI-DEMO"]);
        expect(values("x-mss-ins")).toEqual(
          cdas.length === 0 ? [] : [cdas.some((one) => one.insQualified) ? "O" : "N"],
        );
        expect(values("x-mss-codecda")).toEqual(cdas.length === 0 ? [] : [cdas.map(({ code }) => code).join(",")]);
        const toPatient = everyone(given).some((one) => senderKind(one.address) === "patient");
        expect(values("x-mss-mes")).toEqual(fin && toPatient ? ["FIN"] : []);
        expect(values("disposition-notification-to")).toEqual(given.readReceipt ? [`<${given.mailbox.address}>`] : []);
        expect(values("bcc")).toEqual([]);
        for (const name of ["from", "date", "message-id", "subject", "mime-version"])
          expect(values(name).length, name).toBeLessThanOrEqual(1);
      }),
      { numRuns: runs(100, 300) },
    );
  });

  it("goes to each recipient once, hidden ones included, from the mailbox itself", async () => {
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const { envelope } = await buildMessage(given);
        expect(envelope).toEqual({ from: given.mailbox.address, to: [...new Set(addressesOf(everyone(given)))] });
      }),
      { numRuns: runs(40, 100) },
    );
  });

  it("names its files so that they can be saved anywhere, in a form that other programs read (RFC 2231)", async () => {
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const read = await simpleParser(Buffer.from((await buildMessage(given)).raw));
        expect(read.attachments.map(({ filename }) => filename)).toEqual(
          given.attachments.map(({ name }) => safeFileName(name)),
        );
        expect(read.attachments.map(({ content }) => [...content])).toEqual(
          given.attachments.map(({ bytes }) => [...bytes]),
        );
      }),
      { numRuns: runs(50, 150) },
    );
  });
});

describe("whatever is slipped into a field", () => {
  const control = fc.constantFrom(
    "\r\n",
    "\n",
    "\r",
    "\u0000",
    "\u000b",
    "\u007f",
    "\r\nBcc: x@demo.mssante.fr",
    "\r\n\r\n<html>",
  );
  const slipped = fc.tuple(line, control, line).map((pieces) => pieces.join(""));
  const headOf = (raw: Uint8Array): readonly string[] => {
    const all = Buffer.from(raw).toString("latin1");
    return all
      .slice(0, all.indexOf("\r\n\r\n"))
      .replaceAll(/\r\n[ \t]+/gu, " ")
      .split("\r\n");
  };

  it.each([
    ["the subject", (hostile: string) => ({ subject: hostile })],
    ["the thread", (hostile: string) => ({ inReplyTo: hostile })],
    ["the references", (hostile: string) => ({ references: ["<a@b>", hostile] })],
  ])("a control in %s stops the message before anything is made", async (_, over) => {
    await fc.assert(
      fc.asyncProperty(input, slipped, async (given, hostile) => {
        await expect(buildMessage({ ...given, ...over(hostile) })).rejects.toMatchObject({ code: "header-injection" });
      }),
      { numRuns: runs(40, 100) },
    );
  });

  it("an address with anything around it stops the message", async () => {
    await fc.assert(
      fc.asyncProperty(
        input,
        slipped,
        fc.constantFrom("to" as const, "cc" as const, "bcc" as const),
        async (given, hostile, field) => {
          const recipients = [...given[field], { name: "", address: `a@medecin.demo.mssante.fr${hostile}` }];
          await expect(buildMessage({ ...given, [field]: recipients })).rejects.toMatchObject({
            code: "invalid-address",
          });
        },
      ),
      { numRuns: runs(40, 100) },
    );
  });

  it("a name or a file name never becomes a header, a recipient or a part", async () => {
    await fc.assert(
      fc.asyncProperty(input, slipped, async (given, hostile) => {
        const to = given.to.map((one) => ({ ...one, name: hostile }));
        const attachments = [{ name: hostile, mimeType: "application/pdf", bytes: new Uint8Array(3) }];
        const { raw, envelope } = await buildMessage({ ...given, bcc: [], to, attachments });
        expect(headOf(raw).some((field) => /^bcc:/iu.test(field))).toBe(false);
        expect(envelope.to).toEqual([...new Set(addressesOf([...to, ...given.cc]))]);
        expect(addressesOf((await readMessage(raw)).to)).toEqual(addressesOf(to));
        expect((await readMessage(raw)).parts).toHaveLength(1);
      }),
      { numRuns: runs(40, 100) },
    );
  });
});

describe("the label of From (ECO.2.2.7)", () => {
  const said = line.map((words) => words.slice(0, 40));
  const person = fc.record({ kind: fc.constant("PER" as const), title: said, given: said, family: said, entity: said });
  const group = fc.record({ kind: fc.constantFrom("ORG" as const, "APP" as const, "CAB" as const), entity: said });

  it("is read by both parsers as the rule made it, for a person, an organisation, a program and a practice", async () => {
    await fc.assert(
      fc.asyncProperty(input, fc.oneof(person, group), async (given, who: FromLabelInput) => {
        const made = fromLabel(who);
        fc.pre(made.ok);
        const label = made.ok ? made.label : "";
        const { raw } = await buildMessage({ ...given, mailbox: { ...given.mailbox, fromLabel: label } });
        const one = (text: string): string => text.replaceAll(/\s+/gu, " ").trim();
        expect(one((await readMessage(raw)).from.name)).toBe(one(label));
        expect(one((await simpleParser(Buffer.from(raw))).from?.value[0]?.name ?? "")).toBe(one(label));
      }),
      { numRuns: runs(60, 200) },
    );
  });

  it("of a person holds title, given name and family name in capitals, in that order, and one separator between fields", async () => {
    const label = fromLabel({
      kind: "PER",
      title: "Dr",
      given: "Marie_Anne",
      family: "Martin",
      entity: "Cabinet des Tilleuls",
    });
    expect(label).toEqual({ ok: true, label: "Dr_Marie Anne_MARTIN_Cabinet des Tilleuls" });
  });
});
