/** Administrative sex as a matricule or a document tells it. */
export type Sex = "male" | "female" | "unknown";

/** Nature of an INS, from its OID. */
export type InsNature = "nir" | "nia" | "test" | "demo" | "other";

/** A matricule read: `value` is the 15 characters without spaces, upper-case; no century is ever guessed. */
export type ParsedMatricule = {
  readonly value: string;
  readonly keyValid: boolean;
  readonly sex: Sex;
  readonly birthYear2: string;
  /** 1–12; absent where INSEE wrote a special month (13, 20–42, 50–99). */
  readonly birthMonth?: number;
};

/** OIDs of the INS authorities (ANS, annexe INS). */
export const INS_OIDS = {
  nir: "1.2.250.1.213.1.4.8",
  nia: "1.2.250.1.213.1.4.9",
  test: "1.2.250.1.213.1.4.10",
  demo: "1.2.250.1.213.1.4.11",
} as const;

/** Domain of the patients' boxes (Mon espace santé). */
export const MES_DOMAIN = "patient.mssante.fr";

/** Robot of Mon espace santé that answers test messages in the production trust space; it has no matricule. */
export const MES_TEST_ROBOT = `reponse.automatique-test@${MES_DOMAIN}`;

const SHAPE = /^[1-478]\d{4}(?:\d{5}|2[AB]\d{3})\d{3}\d{2}$/;

const compact = (text: string): string => (text.length > 40 ? "" : text.replace(/[\s\u00A0\u202F]/g, "").toUpperCase());

/** Key (two digits, 01–97) of the 13 first characters of a matricule, `null` when they are not of the right shape. */
export const insKey = (thirteen: string): string | null => {
  const body = compact(thirteen);
  if (!SHAPE.test(`${body}00`)) return null;
  // In Corsica the department counts as 19 (2A) or 18 (2B).
  const number = Number(body.replace("2A", "19").replace("2B", "18"));
  return String(97 - (number % 97)).padStart(2, "0");
};

/** Whether the text is a matricule of 15 characters whose key is right. */
export const isKeyValid = (matricule: string): boolean => {
  const value = compact(matricule);
  return SHAPE.test(value) && insKey(value.slice(0, 13)) === value.slice(13);
};

const sexOf = (first: string): Sex => ("137".includes(first) ? "male" : "248".includes(first) ? "female" : "unknown");

/** Reads a matricule written with or without spaces; `null` when it is not of the right shape. A wrong key is told, not refused. */
export const parseMatricule = (text: string): ParsedMatricule | null => {
  const value = compact(text);
  if (!SHAPE.test(value)) return null;
  const month = Number(value.slice(3, 5));
  return {
    value,
    keyValid: isKeyValid(value),
    sex: sexOf(value.charAt(0)),
    birthYear2: value.slice(1, 3),
    ...(month >= 1 && month <= 12 ? { birthMonth: month } : {}),
  };
};

/** A matricule as people read it, `2 79 03 51 215 189 89`; a text that is not a matricule comes back unchanged. */
export const formatMatricule = (matricule: string): string => {
  const value = compact(matricule);
  if (!SHAPE.test(value)) return matricule;
  return [0, 1, 3, 5, 7, 10, 13].map((start, index, all) => value.slice(start, all[index + 1])).join(" ");
};

/** Nature of an INS OID; `other` for anything that is not an INS (INS-C and NSS included). */
export const insNature = (oid: string): InsNature => {
  switch (oid) {
    case INS_OIDS.nir:
      return "nir";
    case INS_OIDS.nia:
      return "nia";
    case INS_OIDS.test:
      return "test";
    case INS_OIDS.demo:
      return "demo";
    default:
      return "other";
  }
};

/** Address of the patient's box, `null` when the matricule is not of the right shape; only for a qualified INS (ECO.2.2.6). */
export const patientAddress = (matricule: string): string | null => {
  const parsed = parseMatricule(matricule);
  return parsed === null ? null : `${parsed.value}@${MES_DOMAIN}`;
};

/** Matricule that a patient address carries (key not checked), `null` for any other address. */
export const matriculeFromAddress = (address: string): string | null => {
  const at = address.length === 15 + 1 + MES_DOMAIN.length ? 15 : -1;
  if (address.charAt(at) !== "@" || address.slice(at + 1).toLowerCase() !== MES_DOMAIN) return null;
  const local = address.slice(0, at).toUpperCase();
  return SHAPE.test(local) ? local : null;
};
