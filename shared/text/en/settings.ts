import type { settings as fr } from "../fr/settings";

/** Texts of this area. */
export const settings: typeof fr = {};
