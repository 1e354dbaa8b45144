import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_CONTACT } from "#shared/domain/contact";
import { completedBy, completedByNamesake, nakedIdentifier, type PersonFacts } from "./person-facts";

const { note: _, addresses: __, ...NOBODY } = NO_CONTACT;
const facts = (given: Partial<PersonFacts>): PersonFacts => ({ ...NOBODY, ...given });

test("what is not known is taken, what is known stays", () => {
  const known = facts({ name: "Dr DEMO", specialty: "Cardiologie" });
  const other = facts({ name: "DEMO Anne", kind: "PER", profession: "Médecin", idNat: "899900000001" });
  expect(completedBy(known, other)).toEqual({
    ...known,
    kind: "PER",
    profession: "Médecin",
    idNat: "899900000001",
  });
});

test("a place is taken whole", () => {
  const place = { structure: "Cabinet DEMO", postalCode: "69001", city: "LYON DEMO" };
  expect(completedBy(facts({}), facts(place))).toMatchObject(place);
});

test("the same place, told more fully, is completed; accents and case do not make another", () => {
  expect(
    completedBy(
      facts({ structure: "Centre de santé Démo" }),
      facts({ structure: "CENTRE DE SANTE DEMO", city: "BRON" }),
    ),
  ).toMatchObject({ structure: "Centre de santé Démo", city: "BRON" });
});

test("the city of another practice is never put beside the name of the first", () => {
  const known = facts({ structure: "Cabinet DEMO" });
  expect(completedBy(known, facts({ structure: "Clinique DEMO", city: "LYON DEMO", profession: "Médecin" }))).toEqual({
    ...known,
    profession: "Médecin",
  });
  expect(completedBy(facts({ city: "BRON" }), facts({ city: "LYON DEMO", structure: "Clinique DEMO" }))).toEqual(
    facts({ city: "BRON" }),
  );
});

test("two identifiers that differ are two people; with or without the 8 they are one", () => {
  const known = facts({ idNat: "99900000001" });
  expect(completedBy(known, facts({ idNat: "899900000002", name: "Une autre" }))).toEqual(known);
  expect(completedBy(known, facts({ idNat: "899900000001", name: "DEMO Anne" })).name).toBe("DEMO Anne");
  expect(nakedIdentifier("8 99900000001")).toBe("99900000001");
  expect(nakedIdentifier("812345678")).toBe("812345678");
});

test("only the fields that the known one has are filled, and what else it carries stays", () => {
  const known = { profession: "", note: "Le matin" };
  expect(completedBy(known, facts({ profession: "Médecin", name: "DEMO" }))).toEqual({
    profession: "Médecin",
    note: "Le matin",
  });
});

test("at one address, somebody of another name gives a place, and never who they are", () => {
  const known = facts({ name: "DEMO Anne" });
  const published = {
    kind: "PER",
    profession: "Médecin",
    specialty: "Cardiologie",
    city: "BRON",
    idNat: "899900000001",
  };
  const bruno = facts({ ...published, name: "ESSAI Bruno" });
  expect(completedByNamesake(known, bruno)).toEqual({ ...known, kind: "PER", city: "BRON" });
  expect(completedByNamesake(known, { ...bruno, name: "Dr Anne Démo" })).toEqual({ ...known, ...published });
  expect(completedByNamesake(facts({}), bruno)).toEqual(bruno);
});

test("one identifier is one person, whatever the names; two are two", () => {
  const known = facts({ name: "DEMO Anne", idNat: "99900000001" });
  const married = facts({ name: "ESSAI", profession: "Médecin", idNat: "899900000001" });
  expect(completedByNamesake(known, married)).toEqual({ ...known, profession: "Médecin" });
  expect(completedByNamesake(known, { ...married, idNat: "899900000002", city: "BRON" })).toEqual(known);
});

const text = fc.constantFrom("", "A", "B", "à");
const someone = fc.record({
  name: text,
  kind: fc.constantFrom("unknown", "PER", "ORG"),
  profession: text,
  specialty: text,
  structure: text,
  postalCode: text,
  city: text,
  idNat: fc.constantFrom("", "899900000001", "899900000002"),
});

test("whoever they are: nothing known changes, nothing is invented, and a place never mixes two that disagree", () => {
  fc.assert(
    fc.property(someone, someone, (known, other) => {
      const all = completedBy(known, other);
      const fields = ["name", "profession", "specialty", "structure", "postalCode", "city", "idNat"] as const;
      for (const field of fields) {
        if (known[field] !== "") expect(all[field]).toBe(known[field]);
        else expect(["", other[field]]).toContain(all[field]);
      }
      const place = ["structure", "postalCode", "city"] as const;
      const takes = place.some((field) => known[field] === "" && all[field] !== "");
      const differs = place.some(
        (field) =>
          known[field] !== "" &&
          other[field] !== "" &&
          known[field].normalize("NFD")[0]?.toLowerCase() !== other[field].normalize("NFD")[0]?.toLowerCase(),
      );
      expect(takes && differs).toBe(false);
      expect(completedBy(all, other)).toEqual(all);
    }),
  );
});
