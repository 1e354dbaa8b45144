import type { anomalies as fr } from '../fr/anomalies';

/** Texts of this area. */
export const anomalies: typeof fr = {};
