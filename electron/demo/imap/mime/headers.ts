/** One header field: its name in lower case, its unfolded value, and where it lies in the message, line end included. */
export type HeaderField = {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
};

/** The header of a message or part; `bodyStart` is behind the empty line. */
export type Header = { readonly fields: readonly HeaderField[]; readonly bodyStart: number };

const MAX_FIELDS = 2000;
const LF = 0x0a;
const CR = 0x0d;

/** Reads a header between two offsets, leniently: bare LF, folding, lines that are no field are passed over. */
export function parseHeader(raw: Buffer, start: number, end: number): Header {
  const fields: HeaderField[] = [];
  let at = start;
  while (at < end && fields.length < MAX_FIELDS) {
    const stop = endOfField(raw, at, end);
    if (isEmptyLine(raw, at, stop)) return { fields, bodyStart: stop };
    const text = raw.toString("latin1", at, stop);
    const colon = text.indexOf(":");
    if (colon > 0) {
      const name = text.slice(0, colon).trim().toLowerCase();
      fields.push({ name, value: unfold(text.slice(colon + 1)), start: at, end: stop });
    }
    at = stop;
  }
  return { fields, bodyStart: at };
}

/** The value of the first field of that name (lower case). */
export function headerValue(header: Header, name: string): string | undefined {
  return header.fields.find((field) => field.name === name)?.value;
}

function endOfField(raw: Buffer, start: number, end: number): number {
  let at = lineEnd(raw, start, end);
  if (isEmptyLine(raw, start, at)) return at;
  while (at < end && (raw[at] === 0x20 || raw[at] === 0x09)) at = lineEnd(raw, at, end);
  return at;
}

function lineEnd(raw: Buffer, start: number, end: number): number {
  const at = raw.indexOf(LF, start);
  return at < 0 || at >= end ? end : at + 1;
}

function isEmptyLine(raw: Buffer, start: number, end: number): boolean {
  return raw[start] === LF ? end === start + 1 : raw[start] === CR && raw[start + 1] === LF && end === start + 2;
}

function unfold(value: string): string {
  return value.replace(/\r?\n(?=[ \t])/g, "").trim();
}
