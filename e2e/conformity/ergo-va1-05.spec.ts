import { expect } from "@playwright/test";
import { documentFrom } from "./support/documents";
import { newMark, received } from "./support/mail";
import { traitsOfNobody } from "./support/patients";
import { requirement } from "./support/requirement";
import { atHome, plainLetter } from "./support/window";

requirement(
  ["ERGO/va1.05"],
  async (practice, evidence) => {
    const { birthName } = traitsOfNobody();
    const [older, newer] = [newMark(), newMark()];
    const day = (date: string, mark: string): string => `Date: ${date}\r\n${plainLetter(mark)}`;
    await received(practice, day("Tue, 10 Mar 2026 09:00:00 +0100", older), older);
    await received(practice, day("Wed, 11 Mar 2026 09:00:00 +0100", newer), newer);
    await documentFrom(practice, { patient: { birthName } });
    const page = await atHome(practice);
    const search = page.getByRole("searchbox", { name: "Rechercher un patient, un message, un document" });
    const rows = page.getByRole("listbox").getByRole("option");
    const row = (text: string) => rows.filter({ hasText: text });
    // By date: the newer first, and one day alone.
    await search.fill("avant:2026-03-12 après:2026-03-10 marque");
    await expect(row(newer).or(row(older))).toHaveText([new RegExp(newer, "u"), new RegExp(older, "u")]);
    await search.fill("avant:2026-03-11 après:2026-03-10");
    await expect(row(older)).toBeVisible();
    await expect(row(newer)).toHaveCount(0);
    await search.fill(`patient:${birthName}`);
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText(birthName);
    await row(birthName).click();
    await search.fill(`patient:${birthName} lu:non`);
    await expect(rows).toHaveCount(0);
    await search.fill(`patient:${birthName} lu:oui`);
    await expect(rows).toHaveCount(1);
    await search.fill("");
    await page.getByRole("radio", { name: "Patients" }).check({ force: true });
    await expect(row(birthName)).toHaveCount(0);
    await page.getByRole("radio", { name: "Documents" }).check({ force: true });
    await expect(row(birthName)).toBeVisible();
    await expect(row(older)).toHaveCount(0);
    await page.getByRole("radio", { name: "Tout", exact: true }).check({ force: true });
    evidence(
      "liste la plus récente en tête ; bornée à un jour, à un patient, au lu ou au non lu, à un type : les autres messages n’y sont plus",
    );
  },
  { leaves: "un autre tri que par date : patient, état de lecture et type filtrent la liste, sans l’ordonner" },
);
