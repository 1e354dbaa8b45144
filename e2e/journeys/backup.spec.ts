import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { forget, newFolder, openApp, type OpenApp } from "./support/open-app";
import { arrive, PASSPHRASE } from "./support/steps";

/** Answers the next dialogs of the system, as a person would by choosing that file. */
async function chooseFile({ app }: OpenApp, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, path);
}

/** Makes a recovery code, copies it from the screen and types it back; gives it. */
async function makeCode(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Faire un code de secours" }).click();
  const groups = page.getByRole("group", { name: "Code de secours" }).locator("span");
  await expect(groups).toHaveCount(5);
  const code = (await groups.allTextContents()).join("-");
  await page.getByRole("button", { name: "Je l’ai noté" }).click();
  await page.getByLabel("Code de secours").fill(code.replace(/.$/u, (last) => (last === "A" ? "B" : "A")));
  await page.getByRole("button", { name: "Vérifier" }).click();
  await expect(page.getByText("Un caractère n’est pas le bon")).toBeVisible();
  await page.getByLabel("Code de secours").fill(code.toLowerCase().replaceAll("-", " "));
  await page.getByRole("button", { name: "Vérifier" }).click();
  await expect(page.getByText(/^Code de secours fait le/u)).toBeInViewport();
  return code;
}

async function confirmPassphrase({ page, servers }: OpenApp): Promise<void> {
  if (servers === "real") await page.getByLabel("Votre phrase secrète, pour confirmer").fill(PASSPHRASE);
}

test("everything that is only here is backed up, and comes back on another computer", async ({}, info) => {
  const servers = info.project.metadata["servers"] as "demo" | "real";
  const open = await openApp({ servers });
  const file = join(open.folder, "copie.plisauve");
  await arrive(open);
  await open.page.getByRole("button", { name: "Réglages" }).click();
  await confirmPassphrase(open);
  const code = await makeCode(open.page);
  await chooseFile(open, file);
  await confirmPassphrase(open);
  await open.page.getByRole("button", { name: "Sauvegarder…" }).click();
  await expect(open.page.getByText("Sauvegarde faite et écrite sur le disque.")).toBeVisible();
  await confirmPassphrase(open);
  await open.page.getByRole("button", { name: "Vérifier l’intégrité" }).click();
  await expect(open.page.getByText("Tout a été relu : rien n’est abîmé.")).toBeVisible();
  expect(statSync(file).size).toBeGreaterThan(100_000);
  await open.close();

  const other = await openApp({ servers, folder: newFolder() });
  await chooseFile(other, file);
  await other.page.getByRole("button", { name: "Restaurer une sauvegarde de Pli" }).click();
  await other.page.getByRole("button", { name: "Choisir le fichier de sauvegarde" }).click();
  await other.page.getByLabel("Code de secours").fill(code);
  await other.page.getByLabel("Phrase secrète", { exact: true }).fill("cinq mots tout neufs");
  await other.page.getByLabel("La même phrase, une seconde fois").fill("cinq mots tout neufs");
  await other.page.getByRole("button", { name: "Restaurer" }).click();
  // A make-believe practice never takes the place of a real mailbox.
  if (servers === "demo") await expect(other.page.getByText(/sauvegarde d’une démonstration/u)).toBeVisible();
  else await expect(other.page.getByRole("option", { name: /Mes résultats de prise de sang/u }).first()).toBeVisible();
  await other.close();
  forget(other.folder);
  forget(open.folder);
});
