import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RECEIPT_RULES, type ReceiptRequest, receiptVerdict } from "./receipt-request";

const SENDER = "paul.demo@chu.demo.mssante.fr";
const request = (over: Partial<ReceiptRequest> = {}): ReceiptRequest => ({
  askedBy: SENDER,
  returnPath: SENDER,
  from: SENDER,
  senderKind: "professional",
  automatic: false,
  ...over,
});

describe("a receipt that is asked", () => {
  it("is the person's decision by default", () => {
    expect(receiptVerdict("ask", request())).toEqual({ act: "ask", to: SENDER, elsewhere: false });
  });

  it("is not spoken of when she wants none", () => {
    expect(receiptVerdict("never", request())).toEqual({ act: "nothing" });
  });

  it("is sent by itself to a professional when she chose so, whatever the case of the address", () => {
    expect(receiptVerdict("professionals", request({ returnPath: SENDER.toUpperCase() }))).toEqual({
      act: "send",
      to: SENDER,
    });
  });

  it.each([
    ["the envelope says another sender", { returnPath: "autre@chu.demo.mssante.fr" }],
    ["the envelope says nothing", { returnPath: "" }],
    ["a program wrote it by itself (RFC 3834)", { automatic: true }],
    [
      "it would go to somebody else than the author",
      { askedBy: "autre@chu.demo.mssante.fr", returnPath: "autre@chu.demo.mssante.fr" },
    ],
    ["a patient asks", { senderKind: "patient" }],
    ["a stranger asks", { senderKind: "other" }],
  ] as const)("is asked first when %s, whatever the rule", (_, over) => {
    expect(receiptVerdict("professionals", request(over)).act).toBe("ask");
  });

  it("is said to go elsewhere when it would", () => {
    expect(receiptVerdict("ask", request({ askedBy: "autre@chu.demo.mssante.fr" }))).toMatchObject({ elsewhere: true });
  });

  it("never leaves by itself but for a professional who is the one that sent", () => {
    const address = fc.constantFrom(SENDER, "autre@chu.demo.mssante.fr", "", ` ${SENDER} `);
    const kind = fc.constantFrom("patient" as const, "professional" as const, "other" as const);
    const any = fc.record({
      askedBy: address,
      returnPath: address,
      from: address,
      senderKind: kind,
      automatic: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.constantFrom(...RECEIPT_RULES), any, (rule, asked) => {
        const verdict = receiptVerdict(rule, asked);
        if (verdict.act !== "send") return;
        expect(rule).toBe("professionals");
        expect(asked.senderKind).toBe("professional");
        expect([asked.returnPath.trim(), asked.from.trim()]).toEqual([verdict.to, verdict.to]);
      }),
    );
  });
});
