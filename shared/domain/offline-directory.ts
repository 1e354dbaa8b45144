/** The offline directory of this computer, as the settings show it; dates are ISO. */
export type OfflineDirectoryState = {
  /** `asOf`: the extraction's own date, null when nothing tells it; `stale`: more than seven days old. */
  readonly present: {
    readonly asOf: string | null;
    readonly importedAt: string;
    readonly rows: number;
    readonly skipped: number;
    readonly stale: boolean;
  } | null;
  /** What goes on: bytes of a download (`total` null while unknown), rows of an import. */
  readonly work: {
    readonly kind: "download" | "import";
    readonly done: number;
    readonly total: number | null;
  } | null;
  /** Why the last attempt failed; a code of the catalogue. */
  readonly failure: string | null;
  /** The list of domains of the espace de confiance; null before the first one. */
  readonly whiteList: { readonly domains: number; readonly asOf: string; readonly stale: boolean } | null;
  /** False where this environment names no place to download from. */
  readonly canDownload: boolean;
  /** Date of the extraction that the server offers, once it was asked; null when unknown. */
  readonly offered: string | null;
};
