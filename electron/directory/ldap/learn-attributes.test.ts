import fc from "fast-check";
import { expect, test } from "vitest";
import { LDAP_FIELDS } from "#shared/domain/live-directory";
import { DEMO_MAP, NATIONAL_MAP, withAttribute } from "./attribute-map";
import { learnAttributes } from "./learn-attributes";

const sample = (values: Readonly<Record<string, readonly string[]>>) => new Map(Object.entries(values));
const seen = (...names: readonly string[]) => sample(Object.fromEntries(names.map((name) => [name, []])));

test("learns the usual names that a probe saw, forgets what the schema denies", () => {
  const learned = learnAttributes(NATIONAL_MAP, seen("MAIL", "sn", "postalCode", "l"), [
    "mail",
    "sn",
    "givenname",
    "postalcode",
    "l",
  ]);
  expect(learned.asked).toEqual({
    address: ["mail"],
    family: ["sn"],
    given: ["givenName"],
    postalCode: ["postalCode"],
    city: ["l"],
  });
});

test("a directory that shows neither schema nor entry leaves the map as it was", () => {
  expect(learnAttributes(NATIONAL_MAP, seen(), [])).toEqual(NATIONAL_MAP);
});

/** A directory whose names are none of the usual ones. */
const foreign = sample({
  adresseBal: ["alix.fictif@cabinet.demo.mssante.fr"],
  nomExercice: ["FICTIF", "EXEMPLE"],
  prenomExercice: ["Alix", "Camille"],
  typeBal: ["PER", "ORG"],
  identifiantPP: ["899000000001", "899000000002"],
  codeProfession: ["10", "21"],
  libelleProfession: ["Médecin", "Pharmacien"],
  libelleSavoirFaire: ["Cardiologie"],
  raisonSociale: ["Maison de santé DEMO"],
  serviceRattachement: ["Secrétariat"],
  libelleVoie: ["DE LA DEMO"],
  codePostal: ["69001", "2A000"],
  commune: ["DEMOVILLE"],
  dematerialisation: ["O"],
  departement: ["69", "21"],
});

test("a directory with names of its own is understood by the shape of its values and by what its names say", () => {
  expect(learnAttributes(NATIONAL_MAP, foreign, []).asked).toEqual({
    address: ["mail", "adresseBal"],
    display: ["cn"],
    family: ["sn", "nomExercice"],
    given: ["givenName", "prenomExercice"],
    kind: ["typeBal"],
    idNat: ["identifiantPP"],
    professionCode: ["codeProfession"],
    profession: ["libelleProfession"],
    specialty: ["libelleSavoirFaire"],
    structure: ["raisonSociale"],
    service: ["serviceRattachement"],
    street: ["libelleVoie"],
    postalCode: ["codePostal"],
    city: ["commune"],
  });
});

test("with its schema, the names that it does not have are asked no more", () => {
  const { asked } = learnAttributes(NATIONAL_MAP, foreign, [...foreign.keys()]);
  expect(asked.address).toEqual(["adresseBal"]);
  expect(asked.family).toEqual(["nomExercice"]);
  expect(asked.display).toBeUndefined();
});

test("a shape that several attributes share proves nothing without a name that says it", () => {
  const { asked } = learnAttributes(NATIONAL_MAP, sample({ x1: ["10"], x2: ["75003"], x3: ["PER"], x4: ["PER"] }), []);
  expect(asked.professionCode).toBeUndefined();
  expect(asked.postalCode).toBeUndefined();
  expect(asked.kind).toBeUndefined();
  expect(learnAttributes(NATIONAL_MAP, sample({ x3: ["PER", "ORG"] }), []).asked.kind).toEqual(["x3"]);
});

test("one value out of shape is enough to leave an attribute alone", () => {
  const { asked } = learnAttributes(NATIONAL_MAP, sample({ codePostal: ["69001", "Lyon"] }), []);
  expect(asked.postalCode).toBeUndefined();
});

test("what is known already is not learned twice", () => {
  const again = learnAttributes(DEMO_MAP, sample({ demoTypeBal: ["PER"], autreTypeBal: ["ORG"] }), []);
  expect(again.asked.kind).toEqual(["demoTypeBal"]);
});

test("a correction by hand holds through the next test", () => {
  const corrected = withAttribute(NATIONAL_MAP, "structure", "etablissementPrincipal");
  const { asked, read } = learnAttributes(
    corrected,
    sample({ etablissementPrincipal: ["Clinique DEMO"], raisonSociale: ["Autre"] }),
    [],
  );
  expect(asked.structure).toEqual(["etablissementPrincipal"]);
  expect(read.structure[0]).toBe("etablissementPrincipal");
  expect(withAttribute(corrected, "structure", null).asked.structure).toEqual([]);
});

test("whatever a directory shows, only names come out, and no attribute is taken for two fields", () => {
  const name = fc.stringMatching(/^[a-z][a-zA-Z]{0,15}$/u);
  const value = fc.oneof(fc.string(), fc.constantFrom("PER", "10", "69001", "899000000001", "a@b.mssante.fr"));
  fc.assert(
    fc.property(fc.dictionary(name, fc.array(value, { maxLength: 4 }), { maxKeys: 12 }), (values) => {
      const { asked } = learnAttributes({ ...NATIONAL_MAP, asked: {} }, sample(values), []);
      const names = LDAP_FIELDS.flatMap((field) => asked[field] ?? []);
      expect(new Set(names).size).toBe(names.length);
      const usual = new Set(Object.values(NATIONAL_MAP.read).flat());
      for (const each of names) expect(usual.has(each) || Object.hasOwn(values, each)).toBe(true);
    }),
  );
});
