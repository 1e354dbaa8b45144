import fc from "fast-check";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { buildMessage, type BuildInput } from "./build";
import { runs } from "../../scripts/testing/runs";

const base: BuildInput = {
  mailbox: { address: "demo.martin@medecin.demo.mssante.fr", fromLabel: "Dr_Demo_MARTIN_Cabinet DEMO" },
  to: [{ name: "PAT-TROIS Dominique", address: "279035121518989@patient.mssante.fr" }],
  cc: [],
  bcc: [],
  subject: "Suite de votre bilan — été",
  text: "Bonjour Madame,\n\n.\nÀ mardi.",
  inReplyTo: "",
  references: [],
  attachments: [],
  mss: { nil: "PLI-DEMO", fin: false, cdas: [] },
  readReceipt: false,
  uniqueId: "0001",
  date: new Date("2026-11-22T08:00:00Z"),
};
const professional = { name: "Dr Demo LEROY", address: "demo.leroy@medecin.demo.mssante.fr" };

/** Headers and body split by hand, independently of any library: names lower-cased, folding undone. */
function split(raw: Uint8Array): { headers: Map<string, string>; body: string } {
  const text = Buffer.from(raw).toString("latin1");
  const end = text.indexOf("\r\n\r\n");
  const lines = text
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/gu, " ")
    .split("\r\n");
  return {
    headers: new Map(
      lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
    ),
    body: text.slice(end + 4),
  };
}

