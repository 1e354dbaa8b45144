/** The functional journal. */
export const journal = {
  unexpected: "Autre action",
};
