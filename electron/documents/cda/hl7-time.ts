const shape = /^(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:\.\d{1,6})?([+-]\d{4}|Z)?$/;

/**
 * An HL7 date-time (TS) in UTC without its zone, as XDS wants it, at the precision written.
 * A date (8 digits or fewer) and a time without zone are kept as they are; an unreadable value gives an empty string.
 */
export function toUtc(written: string): string {
  const match = shape.exec(written.trim());
  if (!match) return "";
  const digits = match.slice(1, 7).join("");
  const zone = match[7];
  if (digits.length <= 8 || !zone || zone === "Z") return digits;
  const padded = digits.padEnd(14, "0");
  const at = Date.UTC(
    part(padded, 0, 4),
    part(padded, 4, 6) - 1,
    part(padded, 6, 8),
    part(padded, 8, 10),
    part(padded, 10, 12),
    part(padded, 12, 14),
  );
  const offset = (part(zone, 1, 3) * 60 + part(zone, 3, 5)) * 60_000 * (zone.startsWith("-") ? -1 : 1);
  return compact(new Date(at - offset)).slice(0, Math.max(12, digits.length));
}

/** `YYYYMMDDhhmmss` of an instant, in UTC. */
export function compact(at: Date): string {
  return at.toISOString().replace(/[-T:]/g, "").slice(0, 14);
}

/** An XDS time (UTC, zone unwritten) as an HL7 date-time that says its zone; a date stays a date. */
export function withUtcZone(written: string): string {
  const digits = written.trim();
  return /^\d{10,14}$/.test(digits) ? `${digits}+0000` : digits;
}

function part(digits: string, from: number, to: number): number {
  return Number(digits.slice(from, to));
}
