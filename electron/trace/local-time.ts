/** Local time of the workstation with its offset, `2026-03-05T14:07:09.120+01:00` (CONF.17: the journal keeps the local time). */
export function localTime(at: Date, offsetMinutes: number = -at.getTimezoneOffset()): string {
  const shifted = new Date(at.getTime() + offsetMinutes * 60_000).toISOString().slice(0, -1);
  const size = Math.abs(offsetMinutes);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${shifted}${offsetMinutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
