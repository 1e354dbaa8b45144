import { describe, expect, it } from "vitest";
import { bounceReason, bounceReasonFromText } from "./bounce-reason";

describe("the reason of a bounce", () => {
  it.each([
    ["Message non distribué : messagerie fermée", "closed"],
    ["La messagerie de l’usager a été clôturée", "closed"],
    ["550 Mailbox disabled, not accepting messages", "closed"],
    ["Patient non trouvé", "unknown"],
    ["Le destinataire est inconnu", "unknown"],
    ["550 5.1.1 <x@y>: Recipient address rejected: User unknown", "unknown"],
    ["The account does not exist", "unknown"],
    ["Adresse invalide", "invalid"],
    ["L'adresse du destinataire est incorrecte", "invalid"],
    ["552 Message size exceeds fixed limit", "too-big"],
    ["Votre message est trop volumineux", "too-big"],
    ["La taille du message dépasse 25 Mo", "too-big"],
    ["Boîte aux lettres pleine", "quota"],
    ["Over quota", "quota"],
    ["Undelivered Mail Returned to Sender", "other"],
    ["", "other"],
  ])("is read in %j: %s", (text, reason) => {
    expect(bounceReasonFromText(text)).toBe(reason);
  });

  it.each([
    ["2.0.0", "", "none"],
    ["5.1.1", "", "unknown"],
    ["5.1.10", "", "unknown"],
    ["5.1.3", "", "invalid"],
    ["5.2.1", "", "closed"],
    ["5.2.2", "", "quota"],
    ["4.2.2", "", "quota"],
    ["5.2.3", "", "too-big"],
    ["5.3.4", "", "too-big"],
    ["5.7.1", "", "refused"],
    ["4.4.1", "", "temporary"],
    ["5.0.0", "", "other"],
    ["", "smtp; 550 non", "unknown"],
    ["", "smtp; 552 non", "quota"],
    ["", "smtp; 523 non", "too-big"],
    ["", "smtp; 553 non", "invalid"],
    ["", "smtp; 554 non", "refused"],
    ["", "smtp; 421 attendez", "temporary"],
    ["", "smtp; 599 ?", "other"],
    ["", "x-demo; port 5502", "other"],
    ["", "", "other"],
  ])("with status %j and diagnostic %j is %s", (status, diagnostic, reason) => {
    expect(bounceReason(status, diagnostic)).toBe(reason);
  });

  it("believes the words of a final refusal before its code, and the code of a delay before its words", () => {
    expect(bounceReason("5.7.1", "550 messagerie fermée")).toBe("closed");
    expect(bounceReason("5.1.1", "550 quota exceeded")).toBe("quota");
    expect(bounceReason("4.2.0", "450 user unknown, greylisted")).toBe("temporary");
  });

  it("stays quick on a huge text", () => {
    const started = performance.now();
    bounceReasonFromText("messagerie ".repeat(500_000));
    bounceReasonFromText("patient adresse taille mailbox ".repeat(100_000));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
