/** A moment proposed for a later sending. */
export type SendTime = { readonly code: "tomorrow" | "monday"; readonly at: Date };

const HOUR = 8;
/** Nothing is kept waiting longer: the patient's situation will have changed. */
const MOST_DAYS = 90;

/** Moments worth proposing: tomorrow at 8, and next Monday at 8 when that is another day (local time). */
export const sendTimes = (now: Date): readonly SendTime[] => {
  const inDays = (days: number): Date =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, HOUR, 0, 0, 0);
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return [
    { code: "tomorrow", at: inDays(1) },
    ...(toMonday === 1 ? [] : [{ code: "monday" as const, at: inDays(toMonday) }]),
  ];
};

/** The moment typed in a date and time field (`YYYY-MM-DDTHH:mm`, local time), or why it cannot be one. */
export const readSendTime = (
  text: string,
  now: Date,
):
  | { readonly ok: true; readonly at: Date }
  | { readonly ok: false; readonly code: "unreadable" | "past" | "too-far" } => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/u.exec(text);
  if (parts === null) return { ok: false, code: "unreadable" };
  const [year, month, day, hour, minute] = parts.slice(1).map(Number) as [number, number, number, number, number];
  const at = new Date(year, month - 1, day, hour, minute);
  if (at.getMonth() !== month - 1 || at.getDate() !== day || at.getHours() > 23)
    return { ok: false, code: "unreadable" };
  return checkSendTime(at, now);
};

/** Whether a moment is ahead, and not too far. */
export const checkSendTime = (at: Date, now: Date): ReturnType<typeof readSendTime> => {
  if (Number.isNaN(at.getTime())) return { ok: false, code: "unreadable" };
  if (at.getTime() <= now.getTime()) return { ok: false, code: "past" };
  return at.getTime() > now.getTime() + MOST_DAYS * 86_400_000 ? { ok: false, code: "too-far" } : { ok: true, at };
};

/** A moment as a date and time field holds it. */
export const sendTimeField = (at: Date): string => {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
};
