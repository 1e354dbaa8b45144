import type { Patient } from "#shared/domain/patient";
import { fold } from "./fold";
import { dayOf } from "./hl7-date";
import { INS_OIDS, insNature, isKeyValid, parseMatricule } from "./ins";
import { typedDay } from "./typed-day";

/** What a column of a file of patients may hold. */
export const PATIENT_COLUMNS = [
  "birthName",
  "firstName",
  "names",
  "usedName",
  "usedFirstName",
  "sex",
  "birthDate",
  "birthPlace",
  "matricule",
  "oid",
  "status",
] as const;
export type PatientColumn = (typeof PATIENT_COLUMNS)[number];

/** Which column of the file holds what; -1 where none does. */
export type ColumnMap = Readonly<Record<PatientColumn, number>>;

/** Why a line cannot be taken; worded by the catalogue. */
export type LineFault =
  | "no-birth-name"
  | "no-first-name"
  | "bad-date"
  | "bad-sex"
  | "bad-place"
  | "bad-matricule"
  | "bad-key"
  | "bad-oid";

/** A line of the file as a record, or what is wrong with it; `line` counts from 1, the head included. */
export type ReadLine = { readonly line: number } & (
  | { readonly ok: true; readonly traits: Omit<Patient, "id"> }
  | { readonly ok: false; readonly faults: readonly LineFault[] }
);

/** Words that heads of columns use, folded; the first that fits wins, whole head before part of it. */
const HEADS: Readonly<Record<PatientColumn, readonly string[]>> = {
  usedFirstName: ["prenom utilise", "prenom usuel", "prenom d'usage", "usedfirstname"],
  usedName: ["nom utilise", "nom d'usage", "nom usuel", "nom marital", "usedname"],
  names: ["prenoms", "prenoms de naissance", "liste des prenoms", "names"],
  firstName: ["premier prenom", "prenom de naissance", "prenom", "firstname"],
  birthName: ["nom de naissance", "nom de famille", "nom patronymique", "nom", "birthname"],
  sex: ["sexe", "genre", "civilite", "sex"],
  birthDate: ["date de naissance", "ne le", "naissance", "ddn", "birthdate"],
  birthPlace: ["lieu de naissance", "code insee", "cog", "insee", "commune de naissance", "birthplace"],
  oid: ["oid", "autorite"],
  matricule: ["matricule ins", "matricule", "ins", "nir", "numero de securite sociale", "nss"],
  status: ["statut", "statut identite", "status"],
};

/** Finds which column holds what by the words of its head. */
export const guessColumns = (head: readonly string[]): ColumnMap => {
  const folded = head.map(fold);
  const taken = new Set<number>();
  const map: Record<string, number> = {};
  const take = (column: string, at: number): void => {
    map[column] = at;
    if (at >= 0) taken.add(at);
  };
  for (const [column, words] of Object.entries(HEADS)) {
    const found = words
      .map((word) => folded.findIndex((one, at) => one === word && !taken.has(at)))
      .find((at) => at >= 0);
    if (found !== undefined) take(column, found);
  }
  for (const [column, words] of Object.entries(HEADS)) {
    if (map[column] !== undefined) continue;
    take(
      column,
      folded.findIndex((one, at) => !taken.has(at) && words.some((word) => word.length > 3 && one.startsWith(word))),
    );
  }
  return map as ColumnMap;
};

/** Reads the lines under the head. `fictitious`: identities of test may have a wrong key, and are taken as such where no OID says otherwise. */
export const readPatientLines = (
  rows: readonly (readonly string[])[],
  map: ColumnMap,
  fictitious: boolean,
): readonly ReadLine[] => rows.slice(1).map((row, at) => readLine(row, map, fictitious, at + 2));

