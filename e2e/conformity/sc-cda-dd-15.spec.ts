import { expect } from "@playwright/test";
import { writeReportPdf } from "../../electron/documents/cda/write-pdf";
import { documentFrom } from "./support/documents";
import { requirement } from "./support/requirement";
import { traitsOfNobody } from "./support/patients";
import { atHome } from "./support/window";

requirement(["SC.CDA/DD.15"], async (practice, evidence) => {
  const { birthName } = traitsOfNobody();
  const pdf = await writeReportPdf({
    title: "Biologie DEMO",
    patientLine: birthName,
    authorLine: "Dr Nadia DEMO-CARDIOLOGUE",
    date: new Date("2026-11-20T10:00:00Z"),
    sections: [{ title: "Résultat", lines: ["Hémoglobine 13,8 g/dL"] }],
  });
  const { message } = await documentFrom(practice, {
    patient: { birthName },
    cda: {
      type: "11502-2",
      title: "Biologie DEMO",
      body: {
        kind: "structured",
        templateIds: ["1.2.250.1.213.1.1.1.55"],
        sections: [{ title: "Hémogramme", blocks: [{ kind: "paragraph", text: "Hémoglobine 13,8 g/dL" }] }],
        pdf,
      },
    },
  });
  expect(message.documents).toHaveLength(1);
  const page = await atHome(practice);
  await page.getByRole("option").filter({ hasText: birthName }).click();
  const cards = page.getByRole("list", { name: "Documents" }).getByRole("article");
  await expect(cards).toHaveCount(1);
  // The archive that brought it is not a second line: it is folded away, one gesture from here.
  await expect(page.getByText("IHE_XDM.zip")).toBeHidden();
  await page.getByText("1 pièce d’origine").click();
  await expect(page.getByRole("list", { name: "1 pièce d’origine" })).toContainText("IHE_XDM.zip");
  await cards.getByRole("button", { name: /^Lire/u }).click();
  // The PDF comes first, the data of the same document beside it.
  await expect(page.getByRole("group", { name: /Page 1 sur/u })).toBeVisible();
  await page.getByRole("tab", { name: "Contenu structuré" }).click();
  await expect(page.getByRole("heading", { name: "Hémogramme" })).toBeVisible();
  evidence(
    "CDA structuré portant sa copie PDF : une seule carte, l’archive repliée ; le PDF d’abord, ses données dans l’onglet voisin",
  );
});
