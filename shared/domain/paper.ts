/** Height in points (1/72 inch) of the bands that say whom a printed page is about and when it was printed, on a page as wide as A4. */
export const PAPER_BANDS = { top: 48, bottom: 26 } as const;
