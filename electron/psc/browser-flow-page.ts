/** What the person reads in the browser once the sign-in is over; from the catalogue, plain text. */
export type BrowserPages = { readonly title: string; readonly signedIn: string; readonly notSignedIn: string };

/** Sent with the page: nothing runs, nothing is fetched, nothing is kept, the address (it holds the code) is told to nobody. */
export const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  connection: "close",
} as const;

/** One sentence under the title, as a whole HTML document without script or style. Pure. */
export function browserPage(title: string, sentence: string): string {
  const [safeTitle, safeSentence] = [title, sentence].map(escapeHtml);
  return `<!doctype html>\n<html lang="fr"><head><meta charset="utf-8"><title>${safeTitle}</title></head><body><h1>${safeTitle}</h1><p>${safeSentence}</p></body></html>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? "");
