const escapes: Readonly<Record<string, string>> = {
  "\\": "\\E\\",
  "|": "\\F\\",
  "^": "\\S\\",
  "&": "\\T\\",
  "~": "\\R\\",
};
const unescapes: Readonly<Record<string, string>> = { E: "\\", F: "|", S: "^", T: "&", R: "~" };

/** An identifier with its authority, from a CX. */
export type Cx = { readonly id: string; readonly authority: string; readonly kind: string };

/** Text of a component with the HL7 v2 separators escaped, cut to `length` characters without splitting an escape. */
export function component(text: string, length = 120): string {
  const line = text.replace(/[\s\u0000-\u001F]+/g, " ").trim();
  let written = "";
  for (const character of line) {
    const next = escapes[character] ?? character;
    if (written.length + next.length > length) break;
    written += next;
  }
  return written;
}

/** A component as it was before `component`. */
export function unescaped(written: string): string {
  return written.replace(/\\([EFSTR])\\/g, (whole, code: string) => unescapes[code] ?? whole);
}

/** A CX: `<id>^^^&<OID>&ISO^<kind>`. */
export function formatCx({ id, authority, kind }: Cx): string {
  return `${component(id)}^^^&${authority}&ISO^${kind}`;
}

/** Reads a CX; what is absent is empty. */
export function parseCx(written: string): Cx {
  const fields = written.trim().split("^");
  const authority = (fields[3] ?? "").split("&");
  return {
    id: unescaped(fields[0] ?? "").trim(),
    authority: (authority[1] ?? "").trim(),
    kind: (fields[4] ?? "").trim(),
  };
}

/** `given family` of an XCN (`<id>^<family>^<given>…`), or its id when it names nobody. */
export function nameOfXcn(written: string): string {
  const [id = "", family = "", given = ""] = written.split("^").map((field) => unescaped(field).trim());
  return [given, family].filter(Boolean).join(" ") || id;
}

/** Name of an XON (`<name>^^^^^&<OID>&ISO^…`). */
export function nameOfXon(written: string): string {
  return unescaped(written.split("^")[0] ?? "").trim();
}
