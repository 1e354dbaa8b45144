import { expect, type Page, test } from "@playwright/test";
import { forget, openApp } from "./support/open-app";
import { picture } from "./support/pictures";
import { arrive } from "./support/steps";

/** UX.10, CONF.20: the directory is copied on the computer, answers as she types, keeps a contact and a team, and writes to the team. */
test("a professional keeps the directory, a contact and a care team", async ({}, info) => {
  test.skip(info.project.metadata["servers"] !== "demo", "the extraction is published by the demonstration");
  const open = await openApp({ servers: "demo" });
  const { page } = open;
  const shot = picture(page, info);
  try {
    await arrive(open);
    await copiesTheDirectory(page, shot);
    await searchesTheDirectory(page, shot);
    await makesATeam(page, shot);
    await writesToTheTeam(page, shot);
  } finally {
    await open.close();
    forget(open.folder);
  }
});

type Shot = (name: string) => Promise<void>;

async function copiesTheDirectory(page: Page, shot: Shot): Promise<void> {
  await page.getByRole("button", { name: "Réglages" }).click();
  await page.getByRole("button", { name: "Télécharger", exact: true }).click();
  await expect(page.getByText(/boîtes aux lettres/u)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("Cette copie est la dernière publiée.")).toBeVisible();
  await page.getByRole("button", { name: "Tester l’annuaire" }).click();
  await expect(page.getByText("Une réponse a été reçue et lue.")).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "Effacer de ce poste" }).scrollIntoViewIfNeeded();
  await shot("annuaire-de-ce-poste");
}

async function searchesTheDirectory(page: Page, shot: Shot): Promise<void> {
  await page.getByRole("button", { name: "Annuaire santé" }).first().click();
  await page.getByLabel("Commune").fill("demoville");
  await page.getByLabel("Profession").fill("pharmacien");
  await page.getByLabel("Commune").press("Enter");
  const add = page.getByRole("button", { name: /^Ajouter .+ aux contacts$/u }).first();
  await expect(add).toBeVisible({ timeout: 20_000 });
  await shot("annuaire-fenetre");
  await readsAPersonAndHerStructure(page, shot);
  await add.click();
  await expect(page.getByText(/est dans vos contacts/u)).toBeVisible();
}

/** UX.41: every place of work, who else works there, and back, over the search that stays. */
async function readsAPersonAndHerStructure(page: Page, shot: Shot): Promise<void> {
  await page
    .getByRole("button", { name: /^Voir la fiche de/u })
    .first()
    .click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByText(/^Identifiant national/u)).toBeVisible();
  await shot("fiche-personne");
  await sheet
    .getByRole("button", { name: /^Voir la structure/u })
    .first()
    .click();
  await expect(sheet.getByText(/qui y exerce/u)).toBeVisible({ timeout: 20_000 });
  await shot("fiche-structure");
  await sheet.getByRole("button", { name: /^Retour à/u }).click();
  await expect(sheet.getByText(/^Identifiant national/u)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
}

async function makesATeam(page: Page, shot: Shot): Promise<void> {
  await page.getByRole("button", { name: "Contacts", exact: true }).click();
  const list = page.getByRole("listbox", { name: "1 contact" });
  await list.getByRole("option").click();
  await expect(page.getByRole("textbox", { name: "Note" })).toBeVisible();
  await shot("contact");
  await page.getByRole("button", { name: "Comparer à l’annuaire" }).click();
  await expect(page.getByText(/1 adresse retrouvée, aucune disparue/u)).toBeVisible();
  await page.getByRole("tab", { name: "Équipes de soins" }).click();
  await page.getByRole("button", { name: "Nouvelle équipe" }).click();
  await page.getByLabel("Nom de l’équipe").fill("Diabète à domicile");
  const members = page.getByRole("combobox", { name: "Membres" });
  for (const [text, profession] of [
    ["cardiologue demo", /cardio/iu],
    ["pharmacien demo", /pharma/iu],
  ] as const) {
    await members.fill(text);
    // Those of the word before may still be there.
    const found = page.getByRole("option", { name: /@/u }).filter({ hasText: profession }).first();
    await expect(found).toBeVisible({ timeout: 20_000 });
    await found.click();
  }
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Équipe enregistrée.")).toBeVisible();
  await shot("equipe");
}

async function writesToTheTeam(page: Page, shot: Shot): Promise<void> {
  await page.getByRole("button", { name: "Écrire", exact: true }).click();
  await page.getByRole("combobox", { name: "À" }).fill("diab");
  const team = page.getByRole("option", { name: /Diabète à domicile/u });
  await expect(team).toBeVisible();
  await shot("equipe-en-tapant");
  await team.click();
  await expect(
    page.getByRole("list", { name: "Destinataires, À" }).getByRole("button", { name: /^Retirer/u }),
  ).toHaveCount(2);
  await page.getByRole("combobox", { name: "À" }).fill("lucie.demo-ophtalmo@medecin.demo.mssante.fr");
  await page.getByRole("combobox", { name: "À" }).press("Enter");
  await expect(page.getByRole("list", { name: "Destinataires, À" })).toContainText(
    /DEMO-OPHTALMO Lucie · Ophtalmologie/u,
  );
  await shot("equipe-ecrite");
}
