import { expect } from "@playwright/test";
import { documentFrom } from "./support/documents";
import { requirement } from "./support/requirement";
import { qualifiedPatient } from "./support/patients";
import { atHome } from "./support/window";

requirement(["UX.40"], async (practice, evidence) => {
  const { call } = practice;
  const { traits } = qualifiedPatient();
  await call("patients.save", { id: null, traits });
  const { status: _, ...patient } = traits;
  const page = await atHome(practice);
  const told = expect(page.getByText(/documents? classés? automatiquement/iu).first()).toBeVisible();
  const [, { card }] = await Promise.all([told, documentFrom(practice, { patient })]);
  const filed = async () => (await call("documents.open", { id: card.id })).card.filed;
  await expect.poll(filed).toMatchObject({ automatic: true });
  // What was done without a gesture is undone by one.
  await call("documents.unfile", { id: card.id });
  expect(await filed()).toBeNull();
  evidence("classé sans geste : dit à l’écran au moment même, et retiré d’un geste");
});
