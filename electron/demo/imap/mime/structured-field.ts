/** A parameter as written: names in lower case, RFC 2231 pieces left as they are. */
export type FieldParameter = { readonly name: string; readonly value: string };

/** A value with parameters, such as Content-Type or Content-Disposition (RFC 2045 §5.1). */
export type StructuredField = { readonly value: string; readonly parameters: readonly FieldParameter[] };

const MAX_PARAMETERS = 50;

/** Reads `value; name=value; name="quoted"` leniently, comments dropped. */
export function parseStructuredField(text: string): StructuredField {
  const [first = "", ...rest] = splitOutsideQuotes(text);
  const parameters: FieldParameter[] = [];
  for (const piece of rest.slice(0, MAX_PARAMETERS)) {
    const equals = piece.indexOf("=");
    if (equals <= 0) continue;
    parameters.push({
      name: piece.slice(0, equals).trim().toLowerCase(),
      value: unquote(piece.slice(equals + 1).trim()),
    });
  }
  return { value: first.trim(), parameters };
}

/** The value of a parameter, by its lower-case name. */
export function parameterOf(field: StructuredField, name: string): string | undefined {
  return field.parameters.find((parameter) => parameter.name === name)?.value;
}

function splitOutsideQuotes(text: string): readonly string[] {
  const pieces: string[] = [];
  let piece = "";
  let quoted = false;
  let comment = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === "\\" && (quoted || comment > 0)) {
      if (quoted) piece += text.slice(at, at + 2);
      at += 1;
    } else if (char === '"' && comment === 0) {
      quoted = !quoted;
      piece += char;
    } else if (char === "(" && !quoted) comment += 1;
    else if (char === ")" && comment > 0) comment -= 1;
    else if (char === ";" && !quoted && comment === 0) {
      pieces.push(piece);
      piece = "";
    } else if (comment === 0) piece += char;
  }
  pieces.push(piece);
  return pieces;
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  const end = text.length > 1 && text.endsWith('"') ? -1 : undefined;
  return text.slice(1, end).replace(/\\(.)/g, "$1");
}
