/** One address of an ENVELOPE; a group start has no host, a group end no mailbox either (RFC 3501 §7.4.2). */
export type EnvelopeAddress = { readonly name?: string; readonly mailbox?: string; readonly host?: string };

type Token = {
  readonly kind: "text" | "quoted" | "comment" | "special";
  readonly text: string;
  readonly spaced: boolean;
};

const MAX_ADDRESSES = 1000;
const MAX_LENGTH = 200_000;

/** Reads an address list (RFC 5322 §3.4) leniently; encoded words stay encoded, as IMAP wants them. */
export function parseAddresses(value: string): readonly EnvelopeAddress[] {
  const addresses: EnvelopeAddress[] = [];
  let inGroup = false;
  let inAngle = false;
  let current: Token[] = [];
  const flush = (): void => {
    const address = readAddress(current);
    if (address) addresses.push(address);
    current = [];
  };
  for (const token of tokenize(value.slice(0, MAX_LENGTH))) {
    if (addresses.length >= MAX_ADDRESSES) break;
    const special = token.kind === "special" ? token.text : "";
    if (special === "<" || special === ">") inAngle = special === "<";
    if (special === ":" && !inAngle && !inGroup) {
      addresses.push({ mailbox: phrase(current) ?? "" });
      inGroup = true;
      current = [];
    } else if (special === ";" && inGroup) {
      flush();
      addresses.push({});
      inGroup = false;
    } else if ((special === "," || special === ";") && !inAngle) flush();
    else current.push(token);
  }
  flush();
  if (inGroup) addresses.push({});
  return addresses;
}

function readAddress(tokens: readonly Token[]): EnvelopeAddress | undefined {
  const open = tokens.findIndex((token) => token.kind === "special" && token.text === "<");
  const comment = tokens.find((token) => token.kind === "comment")?.text.trim();
  const words = tokens.filter((token) => token.kind !== "comment");
  if (open < 0) {
    const spec = words.map((token) => token.text).join("");
    if (spec === "") return undefined;
    return { ...(comment ? { name: comment } : {}), ...splitSpec(spec) };
  }
  const name = phrase(tokens.slice(0, open)) ?? comment;
  const inside = tokens.slice(open + 1).filter((token) => token.kind !== "comment");
  const close = inside.findIndex((token) => token.kind === "special" && token.text === ">");
  const spec = inside
    .slice(0, close < 0 ? undefined : close)
    .map((token) => token.text)
    .join("");
  // An old source route (`<@a,@b:user@host>`) is dropped.
  return { ...(name ? { name } : {}), ...splitSpec(spec.replace(/^@[^:]*:/, "")) };
}

function splitSpec(spec: string): EnvelopeAddress {
  const at = spec.lastIndexOf("@");
  // A host is always given: without one the address would read as the start of a group.
  return at < 0 ? { mailbox: spec, host: "" } : { mailbox: spec.slice(0, at), host: spec.slice(at + 1) };
}

function phrase(tokens: readonly Token[]): string | undefined {
  const text = tokens
    .filter((token) => token.kind !== "comment")
    .map((token) => (token.spaced ? ` ${token.text}` : token.text))
    .join("")
    .trim();
  return text === "" ? undefined : text;
}

function tokenize(value: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < value.length) {
    const spaces = /[\s]*/y;
    spaces.lastIndex = at;
    at += spaces.exec(value)?.[0].length ?? 0;
    const spaced = at > 0 && /\s/.test(value.charAt(at - 1));
    const char = value.charAt(at);
    if (char === "") break;
    if (char === '"' || char === "(") {
      const found = delimited(value, at);
      tokens.push({ kind: char === '"' ? "quoted" : "comment", text: found.text, spaced });
      at = found.end;
    } else if ("<>,;:".includes(char)) {
      tokens.push({ kind: "special", text: char, spaced });
      at += 1;
    } else {
      const word = /[^\s"(<>,;:]+/y;
      word.lastIndex = at;
      const text = word.exec(value)?.[0] ?? char;
      tokens.push({ kind: "text", text, spaced });
      at += text.length;
    }
  }
  return tokens;
}

function delimited(value: string, start: number): { readonly text: string; readonly end: number } {
  const isQuote = value.charAt(start) === '"';
  let text = "";
  let depth = 1;
  let at = start + 1;
  for (; at < value.length; at += 1) {
    const char = value.charAt(at);
    if (char === "\\") {
      at += 1;
      text += value.charAt(at);
      continue;
    }
    if (isQuote ? char === '"' : char === ")") depth -= 1;
    else if (!isQuote && char === "(") depth += 1;
    if (depth === 0) return { text, end: at + 1 };
    text += char;
  }
  return { text, end: at };
}
