import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeSignature, signatureBlock } from "./signature";

const MARTIN = "Dr Demo MARTIN\nCabinet des Tilleuls";
const TEAM = "Secrétariat des Tilleuls";
const signed = (text: string, signature: string): string => signatureBlock(signature) + text;
const QUOTE = "\n\nLe 20 novembre 2026, Demo LEROY a écrit :\n> Bonjour\n";

describe("a signature", () => {
  it("stands above what is quoted, below room to write", () => {
    const text = signed(QUOTE, MARTIN);
    expect(text.startsWith("\n\n-- \nDr Demo MARTIN")).toBe(true);
    expect(text.endsWith(QUOTE)).toBe(true);
  });

  it("is nothing when it is blank", () => {
    expect(signed(QUOTE, "  \n")).toBe(QUOTE);
    expect(signatureBlock("")).toBe("");
  });

  it("follows the mailbox that is written from, wherever it stands untouched", () => {
    const written = `Bonjour${signed(QUOTE, MARTIN)}`;
    expect(changeSignature(written, MARTIN, TEAM)).toBe(`Bonjour${signed(QUOTE, TEAM)}`);
    expect(changeSignature(written, MARTIN, "")).toBe(`Bonjour${QUOTE}`);
  });

  it("is left alone once the person changed it", () => {
    const mine = "Bonjour\n\n-- \nMarie";
    expect(changeSignature(mine, MARTIN, TEAM)).toBe(mine);
  });

  it("is added when the first mailbox had none, but not under a quote", () => {
    expect(changeSignature("Bonjour", "", TEAM)).toBe(`Bonjour${signatureBlock(TEAM)}`);
    expect(changeSignature(`Bonjour${QUOTE}`, "", TEAM)).toBe(`Bonjour${QUOTE}`);
  });

  it("comes back as it was after going and coming between two mailboxes", () => {
    const line = fc.string({ minLength: 1 }).filter((text) => text.trim() !== "" && !text.includes("-- "));
    fc.assert(
      fc.property(fc.string(), line, line, (text, one, other) => {
        fc.pre(!text.includes("-- "));
        const written = text + signatureBlock(one);
        expect(changeSignature(changeSignature(written, one, other), other, one)).toBe(written);
      }),
    );
  });
});
