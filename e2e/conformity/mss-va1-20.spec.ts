import { expect } from "@playwright/test";
import { write } from "./support/mail";
import { requirement } from "./support/requirement";
import { qualifiedPatient } from "./support/patients";

requirement(["MSS/va1.20"], async (practice, evidence) => {
  const { call } = practice;
  const { traits, address } = qualifiedPatient();
  const saved = await call("patients.save", { id: null, traits: { ...traits, opposedToMessagesOn: "2026-11-20" } });
  expect((await call("patients.open", { id: saved.id })).patient.opposedToMessagesOn).toBe("2026-11-20");
  const draft = await write(practice, { to: [address] });
  const { confirms } = await call("drafts.check", { id: draft.id });
  expect(confirms.map(({ code }) => code)).toContain("opposition");
  await call("drafts.discard", { id: draft.id });
  evidence("opposition notée avec sa date, relue dans la fiche, rappelée avant tout envoi à ce patient");
});
