/** Bounds of an archive from outside: entries, bytes once inflated (all, each), and inflated : deflated ratio. */
export type ArchiveLimits = {
  readonly entries: number;
  readonly totalBytes: number;
  readonly entryBytes: number;
  readonly ratio: number;
  /** The ratio is judged only above this many inflated bytes: a small file of spaces is harmless. */
  readonly ratioFloor: number;
};

/** The bounds of every archive that a message carries; a message holds 25 MB and a large CDA 3 MB. */
export const archiveLimits: ArchiveLimits = {
  entries: 200,
  totalBytes: 100 * 2 ** 20,
  entryBytes: 60 * 2 ** 20,
  ratio: 100,
  ratioFloor: 64 * 1024,
};
