/** Texts of this area. */
export const documents = {};
