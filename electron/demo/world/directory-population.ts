import type { MailboxKind } from "#shared/domain/mailbox";
import { withoutDiacritics } from "#shared/rules/fold";
import { COLLEAGUES } from "./colleagues";
import { DOCTORS, MAILBOXES, PRACTICE } from "./practice";
import { seededRandom, type SeededRandom } from "./seeded-random";

/** One published mailbox of the make-believe national directory; absent fields are empty. */
export type DirectoryEntry = {
  readonly mail: string;
  readonly kind: Exclude<MailboxKind, "CAB">;
  readonly family: string;
  readonly given: string;
  readonly idNat: string;
  readonly profession: { readonly code: string; readonly label: string };
  readonly specialty: { readonly code: string; readonly label: string };
  readonly structure: string;
  readonly structureId: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
};

const FAMILIES = [
  "MARTINET",
  "BERNARDIN",
  "DUBOISSEL",
  "THOMASSIN",
  "ROBERTIN",
  "RICHARDEAU",
  "PETITJEANNE",
  "DURANDEAU",
  "LEROYER",
  "MOREAUX",
  "SIMONNET",
  "LAURENTIN",
  "LEFÈVRE",
  "MICHELET",
  "GARCINI",
  "DAVIDSON",
  "BERTRANDEL",
  "ROUXEL",
  "VINCENTELLI",
  "FOURNIERS",
  "MORELLI",
  "GIRARDOT",
  "ANDRIEUX",
  "MERCIEROL",
  "DUPONTEL",
  "LAMBERTIN",
  "BONNETAIN",
  "FRANÇOISE",
  "MARTINEZ-LOPE",
  "LEGRANDIN",
  "GARNIEROL",
  "FAUREL",
  "ROUSSELLE",
  "BLANCHET",
  "GUÉRINEAU",
  "MULLERON",
  "HENRYON",
  "ROUSSILLE",
  "NICOLASSE",
  "PERRINEAU",
];
const GIVEN = [
  "Alix",
  "Béatrice",
  "Camille",
  "Dominique",
  "Élie",
  "Florence",
  "Gwenaël",
  "Hélène",
  "Idriss",
  "Jeanne",
  "Karim",
  "Léa",
  "Malik",
  "Noémie",
  "Océane",
  "Paul",
  "Quentin",
  "Rachida",
  "Sophie",
  "Thierry",
];
const PROFESSIONS = [
  { code: "10", label: "Médecin" },
  { code: "21", label: "Pharmacien" },
  { code: "60", label: "Infirmier" },
  { code: "70", label: "Masseur-Kinésithérapeute" },
  { code: "50", label: "Sage-Femme" },
  { code: "40", label: "Chirurgien-Dentiste" },
] as const;
const SPECIALTIES = [
  { code: "SM54", label: "Médecine générale" },
  { code: "SM04", label: "Cardiologie et maladies vasculaires" },
  { code: "SM15", label: "Dermatologie et vénéréologie" },
  { code: "SM38", label: "Ophtalmologie" },
  { code: "SM40", label: "Pédiatrie" },
  { code: "SM44", label: "Radio-diagnostic" },
  { code: "SM42", label: "Psychiatrie" },
  { code: "SM41", label: "Pneumologie" },
] as const;
const CITIES = [
  ["DEMOVILLE", "69001"],
  ["SPECIMEN-SUR-MER", "13002"],
  ["EXEMPLE-LES-BAINS", "75003"],
  ["SAINT-FICTIF", "33004"],
  ["FICTIVILLE", "59005"],
  ["BOURG-DÉMO", "44006"],
  ["DEMO-CORSE", "20007"],
] as const;
const SERVICES = [
  "Cardiologie",
  "Urgences",
  "Pédiatrie",
  "Imagerie",
  "Secrétariat médical",
  "Gériatrie",
  "Laboratoire",
  "Pharmacie",
];
const NONE = { code: "", label: "" } as const;
const SEED = 20_260_101;

