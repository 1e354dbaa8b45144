import type { documents as fr } from '../fr/documents';

/** Texts of this area. */
export const documents: typeof fr = {};
