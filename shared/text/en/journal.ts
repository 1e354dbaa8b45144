import type { journal as fr } from "../fr/journal";

/** The functional journal. */
export const journal: typeof fr = {
  unexpected: "Other action",
};
