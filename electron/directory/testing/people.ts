import { type DirectoryCriteria, NO_CRITERIA } from "#shared/domain/directory-criteria";
import type { DirectoryEntry } from "../../../e2e/servers/directory-entries";

/** A fictitious colleague; what a test is about is given, the rest is plain. */
export const colleague = (
  fields: Partial<DirectoryEntry> & Pick<DirectoryEntry, "mail" | "familyName">,
): DirectoryEntry => ({
  type: "PER",
  structure: "Maison de santé DEMO",
  structureId: "199000000900",
  street: "1 RUE FICTIVE",
  postalCode: "34690",
  city: "DEMOVILLE-SUR-LEZ",
  ...fields,
});

/** As many namesakes as a test needs. */
export const namesakes = (familyName: string, count: number): readonly DirectoryEntry[] =>
  Array.from({ length: count }, (_, index) =>
    colleague({
      familyName,
      givenName: `Alix${index}`,
      mail: `${familyName.toLowerCase()}${index}@cabinet.demo.mssante.fr`,
    }),
  );

/** The window's criteria with only these filled. */
export const criteria = (fields: Partial<DirectoryCriteria>): DirectoryCriteria => ({ ...NO_CRITERIA, ...fields });

/** The mailboxes that the tests look for, around those of the test servers. */
export const PEOPLE: readonly DirectoryEntry[] = [
  ...namesakes("EXACTEMENT-DEMO", 100),
  ...namesakes("UNDETROP-DEMO", 101),
  colleague({
    familyName: "ACCENTUÉ-DEMO",
    givenName: "Hélène",
    mail: "helene.accentue@cabinet.demo.mssante.fr",
    idNat: "899000099001",
    profession: { code: "91", label: "Orthophoniste" },
  }),
  colleague({ familyName: "SANSACCENT DEMO", givenName: "Helene", mail: "helene.sansaccent@cabinet.demo.mssante.fr" }),
  colleague({ familyName: "D'ARC-DEMO", givenName: "Jeanne", mail: "jeanne.darc@cabinet.demo.mssante.fr" }),
  colleague({ familyName: "LE GOFF DEMO", givenName: "Yann", mail: "yann.legoff@cabinet.demo.mssante.fr" }),
  colleague({
    familyName: "DUPONT-DEMO",
    givenName: "Camille",
    mail: "camille.dupont@cabinet.demo.mssante.fr",
    profession: { code: "10", label: "Médecin" },
    specialty: "Cardiologie et maladies vasculaires",
    postalCode: "69003",
    city: "LYON DEMO",
  }),
  colleague({
    familyName: "DUPONT-DEMO",
    givenName: "Dominique",
    mail: "dominique.dupont@cabinet.demo.mssante.fr",
    profession: { code: "21", label: "Pharmacien" },
    postalCode: "35000",
    city: "RENNES DEMO",
  }),
  colleague({ type: "APP", familyName: "DUPONT-DEMO logiciel", mail: "logiciel.dupont@cabinet.demo.mssante.fr" }),
  colleague({
    type: "ORG",
    familyName: "Clinique DUPONT-DEMO",
    structure: "Clinique DUPONT-DEMO",
    mail: "accueil.dupont@clinique.demo.mssante.fr",
  }),
];