const readLine = (row: readonly string[], map: ColumnMap, fictitious: boolean, line: number): ReadLine => {
  const cell = (column: PatientColumn): string => (map[column] < 0 ? "" : (row[map[column]] ?? ""));
  const sex = sexOf(cell("sex"));
  const birthDate = dateOf(cell("birthDate"));
  const birthPlace = cell("birthPlace").toUpperCase();
  const matricule = cell("matricule").replaceAll(/[\s.]/gu, "").toUpperCase();
  const oid = cell("oid") || (fictitious ? INS_OIDS.test : INS_OIDS.nir);
  const found: readonly (LineFault | false)[] = [
    cell("birthName") === "" && "no-birth-name",
    cell("firstName") === "" && cell("names") === "" && "no-first-name",
    birthDate === null && "bad-date",
    sex === null && "bad-sex",
    birthPlace !== "" && !/^[\dAB]{5}$/u.test(birthPlace) && "bad-place",
    matricule !== "" && matriculeFault(matricule, oid),
  ];
  const faults = found.filter((one) => one !== false);
  if (faults.length > 0 || birthDate === null || sex === null) return { line, ok: false, faults };
  const names = cell("names") || cell("firstName");
  return {
    line,
    ok: true,
    traits: {
      birthName: cell("birthName").slice(0, 100),
      firstName: (cell("firstName") || (names.split(" ")[0] ?? "")).slice(0, 100),
      names: names.slice(0, 200),
      ...(cell("usedName") === "" ? {} : { usedName: cell("usedName").slice(0, 100) }),
      ...(cell("usedFirstName") === "" ? {} : { usedFirstName: cell("usedFirstName").slice(0, 100) }),
      sex,
      birthDate,
      birthPlace,
      ins: matricule === "" ? null : { matricule, oid },
      status: statusOf(cell("status"), matricule),
    },
  };
};

const matriculeFault = (matricule: string, oid: string): LineFault | false => {
  const nature = insNature(oid);
  if (nature === "other") return "bad-oid";
  if (parseMatricule(matricule) === null) return "bad-matricule";
  return nature !== "test" && nature !== "demo" && !isKeyValid(matricule) && "bad-key";
};

/** Qualified only where the file says so in so many words: a status is never guessed upwards (RNIV EXI SI 07). */
const statusOf = (text: string, matricule: string): Patient["status"] => {
  const word = fold(text);
  if (word.startsWith("qual")) return matricule === "" ? "VALI" : "QUAL";
  if (word.startsWith("vali")) return "VALI";
  return word.startsWith("recup") && matricule !== "" ? "RECUP" : "PROV";
};

const sexOf = (text: string): Patient["sex"] | null => {
  const word = fold(text);
  if (/^(?:f|feminin|femme|female|2|mme|madame|mlle)$/u.test(word)) return "female";
  if (/^(?:m|h|masculin|homme|male|1|monsieur|mr|m\.)$/u.test(word)) return "male";
  return /^(?:|u|un|i|inconnu|indetermine|unknown|0|9)$/u.test(word) ? "unknown" : null;
};

/** `jj/mm/aaaa`, `aaaa-mm-jj` or `aaaammjj`; empty stays empty. */
const dateOf = (text: string): string | null => {
  if (text === "") return "";
  if (/^\d{4}-\d{2}-\d{2}/u.test(text)) return dayOf(text);
  if (/^(?:18|19|20)\d{6}$/u.test(text) && dayOf(text) !== null) return text;
  return typedDay(text);
};

/** Heads and cells of the local base, ready to be written or read again. */
export const patientRows = (patients: readonly Patient[]): readonly (readonly string[])[] => [
  [
    "Nom de naissance",
    "Premier prénom",
    "Prénoms",
    "Nom utilisé",
    "Prénom utilisé",
    "Sexe",
    "Date de naissance",
    "Lieu de naissance",
    "Matricule INS",
    "OID",
    "Statut",
    "Opposition",
    "Opposition (professionnels)",
  ],
  ...patients.map((one) => [
    one.birthName,
    one.firstName,
    one.names,
    one.usedName ?? "",
    one.usedFirstName ?? "",
    { female: "F", male: "M", unknown: "" }[one.sex],
    one.birthDate === "" ? "" : `${one.birthDate.slice(6)}/${one.birthDate.slice(4, 6)}/${one.birthDate.slice(0, 4)}`,
    one.birthPlace,
    one.ins?.matricule ?? "",
    one.ins?.oid ?? "",
    one.status,
    one.opposedToMessagesOn ?? "",
    one.opposedToProfessionalsOn ?? "",
  ]),
];
