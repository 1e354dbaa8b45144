/** An element of a parsed XML document: local name, namespace, attributes as written (name, value, name, value…), children in order. */
export type XmlElement = {
  readonly local: string;
  readonly uri: string;
  // A flat list: a document holds a hundred thousand elements, and a map for each of them costs more than the parsing.
  readonly attributes: readonly string[];
  readonly children: readonly (XmlElement | string)[];
};

/** Child elements with this local name in the namespace of their parent. */
export function childrenOf(element: XmlElement | undefined, local: string): XmlElement[] {
  if (!element) return [];
  return elementsOf(element).filter((child) => child.local === local && child.uri === element.uri);
}

/** First element reached by following local names from `element`, each in the namespace of its parent. */
export function find(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let found = element;
  for (const local of path) found = childrenOf(found, local)[0];
  return found;
}

/** Value of an attribute, or an empty string. */
export function attribute(element: Pick<XmlElement, "attributes"> | undefined, name: string): string {
  if (!element) return "";
  const { attributes } = element;
  for (let index = 0; index < attributes.length; index += 2)
    if (attributes[index] === name) return attributes[index + 1] ?? "";
  return "";
}

/** The attributes of an element by name; none for an absent element. */
export function attributesOf(element: XmlElement | undefined): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  const flat = element?.attributes ?? [];
  for (let index = 0; index < flat.length; index += 2) named.set(flat[index] ?? "", flat[index + 1] ?? "");
  return named;
}

/** Child elements, whatever their namespace. */
export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child): child is XmlElement => typeof child !== "string");
}

/** Every element below `element` (not itself) with this local name, in document order, whatever its namespace. */
export function descendants(element: XmlElement, local: string): XmlElement[] {
  const found: XmlElement[] = [];
  const visit = (parent: XmlElement) => {
    for (const child of parent.children) {
      if (typeof child === "string") continue;
      if (child.local === local) found.push(child);
      visit(child);
    }
  };
  visit(element);
  return found;
}

/** All the text below an element, as written. */
export function textOf(element: XmlElement | undefined): string {
  if (!element) return "";
  const first = element.children[0];
  if (element.children.length === 1 && typeof first === "string") return first;
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

/** The text below an element on one line: runs of white space become one space, ends are trimmed. */
export function lineOf(element: XmlElement | undefined): string {
  return textOf(element)
    .replace(/[ \t\r\n]+/g, " ")
    .trim();
}
