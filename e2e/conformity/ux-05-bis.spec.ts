import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { draftFields } from "#shared/contract/writing";
import type { DocumentFacts } from "#shared/domain/made-document";
import type { DocumentId, DraftId } from "#shared/domain/ids";
import type { XdmDocument } from "#shared/domain/document";
import { writeReportPdf } from "../../electron/documents/cda/write-pdf";
import { readXdm } from "../../electron/documents/xdm/read-xdm";
import { filesOf } from "./support/documents";
import { arrivedAt, messageWith, newColleague, newMark, send, write } from "./support/mail";
import type { Practice } from "./support/practice";
import { requirement } from "./support/requirement";
import { qualifiedPatient } from "./support/patients";

requirement(["UX.05.BIS"], async (practice, evidence) => {
  const { app, call, folder } = practice;
  const colleague = newColleague();
  const patient = await call("patients.save", { id: null, traits: qualifiedPatient().traits });
  const draft = await write(practice, {
    to: [colleague],
    files: [{ name: "cr.pdf", bytes: await report("Version 1") }],
  });
  const attachmentId = draft.attachments[0]?.id ?? "";
  const { facts } = await call("madeDocuments.form", { draftId: draft.id, attachmentId });
  const first = await makeAndSend(
    practice,
    draft.id,
    attachmentId,
    {
      ...facts,
      type: "11488-4",
      title: "Compte rendu DEMO",
      patientId: patient.id,
      author: { ...facts.author, title: "DR", specialty: facts.author.specialty || "G15_10/SM04", finess: "" },
    },
    colleague,
  );

  const file = join(folder, "rectifie.pdf");
  writeFileSync(file, await report("Version 2"));
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  const corrected = await call("madeDocuments.replace", { documentId: first.id });
  if (corrected === null) throw new Error("no corrected draft");
  const form = await call("madeDocuments.form", { draftId: corrected.draft.id, attachmentId: corrected.attachmentId });
  const second = await makeAndSend(practice, corrected.draft.id, corrected.attachmentId, form.facts, colleague);
  expect(second.document.cda?.header.replaces).toBe(first.document.uniqueId);
  expect(second.document.action).toBe("replace");
  expect(second.text).toContain("annule et remplace");

  const asking = await call("madeDocuments.askDeletion", { documentId: second.id });
  expect(asking.to.map(({ address }) => address)).toEqual([colleague]);
  const gone = await leave(practice, asking.id, colleague);
  expect(gone.document.action).toBe("delete");
  expect(gone.document.uniqueId).toBe(second.document.uniqueId);
  expect(gone.text).toContain("supprimer");
  evidence(
    "version rectifiée puis demande de suppression d’un document envoyé : aux mêmes destinataires, chaînées au document (RPLC, C, D), dites dans le corps",
  );
});

const report = async (words: string): Promise<Uint8Array<ArrayBuffer>> =>
  Uint8Array.from(
    await writeReportPdf({
      title: "Compte rendu DEMO",
      patientLine: "DEMO Camille",
      authorLine: "Dr Claire DEMO-GENERALISTE",
      date: new Date(),
      sections: [{ title: words, lines: ["Document fictif de démonstration."] }],
    }),
  );

type Left = { readonly document: XdmDocument; readonly text: string };

async function makeAndSend(
  practice: Practice,
  draftId: DraftId,
  attachmentId: string,
  facts: DocumentFacts,
  to: string,
): Promise<Left & { readonly id: DocumentId }> {
  await practice.call("madeDocuments.make", { draftId, attachmentId, facts });
  const mark = newMark();
  const left = await leave(practice, draftId, to, mark);
  const [card] = (await messageWith(practice, mark)).documents;
  if (card === undefined) throw new Error("no document in what was sent");
  return { ...left, id: card.id };
}

/** Sends the draft and reads what arrived on Dovecot with our reader, from the bytes that another client saw. */
async function leave(practice: Practice, id: DraftId, to: string, mark: string = newMark()): Promise<Left> {
  const { call } = practice;
  const draft = await call("drafts.open", { id });
  const fields = draftFields.parse(
    Object.fromEntries(Object.keys(draftFields.shape).map((name) => [name, Reflect.get(draft, name)])),
  );
  await call("drafts.save", { id, fields: { ...fields, text: `${fields.text} ${mark}` } });
  await send(practice, { id });
  const { source } = await arrivedAt(practice.space, to, mark);
  const archive = (await filesOf(source)).get("IHE_XDM.zip");
  const [document] = (await readXdm(archive ?? new Uint8Array())).archive.documents;
  if (document === undefined) throw new Error("no document arrived");
  return { document, text: source.replaceAll(/=\r\n/gu, "") };
}
