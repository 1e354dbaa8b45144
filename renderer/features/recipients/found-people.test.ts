import { expect, test } from "vitest";
import { NO_CRITERIA } from "#shared/domain/directory-criteria";
import type { Recipient } from "#shared/domain/draft";
import { bareRecipient } from "#shared/rules/bare-recipient";
import { refined, tidied } from "./found-people";

const person = (name: string, given: Partial<Recipient> = {}): Recipient =>
  bareRecipient({ address: `${name}@demo.mssante.fr`, name, kind: "PER", source: "ldap", ...given });
const people = [
  person("Zoé", { city: "Lyon", profession: "Médecin" }),
  person("Éric", { city: "" }),
  person("Anne", { city: "Évreux", specialty: "Cardiologie" }),
];
const names = (found: readonly Recipient[]): readonly string[] => found.map(({ name }) => name);

test("refining ignores case and accents and wants every word", () => {
  expect(names(refined(people, "evreux CARDIO", "relevance"))).toEqual(["Anne"]);
  expect(names(refined(people, "evreux medecin", "relevance"))).toEqual([]);
});
test("sorting by name puts É with E; without a sort the order of the source stays", () => {
  expect(names(refined(people, "", "name"))).toEqual(["Anne", "Éric", "Zoé"]);
  expect(names(refined(people, "", "relevance"))).toEqual(["Zoé", "Éric", "Anne"]);
});
test("who has no town comes last when sorted by town", () =>
  expect(names(refined(people, "", "city"))).toEqual(["Anne", "Zoé", "Éric"]));
test("spaces alone are no criterion", () => {
  expect(tidied({ ...NO_CRITERIA, city: "   " })).toBeNull();
  expect(tidied({ ...NO_CRITERIA, family: "  DEMO \n MARTIN " })).toEqual({ ...NO_CRITERIA, family: "DEMO MARTIN" });
});
