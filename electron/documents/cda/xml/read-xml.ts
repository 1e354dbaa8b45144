import { SaxesParser } from "saxes";
import { DocumentError } from "../../document-error";
import { decodeXml } from "./decode-xml";
import { setAside } from "./set-aside";
import type { XmlElement } from "./xml-element";

/** Bounds of an XML file from outside: bytes, characters once decoded, nesting, characters of a name or an attribute, elements, attributes of an element. */
export type XmlLimits = {
  readonly bytes: number;
  readonly text: number;
  readonly depth: number;
  readonly attribute: number;
  readonly elements: number;
  readonly attributes: number;
};

/** The bounds used for METADATA and CDA; the largest real CDA is about 3 MB. */
export const xmlLimits: XmlLimits = {
  bytes: 40 * 2 ** 20,
  text: 40 * 2 ** 20,
  depth: 256,
  attribute: 64 * 1024,
  elements: 300_000,
  attributes: 256,
};

type Open = {
  readonly local: string;
  readonly uri: string;
  readonly attributes: readonly string[];
  children: (XmlElement | string)[];
  readonly scope: Scope;
};

// Namespaces in force, by prefix; the empty prefix is the default one.
type Scope = ReadonlyMap<string, string>;

/** Root element of an XML file; a DOCTYPE, an entity, a fault of form or a bound passed throws `DocumentError` (`xml-*`). No external thing is ever read. */
export function readXml(bytes: Uint8Array, limits: XmlLimits = xmlLimits): XmlElement {
  if (bytes.byteLength > limits.bytes) throw new DocumentError("xml-too-big");
  const text = decodeXml(bytes);
  if (text.length > limits.text) throw new DocumentError("xml-too-big");
  try {
    return parse(text, limits);
  } catch (cause) {
    if (cause instanceof DocumentError) throw cause;
    throw new DocumentError("xml-unreadable");
  }
}

function parse(text: string, limits: XmlLimits): XmlElement {
  const top: Open = {
    local: "",
    uri: "",
    attributes: none,
    children: childless,
    scope: new Map([["xml", "http://www.w3.org/XML/1998/namespace"]]),
  };
  const stack: Open[] = [top];
  let current = top;
  let elements = 0;
  let pending: string[] | undefined;
  const { light, restored } = setAside(text);
  const keepText = (kept: string) => {
    if (current !== top) add(current, restored(kept));
  };
  // Namespaces are resolved here: the parser's own resolution doubles its time.
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on("doctype", () => refuse("xml-doctype"));
  parser.on("attribute", ({ name, value }) => {
    (pending ??= []).push(name, value);
    if (value.length > limits.attribute || pending.length > 2 * limits.attributes) refuse("xml-too-big");
  });
  parser.on("opentag", ({ name }) => {
    elements += 1;
    if (elements > limits.elements || name.length > limits.attribute) refuse("xml-too-big");
    if (stack.length > limits.depth) refuse("xml-too-deep");
    const opened = open(name, pending ?? none, current.scope);
    pending = undefined;
    add(current, opened);
    stack.push(opened);
    current = opened;
  });
  parser.on("closetag", () => {
    stack.pop();
    current = stack.at(-1) ?? top;
  });
  parser.on("text", keepText);
  parser.on("cdata", keepText);
  parser.write(light).close();
  const root = top.children[0];
  if (root === undefined || typeof root === "string") return refuse("xml-unreadable");
  return root;
}

const none: readonly string[] = [];
// Shared by all the elements without child and never filled.
const childless: (XmlElement | string)[] = [];

// Most elements hold one child: a list grown by `push` from empty would reserve sixteen places for it.
function add(parent: Open, child: XmlElement | string): void {
  if (parent.children.length === 0) parent.children = [child];
  else parent.children.push(child);
}

function open(name: string, attributes: readonly string[], outer: Scope): Open {
  const scope = scopeOf(attributes, outer);
  const colon = name.indexOf(":");
  const prefix = colon === -1 ? "" : name.slice(0, colon);
  const uri = scope.get(prefix);
  if (uri === undefined && prefix !== "") refuse("xml-unreadable");
  return { local: colon === -1 ? name : name.slice(colon + 1), uri: uri ?? "", attributes, children: childless, scope };
}

function scopeOf(attributes: readonly string[], outer: Scope): Scope {
  let scope: Map<string, string> | undefined;
  for (let index = 0; index < attributes.length; index += 2) {
    const name = attributes[index] ?? "";
    if (name !== "xmlns" && !name.startsWith("xmlns:")) continue;
    (scope ??= new Map(outer)).set(name.slice(6), attributes[index + 1] ?? "");
  }
  return scope ?? outer;
}

function refuse(code: "xml-doctype" | "xml-too-big" | "xml-too-deep" | "xml-unreadable"): never {
  throw new DocumentError(code);
}
