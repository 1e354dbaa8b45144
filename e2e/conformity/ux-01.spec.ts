import { expect } from "@playwright/test";
import { documentFrom } from "./support/documents";
import { newMark, received } from "./support/mail";
import { requirement } from "./support/requirement";
import { traitsOfNobody } from "./support/patients";
import { atHome, plainLetter } from "./support/window";

requirement(["UX.01"], async (practice, evidence) => {
  const { birthName } = traitsOfNobody();
  const mark = newMark();
  await received(practice, plainLetter(mark), mark);
  await documentFrom(practice, { patient: { birthName } });
  const page = await atHome(practice);
  const withArchive = page.getByRole("option").filter({ hasText: birthName });
  await expect(withArchive).toContainText(/1 document/u);
  const without = page.getByRole("option").filter({ hasText: mark });
  await expect(without).toBeVisible();
  await expect(without).not.toContainText(/document/u);
  await page.getByRole("radio", { name: "Documents" }).check({ force: true });
  await expect(withArchive).toBeVisible();
  await expect(without).toHaveCount(0);
  evidence("la ligne du message avec archive porte « 1 document », l’autre non ; le filtre Documents les sépare");
});
