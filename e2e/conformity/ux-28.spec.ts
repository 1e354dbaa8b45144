import { expect } from "@playwright/test";
import { documentFrom } from "./support/documents";
import { requirement } from "./support/requirement";
import { traitsOfNobody } from "./support/patients";
import { atHome } from "./support/window";

requirement(["UX.28", "ECO.3.1.3"], async (practice, evidence) => {
  const { birthName } = traitsOfNobody();
  const { message } = await documentFrom(practice, { patient: { birthName } });
  expect(message.rawSubject).toMatch(/^XDM\/1\.0\/DDM\+/u);
  expect(message.subject).not.toContain("XDM/1.0");
  const page = await atHome(practice);
  const row = page.getByRole("option").filter({ hasText: birthName });
  await expect(row).toBeVisible();
  await expect(page.getByText("XDM/1.0/DDM")).toHaveCount(0);
  await row.click();
  await expect(page.getByRole("list", { name: "Documents" }).getByRole("article").first()).toBeVisible();
  await expect(page.getByText("XDM/1.0/DDM")).toHaveCount(0);
  evidence("ni la liste ni la conversation ne montrent la marque ; l’objet reçu est gardé tel quel");
});
