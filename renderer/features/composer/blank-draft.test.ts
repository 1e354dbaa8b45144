import { expect, test } from "vitest";
import type { Draft, DraftFields } from "#shared/domain/draft";
import type { MailboxId, MessageId } from "#shared/domain/ids";
import { richFromText } from "#shared/rules/rich-text";
import { signatureBlock } from "#shared/rules/signature";
import { isBlank, type Written } from "./blank-draft";

const SIGNATURE = "Dr Demo MARTIN\nCabinet DEMO";
const fields: DraftFields = {
  mailboxId: "b" as MailboxId,
  to: [],
  cc: [],
  bcc: [],
  subject: "",
  text: "",
  fin: false,
  readReceipt: true,
};
const written = (changed: Partial<DraftFields>, rest: Partial<Written> = {}): Written => ({
  fields: { ...fields, ...changed },
  attachments: [],
  answers: null,
  ...rest,
});
const signed = signatureBlock(SIGNATURE);

test("a message begun and left is blank, with its signature and formatting or without", () => {
  for (const text of ["", " \n", signed]) {
    expect(isBlank(written({ text }), SIGNATURE)).toBe(true);
    expect(isBlank(written({ text: "ancien", rich: richFromText(text) }), SIGNATURE)).toBe(true);
  }
});

test("anything of the person's makes it a draft to keep", () => {
  const address = { name: "", address: "demo@medecin.demo.mssante.fr" };
  for (const changed of [
    { to: [address] },
    { cc: [address] },
    { bcc: [address] },
    { subject: "Avis" },
    { text: "Bonjour" },
    { text: `Bonjour${signed}` },
    { text: `${signed}PS` },
    { rich: richFromText("Bonjour") },
  ])
    expect(isBlank(written(changed), SIGNATURE), JSON.stringify(changed)).toBe(false);
  expect(isBlank(written({ text: signed }), "Une autre")).toBe(false);
  expect(isBlank(written({}, { answers: "m" as MessageId }), SIGNATURE)).toBe(false);
  const file: Draft["attachments"][number] = { id: "f", name: "a.pdf", mimeType: "application/pdf", size: 1 };
  expect(isBlank(written({}, { attachments: [file] }), SIGNATURE)).toBe(false);
});
