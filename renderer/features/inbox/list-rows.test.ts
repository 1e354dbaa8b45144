import { expect, test } from "vitest";
import type { ListSort } from "#shared/domain/list-sort";
import type { ConversationRow } from "#shared/domain/message";
import { textOf } from "../../text/text-provider";
import { groupedRows, headingsOf } from "./grouped-rows";
import { eachOnce } from "./use-conversations";

const now = new Date(2026, 10, 22, 10, 0);
const row = (id: string, days: number, more: Partial<ConversationRow> = {}): ConversationRow =>
  ({
    id,
    date: new Date(2026, 10, 22 - days, 9, 0).toISOString(),
    kind: "professional",
    documents: 0,
    patientMark: "",
    ...more,
  }) as ConversationRow;
const shape = (rows: readonly ConversationRow[]): readonly string[] => sorted(rows, "newest");
const sorted = (rows: readonly ConversationRow[], sort: ListSort): readonly string[] =>
  groupedRows(rows, headingsOf(sort, now, textOf("fr"))).map((one) =>
    one.kind === "group" ? `# ${one.label}` : one.key,
  );

test("a heading stands before the first conversation of each day, then of each month", () => {
  expect(shape([row("a", 0), row("b", 0), row("c", 1), row("d", 12), row("e", 15)])).toEqual([
    "# Aujourd’hui",
    "a",
    "b",
    "# Hier",
    "c",
    "# Novembre 2026",
    "d",
    "e",
  ]);
});

test("no conversation, no heading", () => expect(shape([])).toEqual([]));

test("every key of the list is its own, even when dates are not in order", () => {
  const headings = headingsOf("newest", now, textOf("fr"));
  const keys = groupedRows([row("a", 0), row("b", 1), row("c", 0)], headings).map((one) => one.key);
  expect(new Set(keys).size).toBe(keys.length);
});

test("a conversation read twice, at the end of a page and at the start of the next, is listed once", () => {
  expect(eachOnce([row("a", 0), row("b", 0), row("a", 0)]).map(({ id }) => id)).toEqual(["a", "b"]);
});

test("two patients of one name have a heading each, told apart by their date of birth, or their matricule", () => {
  const marie = (id: string, patientMark: string, more: Partial<ConversationRow> = {}) =>
    row(id, 0, { kind: "patient", name: "DEMO Marie", patientMark, ...more });
  const rows = [
    marie("a", "19520714"),
    marie("b", "19520714", { kind: "professional", name: "Laboratoire", about: "DEMO Marie" }),
    marie("c", "19880902"),
    marie("d", "288096912310878"),
  ];
  expect(sorted(rows, "patient")).toEqual([
    "# DEMO Marie · 14/07/1952",
    "a",
    "b",
    "# DEMO Marie · 02/09/1988",
    "c",
    "# DEMO Marie · 2 88 09 69 123 108 78",
    "d",
  ]);
});

test("each other order has headings of its own", () => {
  const alix = row("a", 0, { kind: "patient", name: "DEMO Alix" });
  const about = row("b", 5, { name: "Dr Demo", about: "DEMO Alix" });
  const nobody = row("c", 1, { name: "Dr Demo", about: "", unread: true });
  expect(sorted([alix, about, nobody], "patient")).toEqual(["# DEMO Alix", "a", "b", "# Sans patient", "c"]);
  expect(sorted([nobody, alix, about], "unread")).toEqual(["# Non lus", "c", "# Lus", "a", "b"]);
  expect(sorted([alix, nobody, about], "kind")).toEqual(["# Patients", "a", "# Professionnels", "c", "b"]);
  expect(sorted([about, nobody, alix], "oldest")).toEqual([
    "# Mardi 17 novembre",
    "b",
    "# Hier",
    "c",
    "# Aujourd’hui",
    "a",
  ]);
});
