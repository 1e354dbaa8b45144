import fc from "fast-check";
import { expect, test } from "vitest";
import { narrowed, type Entry } from "./entries";

const entry = (label: string): Entry => ({ id: label, group: "actions", label, run: () => undefined });
const labels = (entries: readonly Entry[]): readonly string[] => entries.map(({ label }) => label);
const some = ["Marquer traité", "Écrire un message", "À traiter", "Envoyés", "Répondre à tous"].map(entry);

test("nothing typed, everything is proposed as it stands", () => expect(narrowed(some, "  ")).toEqual(some));

test("accents and case do not count, and each word typed begins a word", () => {
  expect(labels(narrowed(some, "ecr MES"))).toEqual(["Écrire un message"]);
  expect(labels(narrowed(some, "mes ecr"))).toEqual(["Écrire un message"]);
  expect(labels(narrowed(some, "essage"))).toEqual([]);
});

test("what begins with the text comes before what holds it", () =>
  expect(labels(narrowed(some, "a trai"))).toEqual(["À traiter"]));

test("a mark that begins the label comes first", () =>
  expect(labels(narrowed([entry("Remettre à traiter"), entry("À traiter")], "à"))).toEqual([
    "À traiter",
    "Remettre à traiter",
  ]));

test("any text gives entries of the list, each once", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const found = narrowed(some, text);
      expect(new Set(found).size).toBe(found.length);
      expect(found.every((one) => some.includes(one))).toBe(true);
    }),
  );
});
