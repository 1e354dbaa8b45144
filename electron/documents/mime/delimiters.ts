/** A delimiter line of a multipart: `start` is where the content before it ends, `end` where the next content begins. */
export type Delimiter = { readonly start: number; readonly end: number; readonly closing: boolean };

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const DASH = 0x2d;

/**
 * The delimiter lines of `boundary` in a body (RFC 2046 §5.1.1), up to the closing one or `limit` of them. A line counts only
 * when nothing but blanks follows the boundary: one that merely begins with it belongs to another multipart.
 */
export function findDelimiters(body: Uint8Array, boundary: string, limit: number): readonly Delimiter[] {
  const found: Delimiter[] = [];
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const mark = Buffer.from(`--${boundary}`, "utf8");
  for (let at = bytes.indexOf(mark); at >= 0 && found.length < limit;) {
    const line = readDelimiter(bytes, at, mark.length);
    if (line) found.push(line);
    if (line?.closing) break;
    at = nextLine(bytes, line ? line.end - 1 : at, mark);
  }
  return found;
}

/** The next place where the mark may stand: at the start of a line. A line full of marks is passed over in one step. */
function nextLine(bytes: Buffer, from: number, mark: Buffer): number {
  const end = bytes.indexOf(LINE_FEED, from);
  return end < 0 ? -1 : bytes.indexOf(mark, end + 1);
}

function readDelimiter(bytes: Uint8Array, at: number, length: number): Delimiter | null {
  if (at > 0 && bytes[at - 1] !== LINE_FEED) return null;
  let end = at + length;
  const closing = bytes[end] === DASH && bytes[end + 1] === DASH;
  if (closing) end += 2;
  // Blanks may pad the line (transport padding); beyond a few it is no delimiter of any program.
  const padding = end + 80;
  while (end < padding && (bytes[end] === 0x20 || bytes[end] === 0x09)) end++;
  if (bytes[end] === RETURN) end++;
  if (end < bytes.length && bytes[end] !== LINE_FEED) return null;
  return { start: contentEnd(bytes, at), end: Math.min(end + 1, bytes.length), closing };
}

/** The line end before a delimiter belongs to the delimiter. */
function contentEnd(bytes: Uint8Array, at: number): number {
  if (at === 0) return 0;
  return at > 1 && bytes[at - 2] === RETURN ? at - 2 : at - 1;
}
