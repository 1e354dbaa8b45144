import type { IdentityStatus, Sex } from "#shared/domain/patient";
import { INS_OIDS, insKey, patientAddress } from "#shared/rules/ins";
import type { DemoPatient } from "../ports";

/** A make-believe patient: what the practice knows, and the box in Mon espace santé (`none`: no qualified INS, hence no box). */
export type WorldPatient = {
  readonly patient: DemoPatient;
  /** Known to the practice's own base from the first day. */
  readonly known: boolean;
  readonly box: "open" | "closed" | "none";
  /** Address in Mon espace santé; empty without a box. */
  readonly address: string;
  /** First name and name as Mon espace santé writes them in From. */
  readonly label: string;
};

type Row = {
  readonly name: string;
  readonly names: string;
  readonly born: string;
  readonly place: string;
  readonly sex: Sex;
  readonly order?: string;
  readonly used?: string;
  readonly status?: IdentityStatus;
  readonly unknown?: true;
  readonly box?: "closed" | "none";
  readonly opposed?: string;
};

// Twins (ÉRABLE), two namesakes born apart (CHÊNE), Corsican births, a birth abroad, a minor, an old lady, a closed box, an opposition.
const ROWS: readonly Row[] = [
  { name: "PAT-TILLEUL", names: "JEANNE MARIE", born: "19790328", place: "51215", sex: "female" },
  { name: "PAT-CHENE", names: "MARIE LOUISE", born: "19520714", place: "69123", sex: "female" },
  { name: "PAT-CHENE", names: "MARIE", born: "19880902", place: "75056", sex: "female" },
  { name: "PAT-ERABLE", names: "LUCAS", born: "20070511", place: "44109", sex: "male", order: "031" },
  { name: "PAT-ERABLE", names: "LOUIS", born: "20070511", place: "44109", sex: "male", order: "032" },
  { name: "PAT-OLIVIER", names: "ANGE TOUSSAINT", born: "19610819", place: "2A004", sex: "male" },
  { name: "PAT-ARBOUSIER", names: "LETIZIA", born: "19931105", place: "2B033", sex: "female" },
  { name: "PAT-FRENE", names: "NOE", born: "20160423", place: "33063", sex: "male" },
  { name: "PAT-HETRE", names: "PAUL HENRI", born: "19451230", place: "59350", sex: "male" },
  { name: "PAT-SAULE", names: "AMINA", born: "19840217", place: "99350", sex: "female", used: "PAT-PLATANE" },
  { name: "PAT-BOULEAU", names: "KARIM", born: "19740606", place: "13055", sex: "male" },
  { name: "PAT-AULNE", names: "SIMONE", born: "19330118", place: "67482", sex: "female", used: "PAT-SORBIER" },
  { name: "PAT-CEDRE", names: "HUGO", born: "19990924", place: "35238", sex: "male" },
  { name: "PAT-PEUPLIER", names: "ISABELLE ANNE", born: "19670310", place: "31555", sex: "female" },
  { name: "PAT-NOYER", names: "GERARD", born: "19581022", place: "06088", sex: "male" },
  { name: "PAT-CHARME", names: "CHLOE", born: "20010803", place: "34172", sex: "female" },
  { name: "PAT-IF", names: "VINCENT", born: "19811212", place: "76540", sex: "male" },
  { name: "PAT-MELEZE", names: "FATOU", born: "19900529", place: "99341", sex: "female" },
  { name: "PAT-ORME", names: "JACQUES", born: "19490207", place: "21231", sex: "male", box: "closed" },
  { name: "PAT-CORMIER", names: "NATHALIE", born: "19720416", place: "37261", sex: "female", opposed: "2025-03-11" },
  { name: "PAT-GENET", names: "BASTIEN", born: "19950731", place: "87085", sex: "male", status: "VALI", box: "none" },
  { name: "PAT-LAURIER", names: "ODILE", born: "19560925", place: "63113", sex: "female", unknown: true },
  { name: "PAT-MERISIER", names: "ETIENNE", born: "19870120", place: "54395", sex: "male", unknown: true },
  { name: "PAT-BUIS", names: "YASMINE", born: "20030615", place: "38185", sex: "female", unknown: true },
  { name: "PAT-HOUX", names: "MARCEL", born: "19401108", place: "29019", sex: "male", unknown: true },
];

/** The 25 patients of the world, each with an INS of the tests' authority whose key is right. */
export const PATIENTS: readonly WorldPatient[] = ROWS.map(patient);

/** The patient whose birth name and first given name are these. */
export function patientNamed(birthName: string, firstName: string): WorldPatient {
  const found = PATIENTS.find((each) => each.patient.birthName === birthName && each.patient.firstName === firstName);
  if (found === undefined) throw new RangeError(`no patient is ${birthName} ${firstName}`);
  return found;
}

function patient(row: Row, index: number): WorldPatient {
  const firstName = row.names.split(" ")[0] ?? "";
  const matricule = matriculeOf(row, index);
  const traits: DemoPatient = {
    birthName: row.name,
    firstName,
    names: row.names,
    ...(row.used === undefined ? {} : { usedName: row.used, usedFirstName: firstName }),
    sex: row.sex,
    birthDate: row.born,
    birthPlace: row.place,
    ins: row.box === "none" ? null : { matricule, oid: INS_OIDS.test },
    status: row.status ?? "QUAL",
    ...(row.opposed === undefined ? {} : { opposedToMessagesOn: row.opposed }),
  };
  const box = row.box ?? "open";
  return {
    patient: traits,
    known: row.unknown !== true,
    box,
    address: box === "none" ? "" : (patientAddress(matricule) ?? ""),
    label: `${capitalised(firstName)} ${traits.usedName ?? row.name}`,
  };
}

function matriculeOf({ sex, born, place, order }: Row, index: number): string {
  const body = `${sex === "female" ? "2" : "1"}${born.slice(2, 6)}${place}${order ?? String(101 + index * 7)}`;
  const key = insKey(body);
  if (key === null) throw new RangeError(`not a matricule: ${body}`);
  return body + key;
}

function capitalised(name: string): string {
  return name.charAt(0) + name.slice(1).toLowerCase();
}
