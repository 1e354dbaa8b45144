import { expect, test } from "vitest";
import type { DirectoryCriteria } from "#shared/domain/directory-criteria";
import type { Finding } from "./finding";
import { matches } from "./matches";
import { questionOfCriteria, questionOfText } from "./question";
import { criteria } from "./testing/people";

const HELENE: Finding = {
  address: "helene.darc@cabinet.demo.mssante.fr",
  kind: "PER",
  name: "Hélène D'ARC-DEMO",
  family: "D'ARC-DEMO",
  given: "Hélène",
  profession: "Médecin",
  specialty: "Cardiologie et maladies vasculaires",
  idNat: "899000000017",
  situations: [
    { structure: "Clinique DEMO", service: "", street: "12 RUE DE L'EXEMPLE", postalCode: "69003", city: "LYON" },
    { structure: "Maison DEMO", service: "", street: "", postalCode: "34690", city: "SAINT-DEMO-LEZ" },
  ],
  rank: null,
  scope: "situation",
  source: "offline",
};
const SILENT: Finding = { ...HELENE, profession: "", specialty: "", idNat: "", situations: [] };
const NONE: ReadonlySet<string> = new Set();
const ALL: ReadonlySet<string> = new Set(Object.keys(criteria({})));

const asked = (fields: Partial<DirectoryCriteria>) => questionOfCriteria(criteria(fields));

test.each([
  [{ family: "darc" }, false],
  [{ family: "d arc" }, true],
  [{ family: "D’Arc" }, true],
  [{ family: "demo" }, true],
  [{ given: "HELENE" }, true],
  [{ given: "elene" }, false],
  [{ profession: "toubib" }, true],
  [{ profession: "infirmière" }, false],
  [{ specialty: "vasculaires" }, true],
  [{ idNat: "8 99000000017" }, true],
  [{ idNat: "99000000017" }, true],
  [{ idNat: "99000000018" }, false],
  [{ structure: "demo" }, true],
  [{ street: "de l’exemple" }, true],
  [{ postalCode: "34" }, true],
  [{ postalCode: "75" }, false],
  [{ city: "saint demo" }, true],
  [{ city: "demo-lez" }, true],
  [{ city: "yon" }, false],
  [{ address: "HELENE.D" }, true],
  [{ address: "darc" }, false],
  [{ family: "d'arc", city: "lyon", profession: "médecin" }, true],
  [{ family: "d'arc", city: "rennes" }, false],
] as const)("%j answers: %s", (fields, expected) => expect(matches(HELENE, asked(fields), ALL)).toBe(expected));

test.each(["profession", "specialty", "idNat", "structure", "street", "postalCode", "city"] as const)(
  "an entry that does not tell its %s is refused only where the source tells it of everybody",
  (field) => {
    const question = asked({ [field]: field === "idNat" || field === "postalCode" ? "69003" : "cardio" });
    expect(matches(SILENT, question, NONE)).toBe(true);
    expect(matches(SILENT, question, new Set([field]))).toBe(false);
  },
);

test.each([
  ["helene darc-demo", false],
  ["hélène d'arc", true],
  ["d'arc hélène", true],
  ["arc demo lyon", true],
  ["lyon helene", true],
  ["helene rennes", false],
  ["dr d’arc à saint-demo", true],
  ["cardiologue 34690", true],
  ["orthophoniste 34690", false],
])("« %s » answers: %s", (text, expected) => {
  const question = questionOfText(text);
  if (question === undefined) return expect.fail("enough to ask");
  expect(matches(HELENE, question, ALL)).toBe(expected);
});

test("a structure is found by its name where a person is by theirs", () => {
  const hospital = {
    ...HELENE,
    kind: "ORG",
    name: "CENTRE HOSPITALIER DEMO — Accueil",
    family: "",
    given: "",
  } as const;
  expect(matches(hospital, asked({ family: "hospitalier" }), ALL)).toBe(true);
  expect(matches(hospital, asked({ family: "d'arc" }), ALL)).toBe(false);
});
