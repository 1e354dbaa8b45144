/** An element to write: name with its prefix, attributes (an `undefined` one is left out), children in order. */
export type XmlPiece = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly children: readonly (XmlPiece | string)[];
};

/** A child that may be absent, or a list of children; flattened by `xml`. */
export type XmlChild = XmlPiece | string | undefined | readonly XmlChild[];

/** Builds an element; absent children disappear. */
export function xml(name: string, attributes: XmlPiece["attributes"] = {}, ...children: readonly XmlChild[]): XmlPiece {
  return { name, attributes, children: flat(children) };
}

/** UTF-8 bytes of a document with its declaration; text and attributes are escaped, characters that XML 1.0 forbids are left out. */
export function xmlBytes(root: XmlPiece): Uint8Array {
  const parts = ['<?xml version="1.0" encoding="UTF-8"?>\n'];
  write(root, parts);
  return new TextEncoder().encode(`${parts.join("")}\n`);
}

function flat(children: readonly XmlChild[]): (XmlPiece | string)[] {
  const kept: (XmlPiece | string)[] = [];
  for (const child of children) {
    if (child === undefined) continue;
    if (isList(child)) kept.push(...flat(child));
    else kept.push(child);
  }
  return kept;
}

function isList(child: XmlChild): child is readonly XmlChild[] {
  return Array.isArray(child);
}

function write(piece: XmlPiece, parts: string[]): void {
  parts.push("<", piece.name);
  for (const [name, value] of Object.entries(piece.attributes)) {
    if (value !== undefined) parts.push(" ", name, '="', escapeAttribute(value), '"');
  }
  if (piece.children.length === 0) {
    parts.push("/>");
    return;
  }
  parts.push(">");
  for (const child of piece.children) {
    if (typeof child === "string") parts.push(escapeText(child));
    else write(child, parts);
  }
  parts.push("</", piece.name, ">");
}

/** Whether anything but white space is left of a text once it is written. */
export function hasText(text: string | undefined): text is string {
  return text !== undefined && text.replace(forbidden, "").trim() !== "";
}

const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

function escapeText(text: string): string {
  return text
    .replace(forbidden, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/\r/g, "&#13;");
}

function escapeAttribute(text: string): string {
  return escapeText(text).replace(/"/g, "&quot;").replace(/\t/g, "&#9;").replace(/\n/g, "&#10;");
}
