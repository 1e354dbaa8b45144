import type { Language } from "../index";

/** `214 Ko`, `1,2 Mo`: a size in bytes, with the units of the language. */
export function fileSize(bytes: number, language: Language): string {
  const units = language === "fr" ? (["o", "Ko", "Mo", "Go"] as const) : (["B", "KB", "MB", "GB"] as const);
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 1000 && unit < 3) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit < 2 || value >= 10 ? 0 : 1;
  return `${new Intl.NumberFormat(language === "fr" ? "fr-FR" : "en-GB", { maximumFractionDigits: digits }).format(value)}\u00a0${units[unit]}`;
}

/** `8 99700 21889 6`: a national identifier (type digit then RPPS) in groups that can be compared with a card; anything else as it is. */
export function spacedIdNat(idNat: string): string {
  const found = /^(\d)(\d{5})(\d{5})(\d)$/u.exec(idNat);
  return found === null ? idNat : found.slice(1).join("\u00a0");
}
