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

/** Hears what an element holds instead of having it kept: the local name and the attributes of each element below it, their texts, their ends. */
export type ContentReader = {
  readonly open: (local: string, attributes: readonly string[]) => void;
  readonly text: (text: string) => void;
  readonly close: () => void;
};

/** Who reads the content of an element as it comes; the element then stays childless in the tree. `undefined`: it is kept as usual. */
export type ReadAside = (element: XmlElement, parent: XmlElement) => ContentReader | undefined;

type Open = {
  readonly local: string;
  readonly uri: string;
  readonly attributes: readonly string[];
  children: (XmlElement | string)[];
};

// Namespaces in force, by prefix; the empty prefix is the default one.
type Scope = ReadonlyMap<string, string>;

/** Root element of an XML file; a DOCTYPE, an entity, a fault of form or a bound passed throws `DocumentError` (`xml-*`). No external thing is ever read. */
export function readXml(bytes: Uint8Array, limits: XmlLimits = xmlLimits, aside: ReadAside = keepAll): XmlElement {
  if (bytes.byteLength > limits.bytes) throw new DocumentError("xml-too-big");
  const text = decodeXml(bytes);
  if (text.length > limits.text) throw new DocumentError("xml-too-big");
  try {
    return parse(text, limits, aside);
  } catch (cause) {
    if (cause instanceof DocumentError) throw cause;
    throw new DocumentError("xml-unreadable");
  }
}

const keepAll: ReadAside = () => undefined;

function parse(text: string, limits: XmlLimits, aside: ReadAside): XmlElement {
  const tree = createTree(aside);
  let elements = 0;
  let pending: string[] | undefined;
  const { light, restored } = setAside(text);
  const keepText = (kept: string) => tree.text(restored(kept));
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
    if (tree.depth() >= limits.depth) refuse("xml-too-deep");
    tree.open(name, pending ?? none);
    pending = undefined;
  });
  parser.on("closetag", tree.close);
  parser.on("text", keepText);
  parser.on("cdata", keepText);
  parser.write(light).close();
  return tree.root() ?? refuse("xml-unreadable");
}

/** The tree as its tags come, less what is read aside. */
function createTree(aside: ReadAside) {
  const top: Open = { local: "", uri: "", attributes: none, children: childless };
  const stack: Open[] = [top];
  const scopes: Scope[] = [new Map([["xml", "http://www.w3.org/XML/1998/namespace"]])];
  let current = top;
  let reader: ContentReader | undefined;
  return {
    depth: () => scopes.length - 1,
    root: () => top.children.find((child): child is XmlElement => typeof child !== "string"),
    open: (name: string, attributes: readonly string[]) => {
      const scope = scopeOf(attributes, scopes.at(-1));
      scopes.push(scope);
      const colon = name.indexOf(":");
      const local = colon === -1 ? name : name.slice(colon + 1);
      const uri = scope.get(colon === -1 ? "" : name.slice(0, colon)) ?? (colon === -1 ? "" : refuse("xml-unreadable"));
      if (reader !== undefined) return reader.open(local, attributes);
      const opened: Open = { local, uri, attributes, children: childless };
      reader = aside(opened, current);
      add(current, opened);
      stack.push(opened);
      current = opened;
    },
    close: () => {
      scopes.pop();
      if (reader !== undefined && scopes.length >= stack.length) return reader.close();
      reader = undefined;
      stack.pop();
      current = stack.at(-1) ?? top;
    },
    text: (text: string) => {
      if (reader !== undefined) reader.text(text);
      else if (current !== top) add(current, text);
    },
  };
}

const none: readonly string[] = [];
// Shared by all the elements without child and never filled.
const childless: (XmlElement | string)[] = [];

// Most elements hold one child: a list grown by `push` from empty would reserve sixteen places for it.
function add(parent: Open, child: XmlElement | string): void {
  if (parent.children.length === 0) parent.children = [child];
  else parent.children.push(child);
}

function scopeOf(attributes: readonly string[], outer: Scope = new Map()): Scope {
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
