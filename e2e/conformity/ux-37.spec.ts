import { expect } from "@playwright/test";
import { documentFrom } from "./support/documents";
import { journal } from "./support/journal";
import { requirement } from "./support/requirement";
import { qualifiedPatient } from "./support/patients";

requirement(
  ["UX.37"],
  async (practice, evidence) => {
    const { call } = practice;
    const { traits } = qualifiedPatient();
    const { status: _, ...patient } = traits;
    const { card } = await documentFrom(practice, { patient });
    await call("documents.open", { id: card.id });
    await call("documents.file", { id: card.id, patientId: null, create: true, status: "PROV" });
    await call("documents.unfile", { id: card.id });
    const actions = async () =>
      (await journal(practice, 200)).filter(({ documentId }) => documentId === card.id).map(({ action }) => action);
    await expect.poll(actions).toEqual(expect.arrayContaining(["document-read", "document-file", "document-unfile"]));
    expect(JSON.stringify(await journal(practice, 200))).not.toContain(traits.birthName);
    evidence("lecture, classement et retrait d’un document reçu : une ligne chacun, sans nom de patient");
  },
  { leaves: "les lignes de remplacement et de suppression, éprouvées par les tests de electron/compose seulement" },
);
