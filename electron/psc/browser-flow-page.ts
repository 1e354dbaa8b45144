import { createHash } from "node:crypto";

/** What the person reads in the browser once the sign-in is over; from the catalogue, plain text. */
export type BrowserPages = {
  readonly language: "fr" | "en";
  readonly title: string;
  readonly signedIn: string;
  readonly notSignedIn: string;
};

const STYLE = `:root{color-scheme:light dark;--paper:#fff;--wash:#f6f7f5;--line:#dfe3de;--ink:#1c2623;--brand:#0b5a54}
@media (prefers-color-scheme:dark){:root{--paper:#161b1a;--wash:#101413;--line:#2c3533;--ink:#eaf0ee;--brand:#6fcabf}}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--wash);color:var(--ink);font:17px/1.5 system-ui,sans-serif}
main{box-sizing:border-box;width:min(34rem,calc(100vw - 32px));padding:32px;background:var(--paper);border:1px solid var(--line);border-radius:12px}
h1{margin:0 0 8px;font-size:24px;color:var(--brand)}p{margin:0}`;

/** Sent with the page: nothing runs, nothing is fetched, nothing is kept, the address (it holds the code) is told to nobody. */
export const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  connection: "close",
} as const;

/** One sentence under the title, as a whole HTML document without script; its only style is the one the header names. Pure. */
export function browserPage(pages: BrowserPages, how: "signedIn" | "notSignedIn"): string {
  const [title, sentence] = [escapeHtml(pages.title), escapeHtml(pages[how])];
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style>`;
  return `<!doctype html>\n<html lang="${pages.language}"><head>${head}</head><body><main><h1>${title}</h1><p>${sentence}</p></main></body></html>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? "");
