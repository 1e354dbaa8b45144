import type { Ins, PatientTraits } from "#shared/domain/patient";
import { dayOf } from "./hl7-date";
import { insNature, parseMatricule } from "./ins";

/** What a scanned INS datamatrix gives: the INS and the strict traits; `reason` is worded by the catalogue. */
export type ScannedIns =
  | { readonly ok: true; readonly ins: Ins; readonly traits: PatientTraits }
  | {
      readonly ok: false;
      readonly reason: "not-ins" | "keyboard" | "incomplete" | "bad-matricule" | "bad-authority" | "bad-date";
    };

/** Fields and their lengths: `<GS>` ends one that is shorter than its most (spec v2.2: S2 20, S3 and S4 100). */
const FIXED: Readonly<Record<string, number>> = { S1: 15, S5: 1, S6: 10, S7: 5 };
const MOST: Readonly<Record<string, number>> = { S2: 20, S3: 100, S4: 100 };
const HEADER = /^IS01[0-9A-Z]{22}/u;
const SEXES: Readonly<Record<string, PatientTraits["sex"]>> = { M: "male", F: "female" };

/**
 * Reads the INS datamatrix (ANS, spec v2.2) as a scanner types it: header `IS01` and 22 characters, then S1 matricule, S2 OID, S3 given names,
 * S4 birth name, S5 sex, S6 JJ-MM-AAAA, S7 COG. The separator may come as its character, as `<GS>`, or be swallowed by the keyboard.
 */
export const readInsDatamatrix = (typed: string): ScannedIns => {
  const text = typed
    .slice(0, 1000)
    .replaceAll("<GS>", "\u001D")
    .replace(/^[\s\u001D]+|[\s\u001D]+$/gu, "")
    .toUpperCase();
  // A scanner set for a QWERTY keyboard types the top row of an AZERTY one without its digits.
  if (/^IS[À&]/u.test(text)) return { ok: false, reason: "keyboard" };
  if (!HEADER.test(text)) return { ok: false, reason: "not-ins" };
  const fields = fieldsOf(text.slice(26));
  return fields === null ? { ok: false, reason: "incomplete" } : checked(fields);
};

const fieldsOf = (body: string): ReadonlyMap<string, string> | null => {
  const fields = new Map<string, string>();
  for (let rest = body; rest !== "";) {
    const tag = rest.slice(0, 2);
    const after = rest.slice(2);
    const value = valueOf(tag, after);
    if (value === null || fields.has(tag)) return null;
    fields.set(tag, value.trim());
    rest = after.slice(value.length).replace(/^\u001D/u, "");
  }
  return fields;
};

/** The value that begins a text: fixed by its tag, else up to the separator or, where the keyboard swallowed it, to the next tag. */
const valueOf = (tag: string, after: string): string | null => {
  const fixed = FIXED[tag];
  if (fixed !== undefined) return after.length < fixed ? null : after.slice(0, fixed);
  const most = MOST[tag];
  if (most === undefined) return null;
  // Names hold no digit and an OID no letter: `S` and a digit can only be the next tag.
  const end = /\u001D|S[1-7]/u.exec(after)?.index ?? after.length;
  return after.slice(0, Math.min(end, most));
};

const checked = (fields: ReadonlyMap<string, string>): ScannedIns => {
  const of = (tag: string): string => fields.get(tag) ?? "";
  const refuse = (reason: Extract<ScannedIns, { ok: false }>["reason"]): ScannedIns => ({ ok: false, reason });
  if ([...Object.keys(FIXED), ...Object.keys(MOST)].some((tag) => of(tag) === "")) return refuse("incomplete");
  const matricule = parseMatricule(of("S1"));
  if (matricule === null) return refuse("bad-matricule");
  if (insNature(of("S2")) === "other") return refuse("bad-authority");
  const [, day = "", month = "", year = ""] = /^(\d\d)-(\d\d)-(\d{4})$/u.exec(of("S6")) ?? [];
  const birthDate = dayOf(`${year}${month}${day}`);
  if (birthDate === null) return refuse("bad-date");
  const names = of("S3").replace(/\s+/gu, " ");
  return {
    ok: true,
    ins: { matricule: matricule.value, oid: of("S2") },
    traits: {
      birthName: of("S4"),
      firstName: names.split(" ")[0] ?? "",
      names,
      sex: SEXES[of("S5")] ?? "unknown",
      birthDate,
      birthPlace: of("S7"),
    },
  };
};
