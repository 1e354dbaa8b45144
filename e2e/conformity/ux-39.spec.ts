import { expect } from "@playwright/test";
import { documentFrom } from "./support/documents";
import { requirement } from "./support/requirement";
import { traitsOfNobody } from "./support/patients";
import { atHome } from "./support/window";

requirement(["UX.39", "MSS/va1.27", "SC.CDA/VISU.01", "SC.CDA/VISU.03"], async (practice, evidence) => {
  const { call } = practice;
  const known = traitsOfNobody();
  await call("patients.save", { id: null, traits: known });
  const { status: _, ...patient } = known;
  const { card } = await documentFrom(practice, { patient: { ...patient, ins: null } });
  const decision = await call("documents.decide", { id: card.id });
  expect(decision.outcome).not.toBe("auto");
  expect(decision.candidates[0]?.patient.birthName).toBe(known.birthName);
  const page = await atHome(practice);
  await page.getByRole("option").filter({ hasText: known.birthName }).click();
  const shown = page.getByRole("list", { name: "Documents" }).getByRole("article").first();
  await expect(shown).toContainText("Compte rendu de consultation de cardiologie");
  await expect(shown).toContainText(/DEMO-CARDIOLOGUE/u);
  await shown.getByRole("button", { name: /^Lire/u }).click();
  // The PDF inside of the CDA comes first.
  await expect(page.getByRole("group", { name: /Page 1 sur/u })).toBeVisible();
  await page.getByRole("button", { name: "Importer dans le dossier patient" }).click();
  await page
    .getByRole("button", { name: /Classer dans ce dossier|Créer le dossier et classer/u })
    .first()
    .click();
  await expect(page.getByText(/Document classé dans le dossier de/u)).toBeVisible();
  expect((await call("documents.open", { id: card.id })).card.filed).toMatchObject({ automatic: false });
  evidence(
    "sans INS : la fiche qui ressemble est proposée ; titre et auteur du CDA montrés, son PDF lu, importé d’un geste",
  );
});
