import { expect, test } from "vitest";
import type { Finding } from "./finding";
import { loosened, nearlyNamed } from "./forgive";
import { questionOfCriteria, questionOfText, type Question } from "./question";
import { criteria } from "./testing/people";

const typed = (text: string): Question => questionOfText(text) ?? expect.fail("nothing to ask");
const person = (given: Partial<Finding> = {}): Finding => ({
  address: "camille.dupont@cabinet.demo.mssante.fr",
  kind: "PER",
  name: "DUPONT-DEMO Camille",
  family: "DUPONT-DEMO",
  given: "Camille",
  profession: "",
  specialty: "",
  idNat: "",
  situations: [],
  rank: null,
  scope: "person",
  source: "ldap",
  ...given,
});

test("names are cut to their first half, three letters at least; short ones, cities and numbers stay", () => {
  expect(loosened(typed("duponr camille"))?.wordings[0]).toEqual({ name: ["dup", "cami"], city: "" });
  expect(loosened(typed("duponr 69003"))).toMatchObject({
    postalCode: "69003",
    wordings: [{ name: ["dup"], city: "" }],
  });
  expect(loosened(questionOfCriteria(criteria({ family: "martinezz", city: "lyon demo" })))).toMatchObject({
    family: "marti",
    city: "lyon demo",
  });
});

test("a question without a name long enough is not loosened", () => {
  expect(loosened(typed("dupo"))).toBeUndefined();
  expect(loosened(questionOfCriteria(criteria({ postalCode: "69003", profession: "Médecin" })))).toBeUndefined();
});

test.each(["duponr", "dupotn camille", "camilel dupont", "dpont", "Dupontt-Demo", "dupont camile"])(
  "“%s” is nearly her",
  (text) => expect(nearlyNamed(person(), typed(text))).toBe(true),
);

test.each(["durand", "duponr camilel", "dupont dominique"])("“%s” is somebody else", (text) =>
  expect(nearlyNamed(person(), typed(text))).toBe(false),
);

test("in the window each name is looked for where it was typed", () => {
  const asked = (fields: Parameters<typeof criteria>[0]) => questionOfCriteria(criteria(fields));
  expect(nearlyNamed(person(), asked({ family: "duponr" }))).toBe(true);
  expect(nearlyNamed(person(), asked({ family: "duponr", given: "cami" }))).toBe(true);
  expect(nearlyNamed(person(), asked({ family: "duponr", given: "camlle" }))).toBe(false);
  expect(nearlyNamed(person(), asked({ family: "camille" }))).toBe(false);
});
