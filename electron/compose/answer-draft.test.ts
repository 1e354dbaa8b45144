import { describe, expect, it } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import type { MessageView } from "#shared/domain/message";
import { answerFields } from "./answer-draft";

const box = "box1" as MailboxId;
const own = "demo.martin@medecin.demo.mssante.fr";
const message = {
  outgoing: false,
  from: { name: "Dr Demo LEROY", address: "demo.leroy@medecin.demo.mssante.fr" },
  to: [
    { name: "", address: own },
    { name: "Secrétariat", address: "secretariat@cabinet.demo.mssante.fr" },
  ],
  cc: [{ name: "", address: "DEMO.leroy@medecin.demo.mssante.fr" }],
  replyTo: [],
  rawSubject: "XDM/1.0/DDM+Lettre de liaison PAT-TROIS Dominique 28/03/1979",
  text: "Bonjour,\nvoici la lettre.",
  date: "2026-11-20T08:30:00.000Z",
} as unknown as MessageView;

describe("answering", () => {
  it("writes to the sender, without the marker that machines route on", () => {
    const fields = answerFields(message, "reply", box, own);
    expect(fields.to).toEqual([message.from]);
    expect(fields.cc).toEqual([]);
    expect(fields.subject).toBe("Re: Lettre de liaison PAT-TROIS Dominique 28/03/1979");
    expect(fields.text).toContain("> Bonjour,\n> voici la lettre.");
    expect(fields.fin).toBe(false);
  });

  it("writes to Reply-To where there is one", () => {
    const elsewhere = { name: "", address: "suivi@labo.demo.mssante.fr" };
    expect(answerFields({ ...message, replyTo: [elsewhere] }, "reply", box, own).to).toEqual([elsewhere]);
  });

  it("writes again to the recipients when the message was ours", () => {
    expect(answerFields({ ...message, outgoing: true }, "reply", box, own).to).toEqual(message.to);
  });

  it("answers everyone once, never oneself, whatever the case of the address", () => {
    const { cc } = answerFields(message, "reply-all", box, own);
    expect(cc.map((one) => one.address)).toEqual(["secretariat@cabinet.demo.mssante.fr"]);
  });

  it("does not pile up prefixes, and forwards with its own", () => {
    expect(answerFields({ ...message, rawSubject: "Re: Bilan" }, "reply", box, own).subject).toBe("Re: Bilan");
    const forward = answerFields(message, "forward", box, own);
    expect(forward.to).toEqual([]);
    expect(forward.subject).toMatch(/^Tr: /u);
    expect(forward.text).toContain("voici la lettre.");
  });
});
