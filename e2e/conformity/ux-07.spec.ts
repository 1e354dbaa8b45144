import { expect } from "@playwright/test";
import { documentFrom } from "./support/documents";
import { requirement } from "./support/requirement";
import { qualifiedPatient } from "./support/patients";
import { atHome } from "./support/window";

requirement(["UX.07", "UX.40"], async (practice, evidence) => {
  const { call } = practice;
  const { traits } = qualifiedPatient();
  const known = await call("patients.save", { id: null, traits });
  const { status: _, ...patient } = traits;
  const page = await atHome(practice);
  const exact = await documentFrom(practice, { patient });
  const filed = async (id: typeof exact.card.id) => (await call("documents.open", { id })).card.filed;
  await expect.poll(() => filed(exact.card.id)).toMatchObject({ patientId: known.id, automatic: true });
  await expect(page.getByText(/documents? classés? automatiquement/iu).first()).toBeVisible();
  // What was done without a gesture is undone by one (UX.40).
  await call("documents.unfile", { id: exact.card.id });
  expect(await filed(exact.card.id)).toBeNull();
  for (const near of [
    { birthDate: "19790313" },
    { firstName: "CAROLINE", names: "CAROLINE" },
    { sex: "male" as const },
  ]) {
    const { card } = await documentFrom(practice, { patient: { ...patient, ...near } });
    expect(await filed(card.id), JSON.stringify(near)).toBeNull();
  }
  evidence(
    "INS qualifiée et traits exacts : classé sans geste, dit à l’écran, et retiré d’un geste ; une date, un prénom ou un sexe différent : laissé à la personne",
  );
});
