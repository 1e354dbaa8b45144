import { expect } from "@playwright/test";
import { documentFrom, newSeries } from "./support/documents";
import { journal } from "./support/journal";
import { requirement } from "./support/requirement";
import { qualifiedPatient } from "./support/patients";

requirement(["UX.37"], async (practice, evidence) => {
  const { call } = practice;
  const { traits } = qualifiedPatient();
  const { status: _, ...patient } = traits;
  const [first, second] = [newSeries(), newSeries()];
  const actionsOn = async (id: string) =>
    (await journal(practice, 200)).filter(({ documentId }) => documentId === id).map(({ action }) => action);

  const { card } = await documentFrom(practice, { patient, cda: first });
  await call("documents.open", { id: card.id });
  await call("documents.file", { id: card.id, patientId: null, create: true, status: "PROV" });
  await call("documents.unfile", { id: card.id });
  await expect
    .poll(() => actionsOn(card.id))
    .toEqual(expect.arrayContaining(["document-read", "document-file", "document-unfile"]));

  const cda = { ...second, setId: first.setId, version: 2, replaces: first.id };
  const newer = await documentFrom(practice, { patient, cda, action: "replace" });
  await expect.poll(() => actionsOn(newer.card.id)).toContain("document-replace");
  const asked = await documentFrom(practice, { patient, cda, action: "delete" });
  await call("documents.answerDeletion", { id: asked.card.id, answer: "delete" });
  await expect.poll(() => actionsOn(asked.card.id)).toContain("document-delete");

  expect(JSON.stringify(await journal(practice, 200))).not.toContain(traits.birthName);
  evidence(
    "lecture, classement, retrait, remplacement et suppression d’un document reçu : une ligne chacun, sans nom de patient",
  );
});
