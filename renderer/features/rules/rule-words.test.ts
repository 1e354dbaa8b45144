import { expect, test } from "vitest";
import type { FolderId, LabelId, MailboxId } from "#shared/domain/ids";
import type { WrittenRule } from "#shared/domain/mail-rule";
import { textOf } from "../../text/text-provider";
import { blankRule } from "./new-rule";
import { ruleSentence, type RuleNames } from "./rule-words";

const box = "box" as MailboxId;
const names: RuleNames = {
  mailboxes: [
    {
      id: box,
      name: "Cabinet",
      folders: [{ id: "f" as FolderId, mailboxId: box, path: "R", name: "Résultats", role: "other" }],
    },
  ],
  labels: [{ id: "biologie" as LabelId, name: "Biologie" }],
  types: [{ code: "11502-2", label: "CR d’examens biologiques" }],
};
const full: WrittenRule = {
  isOn: true,
  mailboxId: box,
  when: { from: "labo", kind: "professional", document: "11502-2", words: "bilan" },
  does: { labelId: "biologie" as LabelId, done: true, moves: true, folderId: "f" as FolderId, silent: true },
};
const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F]/gu, " ");

test("a rule reads as one sentence, in both languages", () => {
  expect(plain(ruleSentence(full, names, textOf("fr")))).toBe(
    "Quand un message d’un professionnel, de « labo », avec un document « CR d’examens biologiques », avec « bilan » dans l’objet arrive dans Cabinet : étiqueter « Biologie », marquer traité, ranger dans « Résultats » et ne pas annoncer.",
  );
  expect(ruleSentence({ ...full, mailboxId: null }, names, textOf("en"))).toContain(
    "arrives in one of your mailboxes:",
  );
});

test("what is not said yet reads as an ellipsis, and a folder that disappeared says so", () => {
  expect(plain(ruleSentence(blankRule, names, textOf("fr")))).toBe(
    "Quand un message … arrive dans une de vos boîtes : …",
  );
  const gone = { ...full, does: { ...full.does, folderId: null } };
  expect(ruleSentence(gone, names, textOf("fr"))).toContain("un dossier à choisir");
});
