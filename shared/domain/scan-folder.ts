/** What a scanner writes: the kinds of files that are proposed from its folder. */
export type ScanKind = "pdf" | "jpeg" | "png" | "tiff";

/** A file of the scanner folder that is in no message yet. `id` is made of its name, size and date: a file that changes is another one. */
export type ScannedFile = {
  readonly id: string;
  /** Safe to show. */
  readonly name: string;
  readonly kind: ScanKind;
  readonly size: number;
  /** ISO date-time of its last change. */
  readonly at: string;
};

/** The files to attach, newest first; `older`: how many more there are behind those listed; `cut`: the folder holds too many to look at all. */
export type ScannedFiles = { readonly files: readonly ScannedFile[]; readonly older: number; readonly cut: boolean };

/** The scanner folder (dossier de numérisation); `folder` is its last name, null while there is none. */
export type ScanFolder = {
  readonly folder: string | null;
  /** A file that left with a message is taken away from the folder. */
  readonly removeOnceSent: boolean;
};
