/** Texts of this area. */
export const anomalies = {};
