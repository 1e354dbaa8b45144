import type { Language } from "../index";

const NBSP = "\u00a0";
const locale = (language: Language): string => (language === "fr" ? "fr-FR" : "en-GB");
const formatters = new Map<string, Intl.DateTimeFormat>();

const format = (language: Language, options: Intl.DateTimeFormatOptions, date: Date): string => {
  const key = `${language}${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale(language), options);
  formatters.set(key, known);
  const text = known.format(date);
  // The first of a month is an ordinal in French, and alone is.
  return language === "fr" && options.month === "long" ? text.replace(/\b1 (?=\p{L})/u, "1er ") : text;
};

const dayNumber = (date: Date): number =>
  Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000);
const daysAgo = (date: Date, now: Date): number => dayNumber(now) - dayNumber(date);
const words = {
  fr: { today: "aujourd’hui", yesterday: "hier", tomorrow: "demain", at: "à" },
  en: { today: "today", yesterday: "yesterday", tomorrow: "tomorrow", at: "at" },
} as const;
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const parsed = (iso: string): Date | null => {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? null : date;
};

/** `9 h 40` in French, `09:40` in English. */
export const clock = (date: Date, language: Language): string =>
  language === "fr"
    ? `${date.getHours()}${NBSP}h${NBSP}${String(date.getMinutes()).padStart(2, "0")}`
    : format("en", { hour: "2-digit", minute: "2-digit" }, date);

/** `12/03/2026`. */
export const plainDate = (date: Date): string =>
  `${String(date.getDate()).padStart(2, "0")}/${String(date.getMonth() + 1).padStart(2, "0")}/${String(date.getFullYear()).padStart(4, "0")}`;

/** Date of a list row: `9:40` today, `hier`, `ven.` within the week, then `12/03/2026`; empty when unreadable. */
export function rowDate(iso: string, now: Date, language: Language): string {
  const date = parsed(iso);
  if (date === null) return "";
  const ago = daysAgo(date, now);
  if (ago === 0) return `${date.getHours()}:${String(date.getMinutes()).padStart(2, "0")}`;
  if (ago === 1) return words[language].yesterday;
  if (ago > 1 && ago < 7) return format(language, { weekday: "short" }, date);
  return plainDate(date);
}

/** Date and time of a message: `aujourd’hui, 9 h 40`, `hier, 17 h 20`, `demain, 8 h 00`, `18 novembre, 17 h 20` within the year, then `12/03/2025, 9 h 40`. */
export function momentOf(iso: string, now: Date, language: Language): string {
  const date = parsed(iso);
  if (date === null) return "";
  const ago = daysAgo(date, now);
  const time = clock(date, language);
  if (ago === 0) return `${words[language].today}, ${time}`;
  if (ago === 1) return `${words[language].yesterday}, ${time}`;
  if (ago === -1) return `${words[language].tomorrow}, ${time}`;
  if (ago > 0 && date.getFullYear() === now.getFullYear())
    return `${format(language, { day: "numeric", month: "long" }, date)}, ${time}`;
  return `${plainDate(date)}, ${time}`;
}

/** Date and time as paper keeps them, `22 novembre 2026, 9 h 40`: no word that is true for a day only; empty when unreadable. */
export function fullMoment(iso: string, language: Language): string {
  const date = parsed(iso);
  return date === null ? "" : `${longDate(iso, language)}, ${clock(date, language)}`;
}

/** A moment to come: `aujourd’hui à 18 h 00`, `demain à 8 h 00`, `lundi 30 novembre à 8 h 00`; empty when unreadable. */
export function comingMoment(iso: string, now: Date, language: Language): string {
  const date = parsed(iso);
  if (date === null) return "";
  const ago = daysAgo(date, now);
  const day =
    ago === 0
      ? words[language].today
      : ago === -1
        ? words[language].tomorrow
        : format(language, { weekday: "long", day: "numeric", month: "long" }, date);
  return `${day} ${words[language].at} ${clock(date, language)}`;
}

/** Whole days of the calendar from a date to now, 0 at the least. */
export function daysSince(iso: string, now: Date): number {
  const date = parsed(iso);
  return date === null ? 0 : Math.max(0, daysAgo(date, now));
}

/** What tells apart the headings of a list: each day of the last week, then each month. Words nothing: it is asked of every row. */
export function dayKey(iso: string, now: Date): string {
  const date = parsed(iso);
  if (date === null) return "unknown";
  const ago = daysAgo(date, now);
  const month = `${date.getFullYear()}-${date.getMonth() + 1}`;
  return ago >= 0 && ago < 7 ? `${month}-${date.getDate()}` : month;
}

/** The heading that a conversation is listed under, one for each `dayKey`. */
export function dayHeading(iso: string, now: Date, language: Language): string {
  const date = parsed(iso);
  if (date === null) return "—";
  const ago = daysAgo(date, now);
  if (ago === 0) return upperFirst(words[language].today);
  if (ago === 1) return upperFirst(words[language].yesterday);
  if (ago > 1 && ago < 7) return upperFirst(format(language, { weekday: "long", day: "numeric", month: "long" }, date));
  return upperFirst(format(language, { month: "long", year: "numeric" }, date));
}

/** `28/03/1979` from an HL7 date-time (`YYYYMMDD…`); `03/1979` or `1979` when it is shorter; empty when unreadable. */
export function hl7Date(value: string): string {
  const found = /^(\d{4})(\d{2})?(\d{2})?/u.exec(value);
  if (found === null) return "";
  return [found[3], found[2], found[1]].filter((part) => part !== undefined).join("/");
}

/** `20 novembre 2026` from an ISO date or an HL7 date-time. */
export function longDate(value: string, language: Language): string {
  const iso = /^\d{8}/u.test(value) ? `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}T12:00:00` : value;
  const date = parsed(iso);
  return date === null ? "" : format(language, { day: "numeric", month: "long", year: "numeric" }, date);
}

/** `20 novembre 2026, 9 h 30` from an HL7 date-time, in the time of this computer when it says its zone; the date alone when it has no hour. */
export function hl7Moment(value: string, language: Language): string {
  const found = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})[\d.]*(?:([+-]\d{2})(\d{2}))?$/u.exec(value);
  if (found === null) return longDate(value, language);
  const [, year, month, day, hour, minute, zoneHours, zoneMinutes] = found;
  const zone = zoneHours === undefined ? "" : `${zoneHours}:${zoneMinutes}`;
  const date = parsed(`${year}-${month}-${day}T${hour}:${minute}:00${zone}`);
  return date === null
    ? longDate(value, language)
    : `${longDate(date.toISOString(), language)}, ${clock(date, language)}`;
}

/** The name of a month, 1–12, in small letters. */
export const monthName = (month: number, language: Language): string =>
  format(language, { month: "long" }, new Date(2026, month - 1, 1));

/** `1 min 17 s`, `42 s`, `1 h 05 min`: a time left, never negative. */
export function timeLeft(seconds: number): string {
  const left = Math.max(0, Math.round(seconds));
  if (left < 60) return `${left}${NBSP}s`;
  if (left < 3600) return `${Math.floor(left / 60)}${NBSP}min${left % 60 === 0 ? "" : `${NBSP}${left % 60}${NBSP}s`}`;
  return `${Math.floor(left / 3600)}${NBSP}h${NBSP}${String(Math.floor((left % 3600) / 60)).padStart(2, "0")}${NBSP}min`;
}
