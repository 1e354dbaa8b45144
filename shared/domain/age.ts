/** Ages in months after which something may be put away. */
export const AGES = [3, 6, 12, 24] as const;
export type Age = (typeof AGES)[number];
