import { afterAll, beforeAll, expect, test } from "vitest";
import { NO_CRITERIA } from "#shared/domain/directory-criteria";
import { questionOfCriteria, questionOfText } from "../question";
import { extractionStage, type Said } from "../testing/extraction";
import { askOffline } from "./ask";
import type { OfflineFile } from "./offline-file";

const DOCTOR = ["10", "Médecin"] as const;
const SPEECH = ["91", "Orthophoniste"] as const;
const GENERAL = ["SM26", "Qualifié en Médecine Générale"] as const;
const HEART = ["SM04", "Cardiologie et maladies vasculaires"] as const;

const PEOPLE: readonly Said[] = [
  {
    address: "helene.dupont@demo.mssante.fr",
    family: "DUPONT",
    given: "Hélène",
    profession: DOCTOR,
    specialty: GENERAL,
    city: "LYON",
    postalCode: "69003",
    rpps: "99900000011",
    structure: "CABINET DEMO",
    street: "DE L EXEMPLE",
  },
  {
    address: "helene.dupont@chu.demo.mssante.fr",
    family: "DUPONT",
    given: "Hélène",
    profession: DOCTOR,
    specialty: GENERAL,
    city: "BRON",
    postalCode: "69500",
    rpps: "99900000011",
    structure: "HOPITAL FICTIF",
  },
  {
    address: "jean.dupontel@demo.mssante.fr",
    family: "DUPONTEL",
    given: "Jean",
    profession: DOCTOR,
    specialty: HEART,
    city: "PARIS",
    postalCode: "75003",
    rpps: "99900000012",
  },
  {
    address: "isabelle.robert@demo.mssante.fr",
    family: "ROBERT",
    given: "Isabelle",
    profession: SPEECH,
    city: "BEZIERS",
    postalCode: "34690",
    rpps: "99900000013",
  },
  {
    address: "isabelle.robin@demo.mssante.fr",
    family: "ROBIN",
    given: "Isabelle",
    profession: SPEECH,
    city: "NANTES",
    postalCode: "44000",
    rpps: "99900000014",
  },
  {
    address: "anne.legoff@demo.mssante.fr",
    family: "LE-GOFF",
    given: "Anne",
    profession: DOCTOR,
    specialty: HEART,
    city: "SAINT-ETIENNE",
    postalCode: "42000",
    rpps: "99900000015",
  },
  {
    address: "jeanne.darc@demo.mssante.fr",
    family: "D'ARC",
    given: "Jeanne",
    profession: DOCTOR,
    specialty: GENERAL,
    rpps: "99900000016",
  },
  {
    kind: "ORG",
    address: "cardiologie@chu.demo.mssante.fr",
    structure: "HOPITAL FICTIF",
    service: "Cardiologie",
    city: "BRON",
    postalCode: "69500",
  },
  {
    kind: "ORG",
    address: "accueil@clinique.demo.mssante.fr",
    structure: "CLINIQUE DES LILAS",
    city: "LYON",
    postalCode: "69001",
  },
  { kind: "", address: "sans.type@demo.mssante.fr", family: "SANSTYPE", given: "Paul" },
  ...Array.from({ length: 150 }, (_, index): Said => ({
    address: `camille.foule${index}@demo.mssante.fr`,
    family: index === 149 ? "FOULE" : `FOULEMENT-${index}`,
    given: "Camille",
    profession: DOCTOR,
    specialty: GENERAL,
    city: "TOURS",
    postalCode: "37000",
  })),
];

const stage = extractionStage();
let file: OfflineFile;
beforeAll(async () => {
  file = await stage.of(PEOPLE);
});
afterAll(() => stage.end());

const typed = (text: string) => {
  const question = questionOfText(text);
  if (question === undefined) return [];
  return askOffline(file, question).findings.map(({ address }) => address.split("@")[0] ?? "");
};
const asked = (criteria: Partial<typeof NO_CRITERIA>) =>
  askOffline(file, questionOfCriteria({ ...NO_CRITERIA, ...criteria }));
const found = (criteria: Partial<typeof NO_CRITERIA>) => asked(criteria).findings.map(({ address }) => address);

