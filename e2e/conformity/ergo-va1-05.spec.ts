import { expect, type Page } from "@playwright/test";
import { documentFrom } from "./support/documents";
import { newMark, newPatient, received } from "./support/mail";
import { traitsOfNobody } from "./support/patients";
import type { Practice } from "./support/practice";
import { requirement } from "./support/requirement";
import { atHome, plainLetter } from "./support/window";

requirement(["ERGO/va1.05"], async (practice, evidence) => {
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
  await isSorted(practice, page);
  evidence(
    "liste la plus récente en tête, puis triée par date, patient, état de lecture et type ; bornée à un jour, à un patient, au lu ou au non lu, à un type : les autres messages n’y sont plus",
  );
});

/** Two documents of two patients, one not read, and the older letter of a third: each order of the list puts them otherwise. */
async function isSorted(practice: Practice, page: Page): Promise<void> {
  const mark = newMark();
  const [a, m, z] = ["A", "M", "Z"].map((letter) => traitsOfNobody().birthName.replace("-", `-${letter}`));
  await documentFrom(practice, { text: mark, patient: { birthName: a } });
  await documentFrom(practice, { text: mark, patient: { birthName: z } });
  const letter = plainLetter(mark, `${m} Camille <${newPatient().address}>`);
  await received(practice, `Date: Tue, 10 Mar 2026 09:00:00 +0100\r\n${letter}`, mark);
  await page.getByRole("searchbox", { name: "Rechercher un patient, un message, un document" }).fill(mark);
  const rows = page.getByRole("listbox").getByRole("option");
  await expect(rows).toHaveCount(3);
  const { mailboxId } = practice;
  const list = { view: "all" as const, mailboxId, folderId: null, search: mark, offset: 0, limit: 5 };
  const { rows: found } = await practice.call("conversations.list", list);
  await practice.call("conversations.mark", { ids: found.map(({ id }) => id), change: "read" });
  const unread = found.filter(({ about }) => about.includes(a ?? "")).map(({ id }) => id);
  await practice.call("conversations.mark", { ids: unread, change: "unread" });

  // Both documents may be of the same second.
  const either = `${a}|${z}`;
  const orders = {
    "Les plus récents d’abord": [z, a, m],
    "Les plus anciens d’abord": [m, a, z],
    "Par nom de patient": [a, m, z],
    "Les non lus d’abord": [a, z, m],
    "Par type de correspondant": [m, either, either],
  };
  for (const [order, names] of [...Object.entries(orders), ...Object.entries(orders).slice(0, 1)]) {
    await page.getByRole("button", { name: "Trier la liste" }).click();
    await page.getByRole("menuitemradio", { name: order }).click();
    await expect(rows).toHaveText(names.map((name) => new RegExp(name ?? "", "u")));
  }
}
