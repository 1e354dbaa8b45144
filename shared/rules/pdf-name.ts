import { firstCharacters, singleLine, withoutDiacritics } from "./fold";
import { dayOf } from "./hl7-date";

/** What the name of the PDF copy of a document says. `actDate` starts with `YYYYMMDD`. */
export type PdfNameInput = {
  readonly actDate: string;
  readonly typeLabel: string;
  readonly birthName: string;
  readonly firstName: string;
  readonly recordNumber?: string;
};

export type PdfName =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly code: "no-act-date" | "no-label" | "no-birth-name" | "no-first-name" };

/** `_` separates the fields and file systems refuse the others, hence none stays inside a field. */
const field = (text: string, length: number): string =>
  firstCharacters(singleLine(singleLine(text.slice(0, 1000)).replace(/[\\/:*?"<>|_]/g, " ")), length);

/** Name of the PDF that goes with a CDA: `AAAAMMJJ_<type>_<NOM>_<prenom>[_<dossier>].pdf` (ECO.2.1.6), type cut to 40 characters. */
export const pdfName = (input: PdfNameInput): PdfName => {
  const date = dayOf(input.actDate);
  if (date === null) return { ok: false, code: "no-act-date" };
  const label = field(input.typeLabel, 40);
  if (label === "") return { ok: false, code: "no-label" };
  const birthName = field(withoutDiacritics(input.birthName), 60).toUpperCase();
  if (birthName === "") return { ok: false, code: "no-birth-name" };
  const firstName = field(withoutDiacritics(input.firstName), 60);
  if (firstName === "") return { ok: false, code: "no-first-name" };
  const fields = [date, label, birthName, firstName, field(input.recordNumber ?? "", 30)];
  return { ok: true, name: `${fields.filter((one) => one !== "").join("_")}.pdf` };
};