describe("building a message", () => {
  it("carries the product reference on every message (CONF.16, ECO.2.4.3), and refuses to build without one", async () => {
    const { headers } = split((await buildMessage(base)).raw);
    expect(headers.get("x-mss-nil")).toBe("PLI-DEMO");
    await expect(buildMessage({ ...base, mss: { ...base.mss, nil: "" } })).rejects.toMatchObject({
      code: "nil-missing",
    });
  });

  it("asks for answers elsewhere only where a mailbox says so, and at an address (ECO.2.2.5)", async () => {
    expect(split((await buildMessage(base)).raw).headers.has("reply-to")).toBe(false);
    const replyTo = "secretariat@cabinet.demo.mssante.fr";
    const { raw, envelope } = await buildMessage({ ...base, replyTo });
    expect(split(raw).headers.get("reply-to")).toBe(replyTo);
    expect(envelope.from).toBe(base.mailbox.address);
    await expect(buildMessage({ ...base, replyTo: "a@b\r\nBcc: c@d" })).rejects.toMatchObject({
      code: "invalid-address",
    });
  });

  it("is text/plain, and multipart/alternative with the text first only when it is formatted (ECO.2.2.4)", async () => {
    const html = `<html><body>\n<div><b>À mardi.</b> ${"mot ".repeat(400)}</div></body></html>`;
    const file = { name: "a.pdf", mimeType: "application/pdf", bytes: new Uint8Array(3) };
    const typesOf = (raw: Uint8Array): readonly string[] =>
      [
        ...Buffer.from(raw)
          .toString("latin1")
          .matchAll(/^Content-Type: ([a-z]+\/[a-z]+)/gimu),
      ].map(([, type]) => type ?? "");
    expect(typesOf((await buildMessage(base)).raw)).toEqual(["text/plain"]);
    const { raw } = await buildMessage({ ...base, html });
    expect(typesOf(raw)).toEqual(["multipart/alternative", "text/plain", "text/html"]);
    expect(
      split(raw)
        .body.split("\r\n")
        .every((line) => line.length <= 76),
    ).toBe(true);
    expect(split(raw).body.match(/charset=utf-8/giu)).toHaveLength(2);
    const joined = await buildMessage({ ...base, html, attachments: [file] });
    expect(typesOf(joined.raw)).toEqual([
      "multipart/mixed",
      "multipart/alternative",
      "text/plain",
      "text/html",
      "application/pdf",
    ]);
  });

  it("closes the exchange by header only when asked and only to a patient (CONF.21, ECO.2.2.8)", async () => {
    const fin = { ...base.mss, fin: true };
    expect(split((await buildMessage(base)).raw).headers.has("x-mss-mes")).toBe(false);
    expect(split((await buildMessage({ ...base, mss: fin })).raw).headers.get("x-mss-mes")).toBe("FIN");
    expect(split((await buildMessage({ ...base, to: [professional], mss: fin })).raw).headers.has("x-mss-mes")).toBe(
      false,
    );
  });

  it("names INS and CDA codes only when a CDA travels (CONF.14, CONF.15)", async () => {
    const none = split((await buildMessage(base)).raw).headers;
    expect([none.has("x-mss-ins"), none.has("x-mss-codecda")]).toEqual([false, false]);
    const cdas = [
      { code: "34112-3", insQualified: false },
      { code: "PRESC-BIO", insQualified: true },
    ];
    const some = split((await buildMessage({ ...base, mss: { ...base.mss, cdas } })).raw).headers;
    expect([some.get("x-mss-ins"), some.get("x-mss-codecda")]).toEqual(["O", "34112-3,PRESC-BIO"]);
  });

  it("speaks from its mailbox, label first (ECO.2.2.7), and the envelope says the same", async () => {
    const { raw, envelope, messageId } = await buildMessage(base);
    expect(split(raw).headers.get("from")).toBe("Dr_Demo_MARTIN_Cabinet DEMO <demo.martin@medecin.demo.mssante.fr>");
    expect(envelope.from).toBe(base.mailbox.address);
    expect(messageId).toBe("<0001@medecin.demo.mssante.fr>");
    expect(split(raw).headers.get("message-id")).toBe(messageId);
  });

  it("answers with In-Reply-To and References (ECO.2.2.2)", async () => {
    const { headers } = split(
      (await buildMessage({ ...base, inReplyTo: "<a@x>", references: ["<0@x>", "<a@x>"] })).raw,
    );
    expect(headers.get("in-reply-to")).toBe("<a@x>");
    expect(headers.get("references")).toBe("<0@x> <a@x>");
  });

  it("asks for a read receipt to its own address, on request only (ECO.2.3.2)", async () => {
    expect(split((await buildMessage(base)).raw).headers.has("disposition-notification-to")).toBe(false);
    const { headers } = split((await buildMessage({ ...base, readReceipt: true })).raw);
    expect(headers.get("disposition-notification-to")).toBe("<demo.martin@medecin.demo.mssante.fr>");
  });

  it("keeps hidden recipients out of the bytes", async () => {
    const { raw, envelope } = await buildMessage({ ...base, bcc: [professional] });
    expect(Buffer.from(raw).toString()).not.toContain("demo.leroy");
    expect(envelope.to).toContain(professional.address);
  });

  it("is UTF-8 in its text and US-ASCII in its headers (ECO.2.2.3)", async () => {
    const attachments = [
      {
        name: "20261120_CR d'imagerie médicale_PAT-TROIS_Zoé.pdf",
        mimeType: "application/pdf",
        bytes: new Uint8Array([37, 80, 68, 70]),
      },
    ];
    const { raw } = await buildMessage({ ...base, attachments });
    const text = Buffer.from(raw).toString("latin1");
    // oxlint-disable-next-line no-control-regex -- every byte of the message must be US-ASCII
    expect(text).toMatch(/^[\u0000-\u007F]*$/u);
    expect(text).toMatch(/charset=utf-8/iu);
    expect(text).toMatch(/filename\*(?:0\*)?=/u);
    const parsed = await simpleParser(Buffer.from(raw));
    expect(parsed.attachments[0]?.filename).toBe(attachments[0]?.name);
  });

  it.each(["a\r\nBcc: spy@x.mssante.fr", "a\nb", "a\u0000b", "a\rb"])(
    "refuses the injection %j wherever a header could take it",
    async (hostile) => {
      await expect(buildMessage({ ...base, subject: hostile })).rejects.toMatchObject({ code: "header-injection" });
      await expect(buildMessage({ ...base, inReplyTo: hostile })).rejects.toMatchObject({ code: "header-injection" });
      await expect(
        buildMessage({ ...base, to: [{ name: "", address: `${hostile}@x.mssante.fr` }] }),
      ).rejects.toMatchObject({ code: "invalid-address" });
      const { raw } = await buildMessage({ ...base, to: [{ name: hostile, address: professional.address }] });
      expect(split(raw).headers.has("bcc")).toBe(false);
    },
  );

  it("gives back, to two independent readers, whatever was written", async () => {
    const line = fc
      .string({ unit: "grapheme", maxLength: 60 })
      .map((text) => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, "").trim());
    const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.join("\n"));
    const bytes = fc.uint8Array({ maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(line, text, fc.array(bytes, { maxLength: 3 }), async (subject, body, files) => {
        const attachments = files.map((one, index) => ({
          name: `piece-${index}.bin`,
          mimeType: "application/octet-stream",
          bytes: one,
        }));
        const { raw } = await buildMessage({ ...base, subject, text: body, attachments });
        const parsed = await simpleParser(Buffer.from(raw));
        expect((parsed.subject ?? "").normalize("NFC")).toBe(subject.normalize("NFC"));
        expect((parsed.text ?? "").trimEnd()).toBe(body.trimEnd());
        expect(parsed.attachments.map((one) => [...one.content])).toEqual(files.map((one) => [...one]));
        const wire = Buffer.from(raw).toString("latin1");
        expect(wire.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/u);
        expect(wire.split("\r\n").every((one) => one.length <= 998)).toBe(true);
        expect(split(raw).headers.get("x-mss-nil")).toBe("PLI-DEMO");
      }),
      { numRuns: runs(100, 400) },
    );
  });
});
