/** The calendar day that an HL7 or ISO date starts with, `YYYYMMDD`, `null` when it is partial or impossible. */
export const dayOf = (text: string): string | null => {
  const match = /^\s*(\d{4})-?(\d{2})-?(\d{2})/.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  // Day 0 of the next month is the last day of this one.
  const last = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= last ? match.slice(1).join("") : null;
};

/** Whole years between a birth day and a given day, both `YYYYMMDD`. */
export const ageOn = (birth: string, today: string): number => Math.floor((Number(today) - Number(birth)) / 10_000);
