import type { NarrativeNode } from "#shared/domain/document";
import { stylesOf } from "./narrative-style";
import { attribute, type XmlElement } from "./xml/xml-element";

/** Finds the embedded files that a `renderMultiMedia` names, by their index in `CdaDocument.media`. */
export type MediaIndex = ReadonlyMap<string, number>;

/** A narrative block (`section/text`) as the closed set of nodes; an unknown element gives its children, no text is ever lost. */
export function readNarrative(block: XmlElement, media: MediaIndex): NarrativeNode[] {
  return trimmed(nodesOf(block, media));
}

type Kind = Exclude<NarrativeNode, string>["kind"];

// The vocabulary of CDA R2, then the HTML that some programs write in its place: `<p>a</p><p>b</p>` must not be read "ab".
const kinds: ReadonlyMap<string, Kind> = new Map(
  Object.entries({
    paragraph: "paragraph",
    item: "item",
    content: "content",
    caption: "caption",
    sub: "sub",
    sup: "sup",
    footnote: "footnote",
    br: "break",
    list: "list",
    table: "table",
    thead: "thead",
    tbody: "tbody",
    tfoot: "tfoot",
    tr: "tr",
    td: "td",
    th: "th",
    linkHtml: "link",
    renderMultiMedia: "media",
    p: "paragraph",
    div: "paragraph",
    h1: "paragraph",
    h2: "paragraph",
    h3: "paragraph",
    h4: "paragraph",
    span: "content",
    b: "content",
    strong: "content",
    i: "content",
    em: "content",
    u: "content",
    ul: "list",
    ol: "list",
    li: "item",
    a: "link",
  } as const),
);

const htmlStyles: ReadonlyMap<string, string> = new Map(
  Object.entries({
    b: "Bold",
    strong: "Bold",
    i: "Italics",
    em: "Italics",
    u: "Underline",
    h1: "Bold",
    h2: "Bold",
    h3: "Bold",
    h4: "Bold",
  } as const),
);
const containers: ReadonlySet<string> = new Set([
  "table",
  "thead",
  "tbody",
  "tfoot",
  "tr",
  "list",
  "ul",
  "ol",
  "colgroup",
]);

function nodesOf(parent: XmlElement, media: MediaIndex): NarrativeNode[] {
  const [only] = parent.children;
  if (parent.children.length === 1 && typeof only === "string") return textNodes(only, parent.local);
  const nodes: NarrativeNode[] = [];
  addNodes(parent, media, nodes);
  return nodes;
}

function addNodes(parent: XmlElement, media: MediaIndex, nodes: NarrativeNode[]): void {
  for (const child of parent.children) {
    if (typeof child !== "string") addNode(child, media, nodes);
    else nodes.push(...textNodes(child, parent.local));
  }
}

function textNodes(written: string, parent: string): NarrativeNode[] {
  const text = /[\t\r\n]| {2}/.test(written) ? written.replace(/[ \t\r\n]+/g, " ") : written;
  return text === " " && containers.has(parent) ? [] : [text];
}

function addNode(element: XmlElement, media: MediaIndex, nodes: NarrativeNode[]): void {
  const kind = kinds.get(element.local);
  switch (kind) {
    case undefined:
      addNodes(element, media, nodes);
      return;
    case "break":
      nodes.push({ kind });
      return;
    case "media":
      nodes.push(...mediaNodes(element, media));
      return;
    case "link":
      nodes.push(...linkNodes(element, media));
      return;
    case "td":
    case "th":
      nodes.push(cell(kind, element, media));
      return;
    case "list":
      nodes.push({
        kind,
        ordered: element.local === "ol" || attribute(element, "listType") === "ordered",
        ...styled(element),
        children: nodesOf(element, media),
      });
      return;
    case "table":
    case "thead":
    case "tbody":
    case "tfoot":
    case "tr":
      nodes.push({ kind, ...styled(element), children: nodesOf(element, media) });
      return;
    case "paragraph":
    case "item":
    case "caption":
    case "footnote":
      nodes.push({ kind, ...styled(element), children: trimmed(nodesOf(element, media)) });
      return;
    case "content":
    case "sub":
    case "sup":
      nodes.push({ kind, ...styled(element), children: nodesOf(element, media) });
      return;
    default:
      kind satisfies never;
  }
}

function cell(kind: "td" | "th", element: XmlElement, media: MediaIndex): NarrativeNode {
  const read = {
    kind,
    ...styled(element),
    children: trimmed(nodesOf(element, media)),
  };
  // Most cells have no attribute at all.
  if (element.attributes.length === 0) return read;
  const [colSpan, rowSpan] = [span(element, "colspan"), span(element, "rowspan")];
  const align = attribute(element, "align").toLowerCase();
  return {
    ...read,
    ...(colSpan > 1 ? { colSpan } : {}),
    ...(rowSpan > 1 ? { rowSpan } : {}),
    ...(align === "left" || align === "center" || align === "right" ? { align } : {}),
  };
}

function styled(element: XmlElement): { readonly styles?: readonly string[] } {
  const styles = elementStyles(element);
  return styles.length > 0 ? { styles } : {};
}

function elementStyles(element: XmlElement): readonly string[] {
  const html = htmlStyles.get(element.local);
  const styles = stylesOf(attribute(element, "styleCode"), attribute(element, "revised"));
  return html && !styles.includes(html) ? [html, ...styles] : styles;
}

function linkNodes(element: XmlElement, media: MediaIndex): readonly NarrativeNode[] {
  const href = safeTarget(attribute(element, "href"));
  const children = nodesOf(element, media);
  if (href === "") return children;
  return [{ kind: "link", href, children: children.length > 0 ? children : [href] }];
}

function safeTarget(written: string): string {
  const href = written.trim();
  if (href.length > 2048 || /[\u0000-\u0020\u007F]/.test(href)) return "";
  if (/^mailto:[^@]+@[^@]+$/i.test(href)) return href;
  if (!/^https:\/\//i.test(href) || !URL.canParse(href)) return "";
  const url = new URL(href);
  return url.username === "" && url.password === "" ? href : "";
}

function mediaNodes(element: XmlElement, media: MediaIndex): readonly NarrativeNode[] {
  const caption = element.children.find((child) => typeof child !== "string" && child.local === "caption");
  const captionNodes = caption && typeof caption !== "string" ? trimmed(nodesOf(caption, media)) : [];
  const text = captionNodes
    .map((node) => (typeof node === "string" ? node : ""))
    .join("")
    .trim();
  const found = attribute(element, "referencedObject")
    .split(/\s+/)
    .map((id) => media.get(id))
    .filter((index) => index !== undefined);
  // A picture that is not there leaves its caption, so that the reader knows something is missing.
  if (found.length === 0) return captionNodes;
  return [...new Set(found)].map((index) => ({ kind: "media", index, ...(text ? { caption: text } : {}) }));
}

function span(element: XmlElement, name: "colspan" | "rowspan"): number {
  const text = attribute(element, name);
  if (text === "") return 1;
  const written = Number(text);
  return Number.isInteger(written) && written > 1 ? Math.min(written, 1000) : 1;
}

// The list is ours alone: it is trimmed in place.
function trimmed(nodes: NarrativeNode[]): NarrativeNode[] {
  const first = nodes[0];
  if (typeof first === "string") replaceText(nodes, 0, first.trimStart());
  const last = nodes.at(-1);
  if (typeof last === "string") replaceText(nodes, nodes.length - 1, last.trimEnd());
  return nodes;
}

function replaceText(nodes: NarrativeNode[], index: number, text: string): void {
  if (text === "") nodes.splice(index, 1);
  else nodes[index] = text;
}
