import fc from "fast-check";
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { isOwnCopy, readDraftCopy } from "#shared/rules/draft-copy";
import { readMessage } from "../documents/mime/read-message";
import { buildDraftCopy, type DraftCopyInput } from "./build-draft";

const base: DraftCopyInput = {
  draftId: "0123456789abcdef0123456789abcdef",
  mailbox: { address: "demo.martin@medecin.demo.mssante.fr", fromLabel: "Dr_Demo_MARTIN_Cabinet DEMO" },
  to: [{ name: "Dr Demo LEROY", address: "demo.leroy@medecin.demo.mssante.fr" }],
  cc: [],
  bcc: [],
  subject: "Avis — été",
  text: "Bonjour,\n\nÀ relire.",
  inReplyTo: "",
  references: [],
  attachments: [],
  fin: false,
  readReceipt: false,
  date: new Date("2026-11-22T08:00:00Z"),
};

test("the copy names its draft and its own number of bytes, so that a change made elsewhere is seen", async () => {
  for (const text of ["", "court", "é".repeat(5000)]) {
    const raw = await buildDraftCopy({ ...base, text });
    const { messageId } = await readMessage(raw);
    expect(readDraftCopy(messageId)).toEqual({ draftId: base.draftId, bytes: raw.byteLength });
    expect(isOwnCopy({ messageId, size: raw.byteLength }, base.draftId)).toBe(true);
  }
});

test("everything that another client needs is there: recipients, hidden ones too, thread, files, what was asked", async () => {
  const raw = await buildDraftCopy({
    ...base,
    cc: [{ name: "", address: "cc@medecin.demo.mssante.fr" }],
    bcc: [{ name: "Secret", address: "bcc@medecin.demo.mssante.fr" }],
    inReplyTo: "<1@demo>",
    references: ["<0@demo>", "<1@demo>"],
    attachments: [{ name: "résultat été.pdf", mimeType: "application/pdf", bytes: new Uint8Array([1, 2, 3]) }],
    fin: true,
    readReceipt: true,
    deliveryReceipt: true,
  });
  const ours = await readMessage(raw);
  expect(ours).toMatchObject({
    subject: "Avis — été",
    to: [{ address: "demo.leroy@medecin.demo.mssante.fr" }],
    cc: [{ address: "cc@medecin.demo.mssante.fr" }],
    bcc: [{ address: "bcc@medecin.demo.mssante.fr" }],
    mss: { mes: "FIN" },
    receiptAskedBy: "demo.martin@medecin.demo.mssante.fr",
    deliveryReceipt: true,
  });
  const theirs = await simpleParser(Buffer.from(raw));
  expect(theirs.inReplyTo).toBe("<1@demo>");
  expect(theirs.bcc).toMatchObject({ value: [{ address: "bcc@medecin.demo.mssante.fr" }] });
  expect(theirs.attachments[0]).toMatchObject({ filename: "résultat été.pdf", size: 3 });
});

test("a draft that could not be sent yet has its copy: no recipient, half an address, controls in its subject", async () => {
  const raw = await buildDraftCopy({
    ...base,
    to: [{ name: "Dr\r\nBcc: x@y", address: "pas une adresse" }],
    subject: "Deux\r\nX-Mechant: 1",
  });
  const text = Buffer.from(raw).toString("latin1");
  expect(text).not.toMatch(/^x-mechant/imu);
  expect(text).not.toMatch(/^bcc/imu);
  expect((await readMessage(raw)).to).toEqual([]);
});

test("whatever was written, both readers find the same words", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 300 }), async (written) => {
      const text = written.replaceAll(/[\p{Cc}\p{Cs}]/gu, " ");
      const raw = await buildDraftCopy({ ...base, text });
      expect((await readMessage(raw)).text.trimEnd()).toBe(text.trimEnd());
      expect(((await simpleParser(Buffer.from(raw))).text ?? "").trimEnd()).toBe(text.trimEnd());
    }),
    { numRuns: 60 },
  );
});

test("a formatted draft has both its texts, for a client of either kind", async () => {
  const html = "<!DOCTYPE html>\n<html><body><div><b>À relire.</b></div></body></html>\n";
  const raw = await buildDraftCopy({ ...base, html });
  expect(await readMessage(raw)).toMatchObject({ text: base.text, html: expect.stringContaining("<b>À relire.</b>") });
  expect((await simpleParser(Buffer.from(raw))).html).toContain("<b>À relire.</b>");
});
