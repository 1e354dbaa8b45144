import { expect, test } from "@playwright/test";
import { readXdm } from "../../electron/documents/xdm/read-xdm";
import { extractPart } from "../../electron/documents/mime/extract-part";
import { readMessage } from "../../electron/documents/mime/read-message";
import { sentToPatient } from "./support/look-outside";
import { forget, openApp } from "./support/open-app";
import { CARDIOLOGIST, PATIENT } from "./support/real-mail";
import { arrive } from "./support/steps";

/** A received document is sent on to a colleague: an XDM archive for her software, a PDF for her eyes, the headers that go with them. */
test("a document goes to a colleague as an archive and its copy (ECO.2.1.1, CONF.14, CONF.15)", async ({}, info) => {
  const servers = info.project.metadata["servers"] === "real" ? "real" : "demo";
  const open = await openApp({ servers });
  const { page } = open;
  try {
    await arrive(open);
    await page.getByRole("radio", { name: "Documents" }).check({ force: true });
    await page
      .getByRole("option", { name: /[1-9]\d* documents?/u })
      .first()
      .click();
    await page.getByRole("button", { name: /^Lire/u }).first().click();
    await page.getByRole("button", { name: "Envoyer à un confrère" }).click();
    const to = page.getByRole("combobox", { name: "À" });
    const colleague = servers === "real" ? CARDIOLOGIST.address : "paul.demo-cardio@medecin.demo.mssante.fr";
    await to.fill(colleague);
    await to.press("Enter");
    await expect(page.getByText("Document médical").first()).toBeVisible();
    await expect(page.getByLabel("Objet")).toHaveValue(/PAT-/u);
    const words = `Pour avis. ${Date.now()}`;
    await page.getByRole("textbox", { name: "Texte du message" }).fill(words);
    await page.getByRole("button", { name: "Envoyer", exact: true }).last().click();
    await expect(page.getByText(/^Message envoyé dans/u)).toBeVisible();
    await page.getByRole("button", { name: "Envoyés" }).click();
    await page
      .getByRole("listbox", { name: /^Envoyés/u })
      .getByRole("option")
      .first()
      .click();
    await expect(page.getByRole("article", { name: /^Vous/u }).last()).toContainText(/Envoyé|Remis|Lu/u, {
      timeout: 40_000,
    });
    if (open.space === null) return;
    const { headers, source } = await sentToPatient(open.space, colleague, words);
    expect(headers.get("x-mss-codecda")).toBe("11488-4");
    expect(headers.get("x-mss-ins")).toBe("O");
    expect(headers.has("x-mss-mes")).toBe(false);
    const raw = new TextEncoder().encode(source);
    const message = await readMessage(raw);
    expect(message.subject).toMatch(/^XDM\/1\.0\/DDM\+.{1,40} PAT-TROIS DOMINIQUE 28\/03\/1979$/u);
    expect(message.parts.map((part) => part.name)).toEqual([
      "IHE_XDM.zip",
      expect.stringMatching(/^20261120_.+_PAT-TROIS_DOMINIQUE\.pdf$/u),
    ]);
    const archive = await extractPart(raw, message.parts[0]?.index ?? -1);
    const { archive: read } = await readXdm(archive.bytes);
    expect(read.conform ? [] : read.anomalies.concat(read.documents.flatMap((one) => one.anomalies))).toEqual([]);
    expect(read.documents[0]?.patientId).toContain(PATIENT.matricule);
  } finally {
    await open.close();
    forget(open.folder);
  }
});
