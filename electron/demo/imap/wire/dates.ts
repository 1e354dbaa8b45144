const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY_MS = 86_400_000;

/** An instant (ms) as INTERNALDATE without quotes, in UTC (RFC 3501 date-time). */
export function formatDateTime(instant: number): string {
  const date = new Date(instant);
  const day = String(date.getUTCDate()).padStart(2, " ");
  return `${day}-${MONTHS[date.getUTCMonth()] ?? "Jan"}-${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)} +0000`;
}

/** The instant (ms) of a date-time such as ` 5-Nov-2026 08:00:00 +0100`; undefined when malformed. */
export function parseDateTime(text: string): number | undefined {
  const found = /^\s?(\d{1,2}-[A-Za-z]{3}-\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/.exec(text);
  const day = found && parseDay(found[1] ?? "");
  if (!found || day === undefined || day === null) return undefined;
  const [hours, minutes, seconds, zoneHours, zoneMinutes] = [2, 3, 4, 6, 7].map((group) => Number(found[group])) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (hours > 23 || minutes > 59 || seconds > 60 || zoneHours > 14 || zoneMinutes > 59) return undefined;
  const zone = (zoneHours * 60 + zoneMinutes) * (found[5] === "-" ? -1 : 1);
  return day * DAY_MS + ((hours * 60 + minutes - zone) * 60 + seconds) * 1000;
}

/** A date such as `5-Nov-2026` as a count of days since 1970; undefined when malformed. */
export function parseDay(text: string): number | undefined {
  const found = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/.exec(text);
  if (!found) return undefined;
  const month = MONTHS.findIndex((name) => name.toLowerCase() === found[2]?.toLowerCase());
  const instant = Date.UTC(Number(found[3]), month, Number(found[1]));
  return month < 0 || new Date(instant).getUTCDate() !== Number(found[1]) ? undefined : instant / DAY_MS;
}

/** The day of an instant in UTC, as a count of days since 1970. */
export function dayOf(instant: number): number {
  return Math.floor(instant / DAY_MS);
}

/** The day written in a Date header, its zone disregarded as SENTSINCE asks (RFC 3501 §6.4.4). */
export function dayOfDateHeader(value: string): number | undefined {
  const found = /(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})/.exec(value);
  return found ? parseDay(`${found[1]}-${found[2]}-${found[3]}`) : undefined;
}
