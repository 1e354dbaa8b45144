const EQUALS = 0x3d;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

const BASE64 = new Int16Array(256).fill(-1);
for (const [index, char] of [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].entries())
  BASE64[char.charCodeAt(0)] = index;

/**
 * The bytes of a part without its Content-Transfer-Encoding (RFC 2045 §6). An unknown encoding leaves them as they are;
 * nothing is refused. Linear in time, and the answer is never longer than the input.
 */
export function decodeTransfer(bytes: Uint8Array, encoding: string): Uint8Array {
  const name = encoding.trim().toLowerCase();
  if (name === "base64") return decodeBase64(bytes);
  if (name === "quoted-printable") return decodeQuotedPrintable(bytes);
  return bytes;
}

/** Base64 as mail carries it: whatever is outside the alphabet is skipped, padding ends a group and another may follow. */
export function decodeBase64(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil((bytes.length * 3) / 4) + 3);
  let at = 0;
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    const value = BASE64[byte] ?? -1;
    if (value >= 0) {
      bits = ((bits << 6) | value) & 0xffffff;
      held += 6;
      if (held >= 8) {
        held -= 8;
        out[at++] = (bits >> held) & 0xff;
      }
    } else if (byte === EQUALS) {
      bits = 0;
      held = 0;
    }
  }
  return out.subarray(0, at);
}

/** Quoted-printable (RFC 2045 §6.7): a broken escape stays as written, blanks before a line end are dropped. */
export function decodeQuotedPrintable(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let at = 0;
  /** Length of `out` after the last byte that is not a literal blank: where a line end cuts back to. */
  let solid = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === LINE_FEED || (byte === RETURN && bytes[i + 1] === LINE_FEED)) at = solid;
    if (byte !== EQUALS) {
      out[at++] = byte;
      if (byte !== 0x20 && byte !== 0x09) solid = at;
      continue;
    }
    const end = softBreakEnd(bytes, i + 1);
    const value = end < 0 ? hexPair(bytes, i + 1) : -1;
    if (end >= 0) i = end - 1;
    else {
      out[at++] = value < 0 ? EQUALS : value;
      if (value >= 0) i += 2;
    }
    solid = at;
  }
  return out.subarray(0, at);
}

/** Index just after a soft line break that starts at `from` (optional blanks, then the line end), or -1. */
function softBreakEnd(bytes: Uint8Array, from: number): number {
  let i = from;
  // A soft break is at most a line away: the bound keeps "= = = =" linear.
  while (i < from + 80 && (bytes[i] === 0x20 || bytes[i] === 0x09)) i++;
  if (i >= bytes.length) return i;
  if (bytes[i] === RETURN && bytes[i + 1] === LINE_FEED) return i + 2;
  return bytes[i] === LINE_FEED ? i + 1 : -1;
}

function hexPair(bytes: Uint8Array, at: number): number {
  const high = hexDigit(bytes[at]);
  const low = hexDigit(bytes[at + 1]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const upper = byte & 0xdf;
  return upper >= 0x41 && upper <= 0x46 ? upper - 0x37 : -1;
}
