/** Texts of this area. */
export const patients = {};
