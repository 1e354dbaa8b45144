/** The moment that the extraction's name carries (`…_AAAAMMJJhhmm.txt`), taken as UTC, as ISO; null when it has none. */
export function stampOf(name: string): string | null {
  const [, year, month, day, hour, minute] = /(20\d{2})(\d{2})(\d{2})(\d{2})(\d{2})\D*$/u.exec(name) ?? [];
  const text = `${year}-${month}-${day}T${hour}:${minute}:00.000Z`;
  return year === undefined || Number.isNaN(Date.parse(text)) ? null : text;
}
