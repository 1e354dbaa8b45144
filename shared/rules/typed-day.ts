import { dayOf } from "./hl7-date";

/** `YYYYMMDD` of a day typed `jj/mm/aaaa`, with or without bars; null when there is no such day, or before 1850. */
export const typedDay = (text: string): string | null => {
  const found = /^\s*(\d{1,2})[/. -]?(\d{2})[/. -]?(\d{4})\s*$/u.exec(text.slice(0, 100));
  if (found === null) return null;
  const [, day = "", month = "", year = ""] = found;
  return year < "1850" ? null : dayOf(`${year}${month}${day.padStart(2, "0")}`);
};
