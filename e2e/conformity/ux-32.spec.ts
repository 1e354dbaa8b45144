import { expect, type Page } from "@playwright/test";
import { arrivedAt, newMark, write } from "./support/mail";
import { qualifiedPatient, traitsOfNobody } from "./support/patients";
import { requirement } from "./support/requirement";
import { atHome } from "./support/window";

requirement(["UX.32", "ECO.3.1.5", "ECO.2.2.6"], async (practice, evidence) => {
  const { call } = practice;
  const { traits, address } = qualifiedPatient();
  await call("patients.save", { id: null, traits });
  const unsure = { ...qualifiedPatient().traits, birthName: traitsOfNobody().birthName, status: "RECUP" as const };
  await call("patients.save", { id: null, traits: unsure });
  const offered = async (text: string) =>
    (await call("recipients.local", { text })).filter(({ kind }) => kind === "patient").map((one) => one.address);
  expect(await offered(traits.birthName)).toEqual([address]);
  expect(await offered(unsure.birthName)).toEqual([]);
  // One digit of the key off: an address that nobody qualified.
  const wrong = address.replace(
    /^(.{13})(\d)/u,
    (_, body: string, digit: string) => `${body}${(Number(digit) + 1) % 10}`,
  );
  const bad = await write(practice, { to: [wrong] });
  const { blocks } = await call("drafts.check", { id: bad.id });
  expect(blocks.map(({ code }) => code)).toContain("bad-ins-key");
  await call("drafts.discard", { id: bad.id });

  const page = await atHome(practice);
  await chosen(page, unsure.birthName);
  await expect(page.getByText(address.slice(0, 13))).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Écrire", exact: true })).toHaveCount(1);
  await chosen(page, traits.birthName);
  await page.getByRole("region", { name: "Identité" }).getByRole("button", { name: "Écrire", exact: true }).click();
  const to = page.getByRole("list", { name: /Destinataires, À/u });
  await expect(to).toContainText(traits.birthName);
  const mark = newMark();
  await page.getByRole("textbox", { name: "Objet" }).fill(mark);
  await page.getByRole("button", { name: "Envoyer", exact: true }).click();
  const asked = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  await expect(asked).toContainText("C’est bien ce patient ?");
  await expect(asked).toContainText("12/03/1979");
  await asked.getByRole("button", { name: "J’ai vérifié, envoyer" }).click();
  expect((await arrivedAt(practice.space, address, mark)).headers.get("to")).toContain(address);
  evidence(
    "fiche qualifiée, bouton Écrire : adresse formée sur son INS, sexe et naissance à confirmer, message remis ; fiche non qualifiée : pas d’adresse ; clé fausse : refusée",
  );
});

/** The record opened in the page of patients, found by its name. */
async function chosen(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Dossiers patients", exact: true }).click();
  await page.getByRole("searchbox", { name: "Nom, date de naissance ou matricule" }).fill(name);
  await page.getByRole("option", { name: new RegExp(name, "u") }).click();
  await expect(page.getByRole("region", { name: "Identité" })).toContainText(name);
}
