import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDeliveryBlock, parseDisposition } from "./receipt";

const NEW_ERROR = "902^Identifiant de patient inconnu^applicationErrorCondition| E^Error^errorSeverity";
const AUTO = "automatic-action/MDN-sent-automatically";

describe("a read receipt", () => {
  it.each([
    ["manual-action/MDN-sent-manually; displayed", "", { automatic: false, type: "displayed", failure: null }],
    [`${AUTO}; processed`, "", { automatic: true, type: "processed", failure: null }],
    [`${AUTO};processed`, "", { automatic: true, type: "processed", failure: null }],
    [` Automatic-Action/mdn-sent-automatically ; DELETED `, "", { automatic: true, type: "deleted", failure: null }],
    ["manual-action/MDN-sent-manually; dispatched", "", { automatic: false, type: "dispatched", failure: null }],
    ["manual-action/MDN-sent-manually; displayed/warning", "", { automatic: false, type: "displayed", failure: null }],
  ])("of %j %j is understood", (disposition, error, expected) => {
    expect(parseDisposition(disposition, error)).toEqual(expected);
  });

  it("tells an integration failure in the form of ANS v1.1.3", () => {
    expect(parseDisposition(`${AUTO}; processed/error`, NEW_ERROR)).toEqual({
      automatic: true,
      type: "processed",
      failure: { code: "902", text: "Identifiant de patient inconnu" },
    });
  });

  it("tells an integration failure in the older form, with the error inside", () => {
    expect(parseDisposition(`${AUTO}; processed/Error: ${NEW_ERROR}`)).toEqual({
      automatic: true,
      type: "processed",
      failure: { code: "902", text: "Identifiant de patient inconnu" },
    });
  });

  it.each([
    [`${AUTO}; processed/error`, "", { code: "", text: "" }],
    [`${AUTO}; processed/error`, "Disque plein", { code: "", text: "Disque plein" }],
    [`${AUTO}; deleted/Error: 903`, "", { code: "903", text: "" }],
    [`${AUTO}; processed`, "904^INS différent", { code: "904", text: "INS différent" }],
    [`${AUTO}; processed/warning,error`, " 905 ^INS\r\n incomplet^x", { code: "905", text: "INS incomplet" }],
    [`${AUTO}; processed/failed`, "abc^def", { code: "", text: "abc^def" }],
    [`${AUTO}; processed/error`, "12345^x", { code: "", text: "12345^x" }],
  ])("tells the failure of %j with %j", (disposition, error, failure) => {
    expect(parseDisposition(disposition, error)?.failure).toEqual(failure);
  });

  it.each([
    "",
    "displayed",
    "manual-action/MDN-sent-manually",
    "manual-action/MDN-sent-manually; denied",
    "a; b; displayed",
    "a; displayedx",
    ";",
    `${"x".repeat(300)}; displayed`,
  ])("is not made of %j", (disposition) => {
    expect(parseDisposition(disposition)).toBeNull();
  });

  it("stays in its closed set and bounds its text, whatever comes", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom("; ", "/", "processed", "displayed", "Error: ", "902^", "|", "\r\n", "x".repeat(3000)),
    );
    const text = fc.array(piece, { maxLength: 8 }).map((all) => all.join(""));
    fc.assert(
      fc.property(text, text, (disposition, error) => {
        const read = parseDisposition(disposition, error);
        if (read === null) return;
        expect(["displayed", "processed", "deleted", "dispatched"]).toContain(read.type);
        expect(read.failure?.code ?? "").toMatch(/^\d{0,4}$/);
        expect((read.failure?.text ?? "").length).toBeLessThanOrEqual(300);
        expect(read.failure?.text ?? "").not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe("a delivery report, for one recipient", () => {
  const block = {
    finalRecipient: "rfc822; PAT-001@patient.mssante.fr",
    originalRecipient: "",
    action: "failed",
    status: "5.1.1",
    diagnosticCode: "smtp; 550 5.1.1 user unknown",
  };

  it("tells a failure and its reason", () => {
    expect(parseDeliveryBlock(block)).toEqual({
      recipient: "pat-001@patient.mssante.fr",
      action: "failed",
      status: "5.1.1",
      reason: "unknown",
    });
  });

  it.each([
    ["delivered", "2.0.0", "", "none"],
    ["relayed", "2.0.0", "", "none"],
    ["expanded", "2.0.0", "", "none"],
    [" Delivered ", "", "", "none"],
    ["delayed", "4.4.1", "", "temporary"],
    ["failed", "5.2.1 (closed)", "", "closed"],
    ["failed", "5.7.1", "smtp; messagerie fermée", "closed"],
    ["failed", "2.0.0", "", "other"],
    ["failed", "n'importe", "smtp; 552 5.3.4 message too big", "too-big"],
    ["delivered", "5.1.1", "smtp; user unknown", "none"],
  ])("%j with status %j and diagnostic %j: %s", (action, status, diagnosticCode, reason) => {
    expect(parseDeliveryBlock({ ...block, action, status, diagnosticCode })?.reason).toBe(reason);
  });

  it.each([
    ["rfc822;A@b.fr", "", "a@b.fr"],
    ["a@b.fr", "", "a@b.fr"],
    ["rfc822; <a@b.fr>", "", "a@b.fr"],
    ["rfc822; alias@b.fr", "rfc822; Written@b.fr", "written@b.fr"],
    ["", "", ""],
  ])("names the recipient of %j, asked as %j", (finalRecipient, originalRecipient, recipient) => {
    expect(parseDeliveryBlock({ ...block, finalRecipient, originalRecipient })?.recipient).toBe(recipient);
  });

  it.each(["", "bounced", "failed;x"])("is not understood with the action %j", (action) => {
    expect(parseDeliveryBlock({ ...block, action })).toBeNull();
  });

  it.each([
    ["5.1.1", "5.1.1"],
    [" 5.1.1 (bad)", "5.1.1"],
    ["5.1.1111", ""],
    ["9.1.1", ""],
    ["5", ""],
  ])("keeps of the status %j only %j", (status, kept) => {
    expect(parseDeliveryBlock({ ...block, status })?.status).toBe(kept);
  });
});
