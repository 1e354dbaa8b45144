import { expect } from "@playwright/test";
import { writeReportPdf } from "../../electron/documents/cda/write-pdf";
import { documentFrom } from "./support/documents";
import { requirement } from "./support/requirement";
import { traitsOfNobody } from "./support/patients";
import type { Practice } from "./support/practice";
import { atHome } from "./support/window";

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const TIFF = Buffer.from("II*\0DEMO", "latin1").toString("base64");
const PAGES = 3;

/** An unstructured document whose body is a file of this type. */
const holding = (mediaType: string, base64: string) => (cda: string) =>
  cda.replace(/<text mediaType.*<\/text>/su, `<text mediaType="${mediaType}" representation="B64">${base64}</text>`);

requirement(["SC.CDA/VISU.01", "SC.CDA/VISU.03"], async (practice, evidence) => {
  const structured = traitsOfNobody();
  const pdf = await writeReportPdf({
    title: "Biologie DEMO",
    patientLine: structured.birthName,
    authorLine: "Dr Nadia DEMO-CARDIOLOGUE",
    date: new Date("2026-11-20T10:00:00Z"),
    sections: [{ title: "Résultat", lines: Array.from({ length: 110 }, (_, at) => `Analyse ${at} : normale`) }],
  });
  await documentFrom(practice, {
    patient: { birthName: structured.birthName },
    cda: {
      body: {
        kind: "structured",
        templateIds: ["1.2.250.1.213.1.1.1.55"],
        sections: [{ title: "Hémogramme", blocks: [{ kind: "paragraph", text: "Hémoglobine 13,8 g/dL" }] }],
        pdf,
      },
    },
  });
  const page = await read(practice, structured.birthName);
  await expect(page.getByRole("group", { name: `Page 1 sur ${PAGES}` })).toBeVisible();
  await page.getByRole("tab", { name: "Contenu structuré" }).click();
  await expect(page.getByRole("heading", { name: "Hémogramme" })).toBeVisible();
  // The first page of the PDF is on the first sheet, under whom it is about; what follows the last has one of its own at most.
  const sheets = await printed(practice);
  expect(sheets).toBeGreaterThanOrEqual(PAGES);
  expect(sheets).toBeLessThanOrEqual(PAGES + 1);
  // What serves the screen alone is not on paper.
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("tablist")).toBeHidden();
  await expect(page.getByRole("button", { name: "Agrandir" })).toBeHidden();
  await page.emulateMedia({ media: null });

  const [picture, file] = [traitsOfNobody(), traitsOfNobody()];
  await documentFrom(practice, { patient: { birthName: picture.birthName }, rewritten: holding("image/png", PNG) });
  await read(practice, picture.birthName);
  await expect(page.getByRole("img", { name: "Image du document" })).toBeVisible();
  await documentFrom(practice, { patient: { birthName: file.birthName }, rewritten: holding("image/tiff", TIFF) });
  await read(practice, file.birthName);
  await expect(page.getByText("Fichier TIF", { exact: false })).toBeVisible();
  await expect(page.getByRole("button", { name: "Enregistrer le fichier" })).toBeVisible();
  evidence(
    "CDA structuré : son PDF d’abord, puis son contenu, imprimé avec toutes les pages du PDF qu’il porte ; CDA d’une image : dessinée ; d’un TIFF : proposé à un autre logiciel",
  );
});

async function read(practice: Practice, name: string) {
  const page = await atHome(practice);
  await page.getByRole("option").filter({ hasText: name }).click();
  await page.getByRole("list", { name: "Documents" }).getByRole("button", { name: /^Lire/u }).click();
  await expect(page.getByRole("tab", { name: "Document" })).toBeVisible();
  return page;
}

/** How many sheets the printer is given; each one says whom it is about. */
async function printed({ page }: Practice): Promise<number> {
  const sheets = await page.evaluateHandle(() => {
    const counts: number[] = [];
    window.print = () => void counts.push(document.querySelectorAll("[data-sheets] img[src]").length);
    return counts;
  });
  await page.getByRole("button", { name: "Imprimer", exact: false }).click();
  await expect.poll(() => sheets.evaluate((counts) => counts.length), { timeout: 30_000 }).toBe(1);
  return sheets.evaluate((counts) => counts[0] ?? 0);
}
