import { expect } from "@playwright/test";
import { formatMatricule } from "#shared/rules/ins";
import { newMark, received } from "./support/mail";
import { requirement } from "./support/requirement";
import { qualifiedPatient } from "./support/patients";
import { atHome, plainLetter } from "./support/window";

requirement(["UX.31", "ECO.3.1.2"], async (practice, evidence) => {
  const { call } = practice;
  const { traits, address, matricule } = qualifiedPatient();
  await call("patients.save", { id: null, traits });
  const mark = newMark();
  await received(practice, plainLetter(mark, `Camille <${address}>`), mark);
  const page = await atHome(practice);
  await page.getByRole("option").filter({ hasText: mark }).click();
  const banner = page.getByRole("region", { name: "Patient de cette conversation" });
  await expect(banner).toContainText(traits.birthName);
  await expect(banner).toContainText(/camille/iu);
  const spaced = formatMatricule(matricule).replaceAll(/\s+/gu, "\\s");
  await expect(banner).toContainText(new RegExp(spaced, "u"));
  const stranger = newMark();
  const unknown = qualifiedPatient();
  await received(practice, plainLetter(stranger, `<${unknown.address}>`), stranger);
  const again = await atHome(practice);
  await again.getByRole("option").filter({ hasText: stranger }).click();
  const spacedToo = formatMatricule(unknown.matricule).replaceAll(/\s+/gu, "\\s");
  await expect(again.getByRole("region", { name: "Patient de cette conversation" })).toContainText(
    new RegExp(spacedToo, "u"),
  );
  evidence("patient connu : nom de naissance, prénom et matricule ; sans nom annoncé ni fiche : le matricule seul");
});
