import type { ParsedMessage } from "./parsed-message";
import type { Part } from "./part-tree";

/** What `BODY[…]` names: a path of part numbers, and which piece of that part (RFC 3501 §6.4.5). */
export type Section = {
  readonly path: readonly number[];
  readonly piece: "all" | "header" | "text" | "mime" | "fields" | "fields-not";
  /** Field names in lower case, for `fields` and `fields-not`. */
  readonly names: ReadonlySet<string>;
};

/** The bytes of a section; undefined where the message has no such part. */
export function extractSection(message: ParsedMessage, section: Section): Buffer | undefined {
  const { raw } = message;
  if (section.path.length === 0) {
    const header = message.header();
    return pieceOf(raw, section, { header, start: 0, bodyStart: header.bodyStart, end: raw.length });
  }
  const part = findPart(message.tree(), section.path);
  if (!part) return undefined;
  switch (section.piece) {
    case "all":
      return raw.subarray(part.bodyStart, part.end);
    case "mime":
      return raw.subarray(part.start, part.bodyStart);
    case "header":
    case "text":
    case "fields":
    case "fields-not":
      return part.message ? pieceOf(raw, section, part.message) : undefined;
  }
}

/** The part at a path such as 2.1; a message that is no multipart is its own part 1. */
export function findPart(root: Part, path: readonly number[]): Part | undefined {
  let part: Part | undefined = root;
  for (const [depth, number] of path.entries()) {
    const holder: Part | undefined = depth > 0 && part?.message ? part.message : part;
    if (!holder) return undefined;
    if (holder.type === "multipart") part = holder.children[number - 1];
    else if (number === 1 && (depth === 0 || holder !== part)) part = holder;
    else return undefined;
  }
  return part;
}

function pieceOf(
  raw: Buffer,
  section: Section,
  extent: Pick<Part, "header" | "start" | "bodyStart" | "end">,
): Buffer | undefined {
  switch (section.piece) {
    case "all":
      return raw.subarray(extent.start, extent.end);
    case "header":
      return raw.subarray(extent.start, extent.bodyStart);
    case "text":
      return raw.subarray(extent.bodyStart, extent.end);
    case "mime":
      return undefined;
    case "fields":
    case "fields-not": {
      const wanted = section.piece === "fields";
      const fields = extent.header.fields.filter((field) => section.names.has(field.name) === wanted);
      return Buffer.concat([...fields.map((field) => raw.subarray(field.start, field.end)), Buffer.from("\r\n")]);
    }
  }
}
