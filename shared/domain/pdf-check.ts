/** What departs from PDF/A-1 (ISO 19005-1) in a PDF, as far as Pli looks. */
export type PdfProblem =
  | "no-claim"
  | "other-claim"
  | "no-output-intent"
  | "no-identifier"
  | "later-syntax"
  | "encrypted"
  | "fonts-not-embedded"
  | "transparency"
  | "scripts"
  | "embedded-files";

/** What was looked at in a PDF before it is sent: its pages, the PDF/A that it claims (`1b`…, empty without), and what contradicts PDF/A-1. */
export type PdfCheck = {
  readonly pages: number;
  readonly claim: string;
  readonly problems: readonly PdfProblem[];
};