test.each([
  ["helene dupont", ["helene.dupont", "helene.dupont"]],
  ["DUPONT Hélène", ["helene.dupont", "helene.dupont"]],
  ["HÉLÈNE DUP", ["helene.dupont", "helene.dupont"]],
  ["dr dupont lyon", ["helene.dupont"]],
  ["lyon dupont", ["helene.dupont"]],
  ["orthophoniste 34690", ["isabelle.robert"]],
  ["orthophoniste 34", ["isabelle.robert"]],
  ["ROBERT Isabelle, orthophoniste à 34690", ["isabelle.robert"]],
  ["cardiologue paris", ["jean.dupontel"]],
  ["le goff", ["anne.legoff"]],
  ["Le-Goff anne", ["anne.legoff"]],
  ["goff saint-etienne", ["anne.legoff"]],
  ["d'arc", ["jeanne.darc"]],
  ["d’Arc jeanne", ["jeanne.darc"]],
  ["clinique lilas", ["accueil"]],
  ["cardiologie hopital fictif", []],
  ["hopital fictif bron", ["helene.dupont", "cardiologie"]],
  ["99900000013", ["isabelle.robert"]],
  ["899900000013", ["isabelle.robert"]],
  ["isabelle.robert@demo.mssante.fr", ["isabelle.robert"]],
  ["isabelle.robert@de", ["isabelle.robert"]],
  ["sanstype", ["sans.type"]],
  ["personne dutout", []],
])("« %s » finds %j", (text, wanted) => expect(typed(text).toSorted()).toEqual([...wanted].toSorted()));

test.each([
  ["dupnt lyon", "helene.dupont"],
  ["dupont lyno", "helene.dupont"],
  ["hlene dupont", "helene.dupont"],
  ["robret isabelle", "isabelle.robert"],
  ["rboert isabelle", "isabelle.robert"],
  ["dupontle", "jean.dupontel"],
  ["le-gofff anne", "anne.legoff"],
  ["le-gogf saint-etienne", "anne.legoff"],
  ["goff saint-etiene", "anne.legoff"],
])("one error is forgiven: « %s »", (text, wanted) => expect(typed(text)).toContain(wanted));

test("two errors are not, and a name that exists is never replaced by one that resembles it", () => {
  expect(typed("dpuotn lyon")).toEqual([]);
  expect(typed("robin isabelle")).toEqual(["isabelle.robin"]);
});

test("every criterion of the window finds, alone or with another", () => {
  expect(found({ family: "dupontel" })).toEqual(["jean.dupontel@demo.mssante.fr"]);
  expect(found({ given: "anne", city: "saint etienne" })).toEqual(["anne.legoff@demo.mssante.fr"]);
  expect(found({ profession: "orthophoniste", postalCode: "44" })).toEqual(["isabelle.robin@demo.mssante.fr"]);
  expect(found({ specialty: "cardio" })).toHaveLength(2);
  expect(found({ specialty: "cardio", family: "le goff" })).toEqual(["anne.legoff@demo.mssante.fr"]);
  expect(found({ structure: "lilas" })).toEqual(["accueil@clinique.demo.mssante.fr"]);
  expect(found({ structure: "hopital", street: "exemple" })).toEqual([]);
  expect(found({ family: "dupont", street: "exemple" })).toEqual(["helene.dupont@demo.mssante.fr"]);
  expect(found({ idNat: "99900000011" })).toHaveLength(2);
  expect(found({ address: "jean.dupontel@demo.mssante.fr" })).toEqual(["jean.dupontel@demo.mssante.fr"]);
  expect(found({ address: "dupontel" })).toEqual([]);
  expect(found({ specialty: "alchimie" })).toEqual([]);
});

test("a street alone cannot be searched here, and the answer says so", () => {
  expect(asked({ street: "exemple" })).toEqual({ findings: [], cut: "no", ignored: ["street"] });
});

test("a list that is cut says so, and the name asked, whole, is in it", () => {
  const answer = asked({ family: "foule" });
  expect(answer.findings).toHaveLength(100);
  expect(answer.cut).toBe("size");
  const question = questionOfText("foule");
  if (question === undefined) return expect.fail("five letters are enough");
  expect(askOffline(file, question, 10).cut).toBe("size");
});

test("no text of a field is an order to the index", () => {
  for (const text of ["*)(mail=*", "'; DROP TABLE lots; --", "%%%", "\u{10FFFF}aaa", "a".repeat(300)])
    for (const name of Object.keys(NO_CRITERIA)) expect(found({ [name]: text })).toEqual([]);
  expect(typed("dupontel jean")).toEqual(["jean.dupontel"]);
});

test("each address keeps its own place, and a person without structure has none", () => {
  const [first, second] = asked({ idNat: "99900000011" }).findings;
  expect([first?.situations[0]?.city, second?.situations[0]?.structure]).toEqual(["LYON", "HOPITAL FICTIF"]);
  expect(asked({ family: "d'arc" }).findings[0]?.situations).toEqual([]);
});
