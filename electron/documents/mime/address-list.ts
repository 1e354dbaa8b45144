import type { Address } from "#shared/domain/message";
import { decodeWords } from "./encoded-words";
import { LIMITS } from "./mime-limits";
import { plainLine } from "#shared/rules/plain-line";

/** A mailbox as it is being read: its pieces outside and inside the angle brackets. */
type Draft = { phrase: string; bare: string; comment: string; angles: string[] };

const blank = (): Draft => ({ phrase: "", bare: "", comment: "", angles: [] });
/** A quoted local part is read, but not one with blanks or brackets in it: it could show as something else. */
const ADDRESS = /^(?:[^\s<>()"@,;:\\]+|"(?:[^"\\\s<>]|\\[^\s<>]){1,64}")@[^\s<>()"@,;:\\]{1,255}$/;
const ENCODED_WORD = /=\?[^?\s]{1,64}\?[bq]\?[^?\r\n]*\?=/iy;

/**
 * The addresses of a header (RFC 5322 §3.4), groups flattened, comments and quoted names read, encoded words decoded in names
 * only (RFC 2047 §5 forbids them in an address, so none is ever made out of one). `address` is what the header really holds,
 * its domain in lower case and ASCII; it is empty when unusable, and what stood there is then told by `name` (M01).
 */
export function readAddressList(header: string): readonly Address[] {
  const found: Address[] = [];
  let draft = blank();
  const finish = (): void => {
    const address = toAddress(draft);
    if (address) found.push(address);
    draft = blank();
  };
  for (let i = 0; i < header.length && found.length < LIMITS.addresses;) {
    const char = header[i] ?? "";
    if (char === "," || char === ";") finish();
    if (char === ":" && !draft.bare.includes("@") && draft.angles.length === 0) draft = blank();
    i = char === '"' || char === "(" || char === "<" ? readEnclosed(header, i, draft) : readPlain(header, i, draft);
  }
  finish();
  return found.slice(0, LIMITS.addresses);
}

/** The first usable address of a header, without its name; an empty string when there is none (a null return path too). */
export function readFirstAddress(header: string): string {
  return readAddressList(header).find(({ address }) => address !== "")?.address ?? "";
}

function readPlain(header: string, at: number, draft: Draft): number {
  // An encoded word is one piece of a name: what it encodes, or holds against the rules, separates nothing.
  ENCODED_WORD.lastIndex = at;
  const word = ENCODED_WORD.exec(header)?.[0] ?? "";
  let end = at + word.length;
  while (
    !word &&
    end < header.length &&
    !'",;:(<'.includes(header[end] ?? "") &&
    !(end > at && header.startsWith("=?", end))
  )
    end++;
  // The separator itself was dealt with by the caller.
  const text = header.slice(at, end);
  draft.bare += text;
  draft.phrase += text;
  return Math.max(end, at + 1);
}

/** Reads what `"`, `(` or `<` opens, up to its end or that of the header; gives the index after it. */
function readEnclosed(header: string, at: number, draft: Draft): number {
  const open = header[at] ?? "";
  const end = endOf(header, at, open);
  const inner = header.slice(at + 1, end);
  if (open === '"') {
    draft.phrase += unescaped(inner);
    draft.bare += `"${inner}"`;
  } else if (open === "(") draft.comment += (draft.comment && " ") + unescaped(inner);
  else draft.angles.push(inner);
  return end + 1;
}

function endOf(header: string, at: number, open: string): number {
  let depth = 1;
  let quoted = false;
  for (let i = at + 1; i < header.length; i++) {
    const char = header[i];
    if (char === "\\") i++;
    else if (open === '"' && char === '"') return i;
    else if (open === "(" && char === "(") depth++;
    else if (open === "(" && char === ")" && --depth === 0) return i;
    else if (open === "<" && char === '"') quoted = !quoted;
    else if (open === "<" && char === ">" && !quoted) return i;
  }
  return header.length;
}

function toAddress({ phrase, bare, comment, angles }: Draft): Address | null {
  const angle = angles.at(-1);
  if (angle !== undefined) {
    const address = usable(angle.replace(/^\s*@[^:]*:/, ""));
    // Earlier brackets, or brackets that hold no address, stay visible in the name.
    const rest = [...angles.slice(0, -1), ...(address ? [] : [angle])].join(" ");
    return named(`${phrase} ${rest}`.trim() || comment, address);
  }
  const words = tightened(bare);
  if (!words) return comment ? named(comment, "") : null;
  const address = usable(words);
  if (address) return named(comment, address);
  const space = words.search(/\s\S*$/);
  const last = space < 0 ? "" : usable(words.slice(space));
  return last ? named(words.slice(0, space) || comment, last) : named(phrase.trim() || comment, "");
}

/** Some senders quote a name twice: the quotes around the whole of it are not part of it. */
function named(name: string, address: string): Address {
  return { name: plainLine(decodeWords(name), 300).replace(/^"(.*)"$/, "$1"), address };
}

/** The address itself with an ASCII domain, or an empty string when it is not one or hides a character. */
function usable(text: string): string {
  const spec = tightened(text);
  if (spec.length > 320 || !ADDRESS.test(spec) || spec.includes("=?") || plainLine(spec) !== spec) return "";
  const at = spec.lastIndexOf("@");
  const domain = asciiDomain(spec.slice(at + 1));
  return domain && `${spec.slice(0, at)}@${domain}`;
}

/** Blanks around the `@` are allowed and mean nothing; they are squeezed first, which keeps this linear. */
function tightened(text: string): string {
  return text.trim().replace(/\s+/g, " ").replace(/ ?@ ?/g, "@");
}

/** A look-alike in another script is shown as what it is: `xn--…`. */
function asciiDomain(domain: string): string {
  if (/^[\x21-\x7e]+$/.test(domain)) return domain.toLowerCase();
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return "";
  }
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, "$1");
}
