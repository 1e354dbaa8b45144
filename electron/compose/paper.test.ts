import { expect, test } from "vitest";
import type { CdaDocument } from "#shared/domain/document";
import type { DocumentCard } from "#shared/domain/message";
import { paperWords } from "./paper";

const NOW = new Date(2026, 10, 22, 9, 5);
const card = {
  title: "Compte rendu opératoire",
  typeLabel: "CR opératoire",
  date: "2026-11-20T10:00:00+01:00",
  author: "Dr Marc DEMO-ORTHO",
  state: "current",
  patientName: "PAT-CORMIER NATHALIE",
} as DocumentCard;

const cda = (patient: object): CdaDocument => ({ header: { patient } }) as CdaDocument;
const known = {
  birthName: "PAT-CORMIER",
  firstName: "NATHALIE",
  sex: "female",
  birthDate: "19720416",
  ins: { matricule: "272043726123480", oid: "1.2.250.1.213.1.4.10" },
};
/** Without the spaces that do not break, which the catalogue puts in. */
const plain = (text: string | undefined): string => (text ?? "").replaceAll(/[\u00a0\u202f]/gu, " ");

test("a page says the traits and the INS of the patient, with its nature, then title, date and author", () => {
  const { head } = paperWords({ card, cda: cda(known) }, NOW, "fr");
  expect(plain(head[0])).toMatch(/^PAT-CORMIER NATHALIE · née le 16\/04\/1972 · INS 2 72 04 37 261 234 80 .*test/iu);
  expect(plain(head[1])).toBe("Compte rendu opératoire · 20 novembre 2026 · Dr Marc DEMO-ORTHO");
});

test("it says when it was printed, in the person's language", () => {
  expect(plain(paperWords({ card, cda: cda(known) }, NOW, "fr").foot)).toBe("Imprimé le 22/11/2026 à 9 h 05");
  expect(paperWords({ card, cda: cda(known) }, NOW, "en").foot).toBe("Printed on 22/11/2026 at 09:05");
});

test("a version that is no longer in force says so on paper", () => {
  const { head } = paperWords({ card: { ...card, state: "replaced" }, cda: cda(known) }, NOW, "fr");
  expect(head[1]).toMatch(/Remplacé$/u);
});

test("without an INS or traits, nothing is made up", () => {
  const bare = cda({ birthName: "PAT-CORMIER", sex: "unknown", birthDate: "", ins: null });
  expect(paperWords({ card, cda: bare }, NOW, "fr").head[0]).toBe("PAT-CORMIER");
  const { head } = paperWords({ card: { ...card, patientName: "", title: "" }, cda: null }, NOW, "fr");
  expect(head[0]).toBe("Patient non précisé");
  expect(head[1]).toMatch(/^CR opératoire/u);
});

test("a name with line ends or marks that turn the text stays one readable line", () => {
  const hostile = cda({ ...known, birthName: "PAT\r\n\u202eEVIL" });
  expect(paperWords({ card, cda: hostile }, NOW, "fr").head[0]).toMatch(/^PAT EVIL NATHALIE/u);
});
