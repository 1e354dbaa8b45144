import type { patients as fr } from "../fr/patients";

/** Texts of this area. */
export const patients: typeof fr = {};