/** The practice, its colleagues, then invented ones up to `count`: three in four PER, the others ORG and APP. Always the same. */
export function directoryPopulation(count = 2000): readonly DirectoryEntry[] {
  const random = seededRandom(SEED);
  const known = [...practiceEntries(), ...colleagueEntries()];
  const others = Array.from({ length: Math.max(0, count - known.length) }, (_, index) =>
    index % 4 === 3 ? structureEntry(index, random) : personEntry(index, random),
  );
  return [...known, ...others];
}

function practiceEntries(): readonly DirectoryEntry[] {
  return MAILBOXES.map(({ address, kind, name }) => {
    const doctor = Object.values(DOCTORS).find((each) => each.address === address);
    return {
      mail: address,
      kind: kind === "PER" ? "PER" : "ORG",
      family: doctor?.familyName ?? name,
      given: doctor?.givenName ?? "",
      idNat: doctor?.idNat ?? "",
      profession: doctor === undefined ? NONE : PROFESSIONS[0],
      specialty: doctor === undefined ? NONE : SPECIALTIES[0],
      structure: PRACTICE.name,
      structureId: PRACTICE.id,
      street: "1 RUE DES TILLEULS",
      postalCode: "69001",
      city: "DEMOVILLE",
    };
  });
}

function colleagueEntries(): readonly DirectoryEntry[] {
  return COLLEAGUES.map((each) => ({
    mail: each.address,
    kind: each.kind,
    family: each.kind === "PER" ? each.signer.family : each.signer.organization.name,
    given: each.kind === "PER" ? each.signer.given : "",
    idNat: each.kind === "PER" ? each.signer.idNat : "",
    profession: each.kind === "PER" ? each.profession : NONE,
    specialty:
      each.kind === "PER" ? { code: each.signer.specialty.split("/")[1] ?? "", label: each.specialtyLabel } : NONE,
    structure: each.signer.organization.name,
    structureId: each.signer.organization.id,
    street: "12 AVENUE DU SPÉCIMEN",
    postalCode: each.postalCode,
    city: each.city,
  }));
}

function personEntry(index: number, random: SeededRandom): DirectoryEntry {
  const family = `${random.pick(FAMILIES)}-DEMO`;
  const given = random.pick(GIVEN);
  const profession = random.chance(0.6) ? PROFESSIONS[0] : random.pick(PROFESSIONS);
  const [city, postalCode] = random.pick(CITIES);
  return {
    mail: `${plain(given)}.${plain(family)}.demo${index}@annuaire.demo.mssante.fr`,
    kind: "PER",
    family,
    given,
    // 8, then an RPPS of the range that no professional has.
    idNat: `89980${String(index).padStart(7, "0")}`,
    profession,
    specialty: profession.code === "10" ? random.pick(SPECIALTIES) : NONE,
    structure: `Maison de santé DEMO de ${city}`,
    structureId: `1${postalCode.slice(0, 2)}0000${String(index % 90).padStart(2, "0")}`,
    street: `${random.between(1, 120)} RUE DE L’EXEMPLE`,
    postalCode,
    city,
  };
}

function structureEntry(index: number, random: SeededRandom): DirectoryEntry {
  const [city, postalCode] = random.pick(CITIES);
  const service = random.pick(SERVICES);
  const structure = `Établissement DEMO ${index} de ${city} – ${service}`;
  return {
    mail: `${plain(service)}.demo${index}@etablissement.demo.mssante.fr`,
    kind: index % 20 === 19 ? "APP" : "ORG",
    family: structure,
    given: "",
    idNat: "",
    profession: NONE,
    specialty: NONE,
    structure,
    structureId: `1${postalCode.slice(0, 2)}1${String(index).padStart(5, "0")}`,
    street: `${random.between(1, 60)} PLACE FICTIVE`,
    postalCode,
    city,
  };
}

const plain = (text: string): string =>
  withoutDiacritics(text)
    .toLowerCase()
    .replace(/[^a-z]+/gu, "-");
