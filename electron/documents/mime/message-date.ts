const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const ZONES: Readonly<Record<string, number>> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};
const DATE =
  /(?:^|[\s,])(\d{1,2})[\s-]+([A-Za-z]{3})[A-Za-z]*\.?[\s-]+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*([+-]\d{4}|[A-Za-z]{1,5})?/;

/** ISO date-time of a Date header (RFC 5322 §3.3, obsolete forms of §4.3 too), or an empty string when absent or unreadable. */
export function readDate(header: string): string {
  const match = DATE.exec(header.slice(0, 200));
  if (!match) return "";
  const month = MONTHS.indexOf((match[2] ?? "").toLowerCase());
  const [day, hour, minute, second] = [match[1], match[4], match[5], match[6] ?? "0"].map(Number);
  if (month < 0 || day === undefined || hour === undefined || minute === undefined || second === undefined) return "";
  if (day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return "";
  const time = Date.UTC(fullYear(match[3] ?? ""), month, day, hour, minute, Math.min(second, 59));
  // 31 February rolls over to March: not a date.
  if (new Date(time).getUTCDate() !== day) return "";
  return new Date(time - zoneMinutes(match[7] ?? "") * 60_000).toISOString();
}

/** Two digits below 50 are of the 2000s, other short years of the 1900s (RFC 5322 §4.3). */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return digits.length === 2 && year < 50 ? 2000 + year : 1900 + year;
}

function zoneMinutes(zone: string): number {
  const match = /^([+-])(\d{2})(\d{2})$/.exec(zone);
  if (!match) return ZONES[zone.toUpperCase()] ?? 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}
