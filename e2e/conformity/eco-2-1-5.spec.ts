import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { pdfText } from "../../electron/documents/pdf/pdf-text";
import { documentFrom, newSeries } from "./support/documents";
import type { Practice } from "./support/practice";
import { qualifiedPatient } from "./support/patients";
import { requirement } from "./support/requirement";
import { atHome } from "./support/window";

const TABLES = 60;
const ROWS = 40;
/** A word of each table, on its last line. */
const last = (table: number): string => `finale${String(table).padStart(2, "0")}`;

requirement(
  ["ECO.2.1.5"],
  async (practice, evidence) => {
    const { traits } = qualifiedPatient();
    const { status: _, ...patient } = traits;
    await documentFrom(practice, { patient, cda: { ...newSeries(), title: "Bilan DEMO", body: longBody() } });
    const page = await atHome(practice);
    await page
      .getByRole("option", { name: new RegExp(traits.birthName, "u") })
      .first()
      .click();

    const text = await papered(practice, page);
    for (let table = 0; table < TABLES; table += 1) expect(text, `table ${table}`).toContain(last(table));
    await finds(page, last(TABLES - 1));
    evidence(
      "document de soixante tableaux, papier et PDF demandés dès sa première ligne à l’écran : chaque tableau y est jusqu’à sa dernière ligne ; un mot de la fin est trouvé",
    );
  },
  { leaves: "la fidélité d’un PDF fait par un autre logiciel" },
);

function longBody() {
  const row = (table: number, line: number): readonly string[] => [
    `Analyse ${line}`,
    `${line},${table}`,
    "mmol/L",
    line === ROWS - 1 ? last(table) : "sans remarque",
  ];
  return {
    kind: "structured" as const,
    templateIds: ["1.2.250.1.213.1.1.1.55"],
    sections: Array.from({ length: TABLES }, (_, table) => ({
      title: `Résultats DEMO ${table}`,
      blocks: [
        {
          kind: "table" as const,
          head: ["Analyse", "Valeur", "Unité", "Remarque"],
          rows: Array.from({ length: ROWS }, (_unused, line) => row(table, line)),
        },
      ],
    })),
  };
}

/** Asks for the PDF as soon as the document begins to be drawn, and reads it. */
async function papered({ app, folder }: Practice, page: Page): Promise<string> {
  const file = join(folder, "bilan.pdf");
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  const asked = await page.evaluateHandle(() => {
    const drawn: number[] = [];
    const observer = new MutationObserver(() => {
      if (document.querySelector('[aria-busy="true"] table') === null) return;
      observer.disconnect();
      drawn.push(document.querySelectorAll("[aria-busy] table").length);
      document.activeElement?.dispatchEvent(
        new KeyboardEvent("keydown", { key: "P", code: "KeyP", ctrlKey: true, shiftKey: true, bubbles: true }),
      );
    });
    observer.observe(document.body, { childList: true, subtree: true, attributes: true });
    return drawn;
  });
  await page.getByRole("button", { name: /^Lire/u }).first().click();
  await expect(page.getByText("Document enregistré.")).toBeVisible({ timeout: 100_000 });
  const [drawn = TABLES] = await asked.jsonValue();
  expect(drawn).toBeLessThan(TABLES);
  await page.getByRole("button", { name: "Fermer le document" }).click();
  return pdfText(readFileSync(file), { maxPages: 2_000, maxChars: 20_000_000 });
}

/** What is looked for before the end is drawn is never said to be nowhere. */
async function finds(page: Page, word: string): Promise<void> {
  const said = await page.evaluateHandle(() => {
    const seen: string[] = [];
    new MutationObserver(() => {
      const now = document.querySelector("search [role=status]")?.textContent ?? "";
      if (now !== "" && seen.at(-1) !== now) seen.push(now);
    }).observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
    return seen;
  });
  await page.getByRole("button", { name: /^Lire/u }).first().click();
  await expect(page.getByRole("table").first()).toBeVisible();
  await page.keyboard.press("Control+f");
  await page.keyboard.type(word);
  await expect(page.getByRole("search").getByRole("status")).toHaveText("1 sur 1", { timeout: 100_000 });
  expect(await said.jsonValue()).not.toContain("Aucun résultat");
}
