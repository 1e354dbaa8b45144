/** An attribute: name in lower case, value as written (references not decoded), and where the value stands in the source. */
export type HtmlAttribute = {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
};

/** What a source of HTML is made of. Comments, doctypes and the content of elements that hold no text are not given. */
export type HtmlToken =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "open"; readonly name: string; readonly attributes: readonly HtmlAttribute[] }
  | { readonly kind: "close"; readonly name: string };

/** Elements whose content is no text of the message, up to their end tag. */
const RAW = new Set(["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"]);
/** The same where their end tag exists; without it a browser would show what follows. */
const CLOSED = new Set(["noscript", "template", "object", "svg", "math", "select"]);
const MAX_ATTRIBUTES = 64;

type Cursor = { readonly html: string; readonly lower: string; at: number; readonly unclosed: Set<string> };

/**
 * Cuts HTML into tags and text in one pass (linear time, no recursion). It is stricter than a browser: what opens a tag and
 * never closes it is dropped to the end, so nothing that a browser could take for a tag ever comes out as one.
 */
export function* readHtml(html: string): Generator<HtmlToken> {
  const cursor: Cursor = { html, lower: asciiLower(html), at: 0, unclosed: new Set() };
  while (cursor.at < html.length) {
    const next = nextMarkup(cursor);
    if (next > cursor.at) yield { kind: "text", text: html.slice(cursor.at, next) };
    cursor.at = next;
    if (next >= html.length) return;
    const token = readMarkup(cursor);
    if (!token) continue;
    yield token;
    if (token.kind === "open" && token.name === "plaintext") return;
    if (token.kind === "open" && (RAW.has(token.name) || CLOSED.has(token.name))) skipRaw(cursor, token.name);
  }
}

/** Index of the next `<` that opens something; a `<` before anything else is text. */
function nextMarkup({ html, at }: Cursor): number {
  for (let i = html.indexOf("<", at); i >= 0; i = html.indexOf("<", i + 1))
    if (/[A-Za-z/!?]/.test(html[i + 1] ?? "")) return i;
  return html.length;
}

function readMarkup(cursor: Cursor): HtmlToken | null {
  const { html, at } = cursor;
  const mark = html[at + 1] ?? "";
  if (html.startsWith("<!--", at)) return skipTo(cursor, "-->", at + 4);
  if (mark === "!" || mark === "?") return skipTo(cursor, ">", at + 2);
  const closing = mark === "/";
  cursor.at = at + (closing ? 2 : 1);
  const name = readWhile(cursor, (code) => !isBlank(code) && code !== GREATER && code !== SLASH).toLowerCase();
  const attributes = readAttributes(cursor);
  if (!attributes || !/^[a-z][a-z0-9:_-]{0,30}$/.test(name)) return null;
  return closing ? { kind: "close", name } : { kind: "open", name, attributes };
}

function skipTo(cursor: Cursor, mark: string, from: number): null {
  // "<!-->" closes at once.
  const found = cursor.html.indexOf(mark, mark === "-->" ? from - 2 : from);
  cursor.at = found < 0 ? cursor.html.length : found + mark.length;
  return null;
}

const GREATER = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const isBlank = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d);

/** Reads up to and over `>`; null when the source ends first. */
function readAttributes(cursor: Cursor): readonly HtmlAttribute[] | null {
  const { html } = cursor;
  const attributes: HtmlAttribute[] = [];
  while (cursor.at < html.length) {
    readWhile(cursor, (code) => isBlank(code) || code === SLASH);
    if (html.charCodeAt(cursor.at) === GREATER) {
      cursor.at++;
      return attributes;
    }
    const from = cursor.at;
    const name = readWhile(cursor, (code) => !isBlank(code) && code !== GREATER && code !== SLASH && code !== EQUALS);
    readWhile(cursor, isBlank);
    const place = html.charCodeAt(cursor.at) === EQUALS ? readValue(cursor) : { start: cursor.at, end: cursor.at };
    if (!place) return null;
    const known = attributes.length >= MAX_ATTRIBUTES || attributes.some((other) => other.name === name.toLowerCase());
    if (name && !known)
      attributes.push({ name: name.toLowerCase(), value: html.slice(place.start, place.end), ...place });
    if (cursor.at === from) cursor.at++;
  }
  return null;
}

function readValue(cursor: Cursor): { readonly start: number; readonly end: number } | null {
  const { html } = cursor;
  cursor.at++;
  readWhile(cursor, isBlank);
  const quote = html[cursor.at] ?? "";
  const start = quote === '"' || quote === "'" ? cursor.at + 1 : cursor.at;
  if (start === cursor.at) {
    readWhile(cursor, (code) => !isBlank(code) && code !== GREATER);
    return { start, end: cursor.at };
  }
  const end = html.indexOf(quote, start);
  cursor.at = end < 0 ? html.length : end + 1;
  return end < 0 ? null : { start, end };
}

function readWhile(cursor: Cursor, keep: (code: number) => boolean): string {
  const from = cursor.at;
  while (cursor.at < cursor.html.length && keep(cursor.html.charCodeAt(cursor.at))) cursor.at++;
  return cursor.html.slice(from, cursor.at);
}

function skipRaw(cursor: Cursor, name: string): void {
  if (cursor.unclosed.has(name)) return;
  const found = cursor.lower.indexOf(`</${name}`, cursor.at);
  // Looked for once: a thousand unclosed ones must not each search to the end.
  if (found < 0) cursor.unclosed.add(name);
  if (found >= 0) cursor.at = found;
  else if (RAW.has(name)) cursor.at = cursor.html.length;
}

/** Lower case of ASCII only: indexes stay those of the source where a full lower-casing would change its length. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
