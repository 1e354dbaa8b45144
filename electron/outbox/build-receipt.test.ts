import fc from "fast-check";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { buildReceipt, type ReceiptInput } from "./build-receipt";

const base: ReceiptInput = {
  mailbox: { address: "marie.demo@medecin.demo.mssante.fr", fromLabel: "Dr_Marie_DEMO" },
  to: "paul.demo@chu.demo.mssante.fr",
  sentBy: "person",
  original: { messageId: "<m1@chu.demo.mssante.fr>" },
  words: { subject: "Lu : Avis demandé", text: "Votre message a été affiché.\nRien ne dit qu’il a été compris." },
  nil: "PLI-DEMO",
  reportingUa: "Pli; Pli 0.1.0",
  uniqueId: "0a1b",
  date: new Date("2026-11-22T08:00:00Z"),
};
const textOf = async (over: Partial<ReceiptInput> = {}): Promise<string> =>
  Buffer.from((await buildReceipt({ ...base, ...over })).raw).toString("latin1");
const headOf = (text: string): string => text.slice(0, text.indexOf("\r\n\r\n")).replaceAll(/\r\n[ \t]+/gu, " ");

describe("a read receipt (ECO.3.1.6, RFC 8098)", () => {
  it("is a multipart/report of two parts: words in UTF-8, then machine fields", async () => {
    const text = await textOf();
    expect(headOf(text)).toMatch(/^Content-Type: multipart\/report;.*report-type=disposition-notification/mu);
    expect([...text.matchAll(/^Content-Type: ([a-z]+\/[a-z0-9-]+)/gmu)].map(([, type]) => type)).toEqual([
      "multipart/report",
      "text/plain",
      "message/disposition-notification",
    ]);
    expect(text).toContain("\r\nOriginal-Message-ID: <m1@chu.demo.mssante.fr>\r\n");
    expect(text).toContain("\r\nFinal-Recipient: rfc822;marie.demo@medecin.demo.mssante.fr\r\n");
  });

  it("says whether the person sent it, or her rule did", async () => {
    expect(await textOf()).toContain("\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n");
    expect(await textOf({ sentBy: "rule" })).toContain("manual-action/MDN-sent-automatically; displayed");
  });

  it("carries the product reference, asks no receipt of its own, and wants no automatic answer", async () => {
    const head = headOf(await textOf());
    expect(head).toMatch(/^X-MSS-NIL: PLI-DEMO$/imu);
    expect(head).toMatch(/^Auto-Submitted: auto-replied$/mu);
    expect(head).not.toMatch(/Disposition-Notification-To|X-MSS-INS|X-MSS-CODECDA|X-MSS-MES/iu);
    await expect(buildReceipt({ ...base, nil: " " })).rejects.toMatchObject({ code: "nil-missing" });
  });

  it("leaves from the mailbox to whom asked, in the thread of the original", async () => {
    const built = await buildReceipt(base);
    expect(built).toMatchObject({
      messageId: "<0a1b@medecin.demo.mssante.fr>",
      envelope: { from: base.mailbox.address, to: [base.to] },
    });
    expect(headOf(Buffer.from(built.raw).toString("latin1"))).toMatch(/^In-Reply-To: <m1@chu\.demo\.mssante\.fr>$/mu);
  });

  it("names no original that had no Message-ID", async () => {
    const text = await textOf({ original: { ...base.original, messageId: "" } });
    expect(text).not.toMatch(/Original-Message-ID|In-Reply-To|References/u);
  });

  it("is read by another parser with its words and its thread", async () => {
    const read = await simpleParser(Buffer.from((await buildReceipt(base)).raw));
    expect(read.subject).toBe("Lu : Avis demandé");
    expect(read.text).toContain("Rien ne dit qu’il a été compris.");
    expect(read.inReplyTo).toBe("<m1@chu.demo.mssante.fr>");
  });

  it("never lets a subject, a label or an id that came from outside become a header", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 80 }), async (hostile) => {
        const subject = `Lu : ${hostile}\r\nBcc: x@demo.mssante.fr`;
        const head = headOf(await textOf({ words: { ...base.words, subject } }));
        expect(head).not.toMatch(/^Bcc:/imu);
        expect(head.split("\r\n").filter((line) => /^Subject:/iu.test(line))).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
    for (const over of [
      { mailbox: { ...base.mailbox, fromLabel: "Dr\r\nBcc: x@demo.mssante.fr" } },
      { original: { ...base.original, messageId: "<a@b>\r\nX: y" } },
      { reportingUa: "a\nb" },
    ])
      await expect(buildReceipt({ ...base, ...over })).rejects.toMatchObject({ code: "header-injection" });
    await expect(buildReceipt({ ...base, to: "a@b\r\nBcc: c@d" })).rejects.toMatchObject({ code: "invalid-address" });
  });
});
