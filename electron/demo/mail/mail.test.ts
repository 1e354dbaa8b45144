import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMessage } from "../../documents/mime/read-message";
import { encodeHeaderText, quotedPrintable } from "./encode-words";
import { readMail } from "./read-mail";
import { type MailToWrite, writeMail } from "./write-mail";
import { writeReadReceipt, writeReport } from "./write-report";

const BASE: MailToWrite = {
  from: { name: "Dr_Demo_MARTIN", address: "demo.martin@medecin.demo.mssante.fr" },
  to: [{ address: "a@demo.mssante.fr" }],
  subject: "Bonjour",
  date: new Date("2026-11-20T10:00:00Z"),
  messageId: "m1@demo.mssante.fr",
  text: "Bonjour",
};
const line = fc
  .string({ unit: fc.constantFrom(...'abcdefgh XYZ éèàçŒ’–«»😀中=?_.,;:"\\<>()@'), minLength: 1, maxLength: 120 })
  .map((text) => text.replace(/\s+/gu, " ").trim())
  .filter((text) => text !== "");

describe("a written message", () => {
  test("gives back its subject, names and text to our own parser, whatever the characters", async () => {
    await fc.assert(
      fc.asyncProperty(line, line, fc.array(line, { maxLength: 6 }), async (subject, name, lines) => {
        const text = lines.join("\n");
        const read = await readMessage(writeMail({ ...BASE, subject, from: { ...BASE.from, name }, text }));
        expect(read.subject).toBe(subject);
        // A name wholly in quotes is read without them: some senders quote twice.
        expect(read.from).toEqual({ name: name.replace(/^"(.*)"$/u, "$1"), address: BASE.from.address });
        expect(read.text.replaceAll("\r\n", "\n").trim()).toBe(text.trim());
      }),
      { numRuns: 150 },
    );
  });

  test("is ASCII, in lines of at most 998 characters, header lines under 79", () => {
    fc.assert(
      fc.property(line, fc.string({ unit: "binary", maxLength: 600 }), (subject, text) => {
        const raw = writeMail({
          ...BASE,
          subject,
          text,
          files: [{ name: `${subject.slice(0, 20)}.pdf`, mimeType: "application/pdf", bytes: new Uint8Array(200) }],
        }).toString("latin1");
        expect(raw).toMatch(/^[\r\n\t -~]*$/u);
        expect(raw.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/u);
        const subjectLines = /^Subject: (?:.*\r\n(?: .*\r\n)*)/mu.exec(raw)?.[0].split("\r\n") ?? [];
        for (const each of subjectLines) expect(each.length).toBeLessThanOrEqual(90);
      }),
    );
  });

  test("cannot be given a header by its subject", () => {
    const raw = writeMail({ ...BASE, subject: "Bonjour\r\nBcc: autre@demo.mssante.fr" }).toString("latin1");
    expect(raw).not.toMatch(/^Bcc:/mu);
    expect(encodeHeaderText("a\u0000b\r\nc")).toBe("a b c");
  });

  test("carries files with accented names, HTML beside the text, and the conversation", async () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
    const read = await readMessage(
      writeMail({
        ...BASE,
        html: "<p>Bonjour</p>",
        references: ["a@x", "b@x"],
        files: [{ name: "Compte rendu d'été.pdf", mimeType: "application/pdf", bytes }],
      }),
    );
    expect(read.parts.map(({ name, size, mimeType }) => ({ name, size, mimeType }))).toEqual([
      { name: "Compte rendu d'été.pdf", size: 300, mimeType: "application/pdf" },
    ]);
    expect(read.html).toContain("<p>Bonjour</p>");
    expect([read.inReplyTo, read.references.length]).toEqual([expect.stringContaining("b@x"), 2]);
  });

  test("quoted-printable never leaves a blank at the end of a line nor cuts an escape", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."aé =\n"), maxLength: 400 }), (text) => {
        for (const each of quotedPrintable(text).split("\r\n")) {
          expect(each.length).toBeLessThanOrEqual(76);
          expect(each).not.toMatch(/[ \t]$|=[0-9A-F]?[^0-9A-F\r\n]|=[0-9A-F]$/u);
        }
      }),
    );
  });
});

describe("reading what the practice sends", () => {
  test("finds addresses, identifiers and what was asked for", () => {
    const raw = writeMail({
      ...BASE,
      references: ["a@x", "b@x"],
      headers: [
        ["Reply-To", "Secrétariat <S@demo.mssante.fr>"],
        ["Disposition-Notification-To", "x@demo.mssante.fr"],
      ].map(([name = "", value = ""]) => [name, encodeHeaderText(value)] as const),
    });
    expect(readMail(raw)).toMatchObject({
      messageId: "m1@demo.mssante.fr",
      from: BASE.from.address,
      receiptTo: "x@demo.mssante.fr",
      references: ["a@x", "b@x"],
      automatic: false,
    });
    expect(readMail(writeMail({ ...BASE, headers: [["Reply-To", "S@demo.mssante.fr"]] })).replyTo).toBe(
      "s@demo.mssante.fr",
    );
  });

  test("never throws on noise", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => void readMail(Buffer.from(bytes)).text()));
  });
});

describe("a report", () => {
  test("is read as a receipt or a delivery by our own parser, and never as a plain message", async () => {
    const original = writeMail(BASE);
    const common = {
      to: BASE.from.address,
      subject: "Lu",
      about: BASE.messageId,
      date: BASE.date,
      messageId: "r1@x",
      text: "Lu.",
      originalHeader: readMail(original).headerBytes,
    };
    const receipt = await readMessage(
      writeReadReceipt({ ...common, reader: { address: "a@demo.mssante.fr" }, reportingUa: "DEMO" }),
    );
    expect(receipt.receipt).toMatchObject({ kind: "read", disposition: "displayed", recipient: "a@demo.mssante.fr" });
    const delivery = await readMessage(
      writeReport({
        ...common,
        kind: "delivery-status",
        from: { address: "p@demo.mssante.fr" },
        fields: [
          "Reporting-MTA: dns; x",
          "",
          "Final-Recipient: rfc822;a@demo.mssante.fr",
          "Action: failed",
          "Status: 5.1.1",
        ],
      }),
    );
    expect(delivery.receipt).toMatchObject({ kind: "delivery", action: "failed", status: "5.1.1", reason: "unknown" });
    expect(
      readMail(writeReadReceipt({ ...common, reader: { address: "a@demo.mssante.fr" }, reportingUa: "DEMO" }))
        .automatic,
    ).toBe(true);
  });
});
