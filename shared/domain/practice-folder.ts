/** What is written of a document: its PDF (the one it holds, else drawn from it), its CDA, or the archive that it came in. */
export const PRACTICE_FORMS = ["pdf", "cda", "xdm"] as const;

/** One of `PRACTICE_FORMS`. */
export type PracticeForm = (typeof PRACTICE_FORMS)[number];

/** The folder from which a practice software takes the documents that are filed; `folder` is its last name, null while there is none. */
export type PracticeFolder = {
  readonly folder: string | null;
  readonly form: PracticeForm;
  /** What files by itself is written too, not only what a person files. */
  readonly automatic: boolean;
};
