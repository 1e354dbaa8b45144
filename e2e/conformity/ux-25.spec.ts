import { expect } from "@playwright/test";
import { newMark, received } from "./support/mail";
import { requirement } from "./support/requirement";
import { qualifiedPatient } from "./support/patients";
import { atHome, plainLetter } from "./support/window";

requirement(["UX.25", "ECO.3.1.1"], async (practice, evidence) => {
  const [pro, patient] = [newMark(), newMark()];
  await received(practice, plainLetter(pro), pro);
  await received(practice, plainLetter(patient, `Camille Demo <${qualifiedPatient().address}>`), patient);
  const page = await atHome(practice);
  const row = (mark: string) => page.getByRole("option").filter({ hasText: mark });
  await expect(row(patient)).toContainText("Patient");
  await expect(row(patient)).not.toContainText("Professionnel");
  await expect(row(pro)).toContainText("Professionnel");
  for (const mark of [pro, patient]) await expect(row(mark)).not.toContainText("mssante.fr");
  evidence("chaque ligne dit « Patient » ou « Professionnel » ; aucun domaine à lire");
});
