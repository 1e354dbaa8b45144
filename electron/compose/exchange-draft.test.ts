import { describe, expect, it } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import type { MessageView } from "#shared/domain/message";
import { isFinSubject } from "#shared/rules/subject";
import { exchangeFields } from "./exchange-draft";

const box = "box1" as MailboxId;
const patient = { name: "Alice PAT-DEMO", address: "277076322082910@patient.mssante.fr" };
const colleague = { name: "Dr Demo LEROY", address: "demo.leroy@medecin.demo.mssante.fr" };
const received = {
  outgoing: false,
  from: patient,
  to: [colleague],
  cc: [],
  rawSubject: "Mes résultats",
} as unknown as MessageView;

describe("closing and reopening an exchange", () => {
  it("closes with FIN, in the thread, to the patient alone", () => {
    const fields = exchangeFields(received, "close", box);
    expect(fields).toMatchObject({ to: [patient], cc: [], bcc: [], fin: true, subject: "Re: Mes résultats" });
    expect(fields.text).toContain("appelez le 15");
  });

  it("reopens without FIN", () => {
    expect(exchangeFields(received, "reopen", box)).toMatchObject({ to: [patient], fin: false });
  });

  it("writes the older message with a subject that means the end, case respected", () => {
    const { subject, fin } = exchangeFields({ ...received, rawSubject: "Re: [fin]" }, "fin-message", box);
    expect(isFinSubject(subject)).toBe(true);
    expect(fin).toBe(true);
  });

  it("finds the patient among those we wrote to, and leaves the colleague in copy out", () => {
    const sent = { ...received, outgoing: true, from: colleague, to: [colleague], cc: [patient] };
    expect(exchangeFields(sent, "close", box).to).toEqual([patient]);
  });

  it("refuses where there is no patient", () => {
    expect(() => exchangeFields({ ...received, from: colleague }, "close", box)).toThrow(
      expect.objectContaining({ code: "not-a-patient" }),
    );
  });
});
