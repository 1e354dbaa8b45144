import { firstCharacters, fold, singleLine, withoutDiacritics } from "./fold";
import { dayOf } from "./hl7-date";

/** Phrase that marks a message carrying health documents (IHE ITI-32). */
export const XDM_MARKER = "XDM/1.0/DDM";

/** What the subject of a message of documents says. `birthDate` starts with `YYYYMMDD`, or is empty. */
export type XdmSubjectInput = {
  /** Label of the CDA code of each document. */
  readonly typeLabels: readonly string[];
  readonly birthName: string;
  readonly firstName: string;
  readonly birthDate: string;
};

export type XdmSubject =
  | { readonly ok: true; readonly subject: string }
  | { readonly ok: false; readonly code: "no-document" | "no-label" | "no-birth-name" | "no-first-name" };

/** Subject of a message of documents: `XDM/1.0/DDM+<libellé> <NOM> <prénom> [JJ/MM/AAAA]` (ECO.2.1.3); RFC 2047 is left to the MIME writer. */
export const buildSubject = (input: XdmSubjectInput): XdmSubject => {
  const [first] = input.typeLabels;
  if (first === undefined) return { ok: false, code: "no-document" };
  const label =
    input.typeLabels.length === 1 ? firstCharacters(singleLine(first), 40) : `${input.typeLabels.length} documents`;
  const birthName = withoutDiacritics(singleLine(input.birthName)).toUpperCase();
  const firstName = withoutDiacritics(singleLine(input.firstName));
  if (label === "") return { ok: false, code: "no-label" };
  if (birthName === "") return { ok: false, code: "no-birth-name" };
  if (firstName === "") return { ok: false, code: "no-first-name" };
  const day = dayOf(input.birthDate);
  const date = day === null ? "" : ` ${day.slice(6, 8)}/${day.slice(4, 6)}/${day.slice(0, 4)}`;
  return { ok: true, subject: `${XDM_MARKER}+${label} ${birthName} ${firstName}${date}` };
};

// Each alternative starts with something other than a space, so that no input makes the match backtrack.
const HIDDEN = /^(\s*(?:(?:re|fwd?|tr|r[ée]p|ref)\s*:\s*|\[[^\]]*\]\s*)*)XDM\/1\.0\/DDM\s*\+?\s*/iu;
const PREFIXES = /^\s*(?:(?:re|fwd?|tr|r[ée]p|ref)\s*:\s*)+/iu;
const ANSWER = /^\s*(?:re|r[ée]p)\s*:/iu;
const FAILURE =
  /^\s*\[(?:KO\s+Int[ée]gration\s+syst[èe]me|Erreur\s+d.int[ée]gration)\s*!\s*\]\s*(?:\[\s*(\d{1,4})\s*\])?\s*/iu;

/** Longest subject that the patterns are tried on. */
const bounded = (raw: string): string => raw.slice(0, 2000).normalize("NFC");

/** Subject as shown: `XDM/1.0/DDM+` hidden, `Re:` and bracketed prefixes kept (SC.MSS/UX.28); the raw subject stays stored. */
export const displaySubject = (raw: string): string => bounded(raw).replace(HIDDEN, "$1");

/** Subject of the message that ended an exchange with a patient before X-MSS-MES. */
export const FIN_SUBJECT = "[FIN]";

/** Whether the message is the older way to end an exchange with a patient: a subject of the five characters `[FIN]`, case respected. */
export const isFinSubject = (subject: string): boolean => subject === FIN_SUBJECT;

/** The subject with its prefix, once. */
export const prefixed = (prefix: "Re" | "Tr", subject: string): string =>
  new RegExp(`^\\s*${prefix}\\s*:`, "iu").test(subject) ? subject : `${prefix}: ${subject}`;

/** Whether the subject was written by an answer (`Re:`, `Rép:`). */
export const isAnswerSubject = (raw: string): boolean => ANSWER.test(bounded(raw));

/** Subject as conversations compare it: prefixes and marker off, folded. Empty when nothing is left. */
export const subjectKey = (raw: string): string =>
  fold(displaySubject(bounded(raw).replace(PREFIXES, "")).replace(PREFIXES, ""));

/**
 * Reads the subject of a notice of integration failure (IG-MDN, current and older forms): its application code
 * (`null` when absent) and the rest of the subject; `null` for any other subject.
 */
export const parseIntegrationFailure = (
  raw: string,
): { readonly code: string | null; readonly subject: string } | null => {
  const subject = bounded(raw);
  const match = FAILURE.exec(subject);
  return match === null ? null : { code: match[1] ?? null, subject: subject.slice(match[0].length) };
};
