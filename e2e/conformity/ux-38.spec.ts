import { expect } from "@playwright/test";
import { documentFrom, newSeries } from "./support/documents";
import { requirement } from "./support/requirement";
import { traitsOfNobody } from "./support/patients";
import { atHome } from "./support/window";

requirement(["UX.38"], async (practice, evidence) => {
  const { birthName, firstName, names } = traitsOfNobody();
  const patient = { birthName, firstName, names };
  const [first, second] = [newSeries(), newSeries()];
  const page = await atHome(practice);
  await documentFrom(practice, { patient, cda: first });
  await expect(page.getByRole("option").filter({ hasText: birthName }).first()).toContainText(/1 document/u);
  const cda = { ...second, setId: first.setId, version: 2, replaces: first.id };
  // What comes within a moment is told in one sentence: another version may have come just before this one.
  const told = expect(page.getByText(/une nouvelle version/iu).first()).toBeVisible();
  await Promise.all([told, documentFrom(practice, { patient, cda, action: "replace" })]);
  evidence(
    "document nouveau : sa ligne paraît avec « 1 document » ; nouvelle version : dite à l’écran dès son arrivée",
  );
});
