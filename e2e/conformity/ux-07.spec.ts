import { expect } from "@playwright/test";
import { documentFrom } from "./support/documents";
import { requirement } from "./support/requirement";
import { qualifiedPatient } from "./support/patients";

requirement(["UX.07"], async (practice, evidence) => {
  const { call } = practice;
  const { traits } = qualifiedPatient();
  const known = await call("patients.save", { id: null, traits });
  const { status: _, ...patient } = traits;
  const exact = await documentFrom(practice, { patient });
  const filed = async (id: typeof exact.card.id) => (await call("documents.open", { id })).card.filed;
  await expect.poll(() => filed(exact.card.id)).toMatchObject({ patientId: known.id, automatic: true });
  for (const near of [
    { birthDate: "19790313" },
    { firstName: "CAROLINE", names: "CAROLINE" },
    { sex: "male" as const },
  ]) {
    const { card } = await documentFrom(practice, { patient: { ...patient, ...near } });
    expect(await filed(card.id), JSON.stringify(near)).toBeNull();
  }
  evidence(
    "INS qualifiée et traits exacts : classé sans geste ; une date, un prénom ou un sexe différent : laissé à la personne",
  );
});
