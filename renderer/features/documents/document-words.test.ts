import { expect, test } from "vitest";
import type { DocumentId, MessageId, PatientId } from "#shared/domain/ids";
import type { DocumentCard } from "#shared/domain/message";
import { textOf } from "../../text/text-provider";
import { cardLine, titleOf, trustOf } from "./document-words";

const card = (given: Partial<DocumentCard> = {}): DocumentCard => ({
  id: "d1" as DocumentId,
  messageId: "g1" as MessageId,
  title: "CR",
  typeLabel: "CR de consultation",
  date: "20261120",
  author: "Laboratoire DEMO",
  patientName: "PAT-TROIS Dominique",
  patientMatricule: null,
  test: true,
  body: "pdf",
  action: "new",
  state: "current",
  integrity: "ok",
  returned: false,
  anomalies: [],
  match: "same",
  filed: null,
  ...given,
});
const filed = { patientId: "p1" as PatientId, at: "2026-11-20T09:00:00Z", automatic: true };

test.each([
  [
    "a broken document is said broken, filed or not",
    card({ integrity: "broken", filed }),
    "integrity-broken",
    "warning",
  ],
  [
    "a deleted document is said deleted before its patient",
    card({ state: "deleted", match: "same" }),
    "state-deleted",
    "warning",
  ],
  ["another patient is said even once filed", card({ match: "different", filed }), "match-different", "warning"],
  ["automatic filing is told", card({ filed }), "filedAuto", "good"],
  ["what a colleague filed elsewhere is told", card({ filedElsewhere: true }), "filedElsewhere", "good"],
  [
    "another patient is said even if a colleague filed it",
    card({ match: "different", filedElsewhere: true }),
    "match-different",
    "warning",
  ],
  ["the right patient is good", card(), "match-same", "good"],
  ["an unknown patient is to verify", card({ match: "unknown" }), "match-unknown", "warning"],
] as const)("%s", (_name, given, key, tone) => expect(trustOf(given)).toEqual({ key, tone }));

test("the line of a card leaves out what is not known", () => {
  const t = textOf("fr");
  expect(cardLine(card(), t)).toBe("20 novembre 2026 · Laboratoire DEMO · PAT-TROIS Dominique");
  expect(cardLine(card({ date: "", author: "" }), t)).toBe("PAT-TROIS Dominique");
  expect(titleOf({ title: "", typeLabel: "" }, t)).toBe("Document sans titre");
});

test("every trust has its words in both languages", () => {
  for (const language of ["fr", "en"] as const)
    for (const given of [card(), card({ filed }), card({ state: "replaced" })])
      expect(textOf(language).has(`documents.${trustOf(given).key}`)).toBe(true);
});
