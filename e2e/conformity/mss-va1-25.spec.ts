import { expect } from "@playwright/test";
import { documentFrom } from "./support/documents";
import { requirement } from "./support/requirement";
import { traitsOfNobody } from "./support/patients";
import { atHome } from "./support/window";

requirement(
  ["MSS/va1.25", "MSS/va1.28"],
  async (practice, evidence) => {
    const { call } = practice;
    const { birthName } = traitsOfNobody();
    const title = `Bilan DEMO de ${birthName.toLowerCase()}`;
    const { card } = await documentFrom(practice, { patient: { birthName, ins: null }, cda: { title } });
    const page = await atHome(practice);
    const row = page.getByRole("option").filter({ hasText: birthName });
    await expect(row).toContainText("1 document");
    await row.click();
    const shown = page.getByRole("list", { name: "Documents" }).getByRole("article", { name: title });
    for (const said of [title, "20 novembre 2026", "DEMO-CARDIOLOGUE", birthName])
      await expect(shown).toContainText(said);

    await shown.getByRole("button", { name: `Lire ${title}` }).click();
    await expect(page.getByRole("group", { name: /Page 1 sur/u })).toBeVisible();
    await page.getByRole("button", { name: "Importer dans le dossier patient" }).click();
    await page.getByRole("button", { name: "Créer le dossier et classer" }).click();
    await expect(page.getByText(/Document classé dans le dossier de/u)).toBeVisible();
    const { filed } = (await call("documents.open", { id: card.id })).card;
    expect(filed).toMatchObject({ automatic: false });
    if (filed === null) throw new Error("not filed");
    expect((await call("patients.open", { id: filed.patientId })).patient).toMatchObject({ birthName });
    evidence(
      "titre, date de l’acte, auteur et patient viennent du CDA et se voient sur la carte ; lu d’un geste, puis classé dans un dossier créé de ses traits",
    );
  },
  { leaves: "un classement à rapprocher demande deux gestes : ouvrir le choix, puis désigner le dossier" },
);
