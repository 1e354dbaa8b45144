import { expect, type Page } from "@playwright/test";
import type { Input } from "#shared/contract/index";
import { requirement } from "./support/requirement";
import { atHome } from "./support/window";

type Criteria = Partial<Input<"directory.search">>;

/** Each leads to the same fictitious person of the directory, by another criterion beside the name. */
const CRITERIA: readonly Criteria[] = [
  { family: "DEMOTIN", given: "Alix" },
  { idNat: "899000000000" },
  { family: "DEMOTIN", profession: "Médecin" },
  { family: "DEMOTIN", specialty: "Médecine générale" },
  { family: "DEMOTIN", structure: "DEMOVILLE" },
  { family: "DEMOTIN", street: "AVENUE DU SPÉCIMEN" },
  { family: "DEMOTIN", city: "DEMOVILLE" },
  { family: "DEMOTIN", postalCode: "69001" },
  { address: "alix0.demotin@confrere.essai.mssante.fr" },
];

const LABELS: Readonly<Record<string, string>> = {
  family: "Nom",
  given: "Prénom",
  profession: "Profession",
  specialty: "Spécialité",
  structure: "Structure",
  street: "Rue",
  city: "Commune",
  postalCode: "Code postal",
  idNat: "Identifiant national (RPPS)",
  address: "Adresse MSSanté",
};

requirement(["UX.10", "UX.41"], async (practice, evidence) => {
  const page = await atHome(practice);
  for (const criteria of CRITERIA) {
    await searched(page, criteria);
    await expect(
      page.locator("#main").getByText("alix0.demotin@confrere.essai.mssante.fr"),
      JSON.stringify(criteria),
    ).toBeVisible({ timeout: 20_000 });
  }
  await searched(page, { family: "DEMOTIN", city: "NULLE-PART-DEMO" });
  await expect(page.getByText("Aucune réponse")).toBeVisible({ timeout: 20_000 });
  evidence(
    "fenêtre de recherche : RPPS, nom, prénom, profession, spécialité, structure, voie, ville, code postal, adresse : chacun trouve ; critères contraires : rien",
  );
});

/** The window opened anew, its fields filled, Enter. */
async function searched(page: Page, criteria: Criteria): Promise<void> {
  await page.getByRole("button", { name: "Contacts", exact: true }).first().click();
  await page.getByRole("button", { name: "Annuaire santé" }).first().click();
  const form = page.getByRole("form", { name: "Critères" });
  for (const [name, value] of Object.entries(criteria))
    await form.getByRole("textbox", { name: LABELS[name] ?? "", exact: true }).fill(value);
  await form.getByRole("button", { name: "Rechercher" }).press("Enter");
}
