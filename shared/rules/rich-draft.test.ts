import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import { formatted, signedFor, withItsText } from "./rich-draft";
import { RICH_WEIGHT, richFromText, richToText } from "./rich-text";
import { changeSignature, signatureBlock } from "./signature";

const draft = { mailboxId: "box" as MailboxId, to: [], cc: [], bcc: [], subject: "", fin: false, readReceipt: false };

test("a formatted draft has the text of its formatting, a plain one its own", () => {
  expect(withItsText({ ...draft, text: "autre", rich: richFromText("a\nb") }).text).toBe("a\nb");
  expect(withItsText({ ...draft, text: "autre", rich: null }).text).toBe("autre");
});

test("a draft is begun with formatting unless its text is too long for it", () => {
  expect(formatted({ ...draft, text: "a\nb" }).rich).toEqual(richFromText("a\nb"));
  expect(formatted({ ...draft, text: "a".repeat(RICH_WEIGHT) })).not.toHaveProperty("rich");
});

describe("the signature of a formatted draft", () => {
  test("follows its mailbox as that of a plain one does", () => {
    const line = fc.constantFrom("", "Bonjour", "> cité", "Le 20 novembre");
    const signature = fc.constantFrom("", "Dr Demo MARTIN", "Secrétariat\ndes Tilleuls");
    fc.assert(
      fc.property(fc.array(line), signature, signature, signature, fc.array(line), (above, one, from, to, below) => {
        const text = `${above.join("\n")}${signatureBlock(one)}${below.map((one) => `\n${one}`).join("")}`;
        const signed = signedFor({ text, rich: richFromText(text) }, from, to);
        expect(signed.text).toBe(changeSignature(text, from, to));
        expect(richToText(signed.rich ?? [])).toBe(signed.text);
      }),
    );
  });

  test("leaves the formatting of the rest", () => {
    const rich = [
      { kind: "paragraph" as const, runs: [{ text: "Urgent", bold: true as const }] },
      ...richFromText(signatureBlock("A").slice(1)),
    ];
    expect(signedFor({ text: richToText(rich), rich }, "A", "B").rich).toEqual([
      rich[0],
      ...richFromText(signatureBlock("B").slice(1)),
    ]);
  });
});
