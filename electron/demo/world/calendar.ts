import type { SeededRandom } from "./seeded-random";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONTHS = [
  "janvier",
  "février",
  "mars",
  "avril",
  "mai",
  "juin",
  "juillet",
  "août",
  "septembre",
  "octobre",
  "novembre",
  "décembre",
];
const WEEKDAYS = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];

/** Two years, in days. */
export const WORLD_DAYS = 730;

/** When the conversation of that rank begins, of `count`: the first ones today, yesterday and this week, the others thinner with age. */
export function startOf(rank: number, count: number, now: Date, random: SeededRandom): Date {
  if (rank < 6) return new Date(now.getTime() - random.between(60, 240) * 60_000);
  if (rank < 9) return workingHour(new Date(now.getTime() - DAY), random);
  if (rank < 18) return workingHour(new Date(now.getTime() - random.between(2, 6) * DAY), random);
  const share = Math.min(1, (rank - 18 + random.next()) / Math.max(1, count - 18));
  return workingHour(new Date(now.getTime() - (7 + (WORLD_DAYS - 9) * share ** 1.5) * DAY), random);
}

/** When an answer to a message of `after` is written: hours later by day, the next morning otherwise. */
export function answerTime(after: Date, random: SeededRandom): Date {
  const soon = new Date(after.getTime() + random.between(25, 300) * 60_000);
  const hour = soon.getHours();
  return hour >= 8 && hour < 20 && random.chance(0.6) ? soon : workingHour(new Date(after.getTime() + DAY), random);
}

/** `jeudi 4 juin`. */
export const longDay = (date: Date): string =>
  `${WEEKDAYS[date.getDay()] ?? ""} ${date.getDate()} ${MONTHS[date.getMonth()] ?? ""}`;

/** `JJ/MM/AAAA`. */
export const shortDate = (date: Date): string =>
  [date.getDate(), date.getMonth() + 1].map((part) => String(part).padStart(2, "0")).join("/") +
  `/${date.getFullYear()}`;

/** `AAAAMMJJhhmmss+0000`, in UTC (HL7). */
export const hl7Time = (date: Date): string => `${date.toISOString().replace(/\D/gu, "").slice(0, 14)}+0000`;

/** Years from a birth date `AAAAMMJJ` to a day. */
export function ageOn(birthDate: string, day: Date): number {
  const today = Number(day.toISOString().slice(0, 10).replaceAll("-", ""));
  return Math.floor((today - Number(birthDate)) / 10_000);
}

/** The same number of days later, at an hour and minute of practice. */
export function inDays(date: Date, days: number): Date {
  return new Date(date.getTime() + days * DAY);
}

function workingHour(day: Date, random: SeededRandom): Date {
  const at = new Date(day);
  at.setHours(random.between(8, 18), random.between(0, 59), random.between(0, 59), 0);
  return at;
}
