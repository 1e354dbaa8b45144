import { expect, test } from "vitest";
import type { DocumentCard } from "#shared/domain/message";
import { documentsByType } from "./documents-by-type";

const card = (id: string, typeLabel: string, date: string): DocumentCard => ({ id, typeLabel, date }) as DocumentCard;

test("types come by their newest document, documents newest first", () => {
  const groups = documentsByType([
    card("a", "CR", "20260101"),
    card("b", "Lettre", "20260301"),
    card("c", "CR", "20260201"),
  ]);
  expect(groups.map(({ type, documents }) => [type, documents.map(({ id }) => id)])).toEqual([
    ["Lettre", ["b"]],
    ["CR", ["c", "a"]],
  ]);
});
test("nothing gives nothing", () => expect(documentsByType([])).toEqual([]));
