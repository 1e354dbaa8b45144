/** Months that the journal may be kept; six are recommended (Ref#2 §5), less is not proposed. */
export const RETENTIONS = [6, 12, 24, 60] as const;
export type Retention = (typeof RETENTIONS)[number];
