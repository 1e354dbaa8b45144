import type { NarrativeNode } from "#shared/domain/document";
import { stylesOf } from "./narrative-style";
import type { ContentReader } from "./xml/read-xml";
import { attribute } from "./xml/xml-element";

/** Finds the embedded files that a `renderMultiMedia` names, by their index in `CdaDocument.media`. */
export type MediaIndex = ReadonlyMap<string, number>;

/** A narrative block that is read as its tags come; `nodes` gives it once it has ended, and once: the files that it names come after it in a document. */
export type NarrativeReader = ContentReader & { readonly nodes: (media: MediaIndex) => readonly NarrativeNode[] };

/**
 * Reads a narrative block (`section/text`) into the closed set of nodes; an unknown element gives its children, no text is ever lost.
 * Nothing else is kept of it: a tree of a hundred thousand cells costs more than all the rest of the reading.
 */
export function createNarrative(): NarrativeReader {
  const top: Frame = { kind: undefined, local: "text", attributes: [], nodes: [], holds: undefined };
  const stack = [top];
  const awaited: Awaited = { files: new Map(), lists: new Set() };
  let current = top;
  return {
    open: (local, attributes) => {
      current = frameOf(local, attributes, current);
      stack.push(current);
    },
    text: (text) => addText(text, current),
    close: () => {
      const ended = current;
      stack.pop();
      current = stack.at(-1) ?? top;
      end(ended, current, awaited);
    },
    nodes: (media) => {
      for (const list of awaited.lists) fill(list, awaited.files, media);
      return trimmed(top.nodes);
    },
  };
}

/** An element that is open. One that gives its children to its parent fills the list of its parent. */
type Frame = {
  readonly kind: Kind | undefined;
  readonly local: string;
  readonly attributes: readonly string[];
  readonly nodes: NarrativeNode[];
  /** What the list belongs to. */
  readonly holds: Kind | undefined;
};

/** The files that are named, by the node that keeps their place, and the lists that have such places. */
type Awaited = { readonly files: Map<NarrativeNode, AwaitedFile>; readonly lists: Set<NarrativeNode[]> };
type AwaitedFile = { readonly names: readonly string[]; readonly caption: readonly NarrativeNode[] };

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

function frameOf(local: string, attributes: readonly string[], parent: Frame): Frame {
  const kind = kinds.get(local);
  if (kind === "break") parent.nodes.push({ kind });
  const through = kind === undefined || kind === "break" || (kind === "link" && linkTarget({ attributes }) === "");
  // What is written in it is written in its parent: between the cells of a row, white space is none.
  return through
    ? { kind: undefined, local: parent.local, attributes, nodes: parent.nodes, holds: parent.holds }
    : { kind, local, attributes, nodes: [], holds: kind };
}

function addText(written: string, { local, nodes }: Frame): void {
  const text = /[\t\r\n]| {2}/.test(written) ? written.replace(/[ \t\r\n]+/g, " ") : written;
  if (text !== " " || !containers.has(local)) nodes.push(text);
}

function end(frame: Frame, parent: Frame, awaited: Awaited): void {
  const { kind, nodes } = frame;
  switch (kind) {
    case undefined:
    case "break":
      return;
    case "media":
      awaitFile(frame, parent, awaited);
      return;
    case "link":
      parent.nodes.push({ kind, href: linkTarget(frame), children: nodes.length > 0 ? nodes : [linkTarget(frame)] });
      return;
    case "td":
    case "th":
      parent.nodes.push(cell(kind, frame, parent));
      return;
    case "list":
      parent.nodes.push(
        withStyles(
          { kind, ordered: frame.local === "ol" || attribute(frame, "listType") === "ordered", children: nodes },
          frame,
        ),
      );
      return;
    case "table":
    case "thead":
    case "tbody":
    case "tfoot":
    case "tr":
      parent.nodes.push(withStyles({ kind, children: nodes }, frame));
      return;
    case "paragraph":
    case "item":
    case "caption":
    case "footnote":
      parent.nodes.push(withStyles({ kind, children: trimmed(nodes) }, frame));
      return;
    case "content":
    case "sub":
    case "sup":
      parent.nodes.push(withStyles({ kind, children: nodes }, frame));
      return;
    default:
      kind satisfies never;
  }
}

function cell(kind: "td" | "th", frame: Frame, parent: Frame): NarrativeNode {
  const children = trimmed(frame.nodes);
  // Most cells have no attribute at all and hold a text.
  if (frame.attributes.length === 0) {
    const [only = ""] = children;
    const plain = kind === "td" && parent.holds === "tr" && children.length < 2 && typeof only === "string";
    return plain ? only : { kind, children };
  }
  const [colSpan, rowSpan] = [span(frame, "colspan"), span(frame, "rowspan")];
  const align = attribute(frame, "align").toLowerCase();
  return {
    ...withStyles({ kind, children }, frame),
    ...(colSpan > 1 ? { colSpan } : {}),
    ...(rowSpan > 1 ? { rowSpan } : {}),
    ...(align === "left" || align === "center" || align === "right" ? { align } : {}),
  };
}

function withStyles<Node extends object>(
  node: Node,
  element: Frame,
): Node | (Node & { readonly styles: readonly string[] }) {
  const styles = elementStyles(element);
  return styles.length > 0 ? { ...node, styles } : node;
}

function elementStyles(element: Frame): readonly string[] {
  const html = htmlStyles.get(element.local);
  const styles = stylesOf(attribute(element, "styleCode"), attribute(element, "revised"));
  return html && !styles.includes(html) ? [html, ...styles] : styles;
}

function linkTarget(element: Pick<Frame, "attributes">): string {
  return safeTarget(attribute(element, "href"));
}

function safeTarget(written: string): string {
  const href = written.trim();
  if (href.length > 2048 || /[\u0000-\u0020\u007F]/.test(href)) return "";
  if (/^mailto:[^@]+@[^@]+$/i.test(href)) return href;
  if (!/^https:\/\//i.test(href) || !URL.canParse(href)) return "";
  const url = new URL(href);
  return url.username === "" && url.password === "" ? href : "";
}

function awaitFile(frame: Frame, parent: Frame, { files, lists }: Awaited): void {
  const caption = frame.nodes.find((node) => typeof node !== "string" && node.kind === "caption");
  const place: NarrativeNode = { kind: "media", index: -1 };
  parent.nodes.push(place);
  lists.add(parent.nodes);
  files.set(place, {
    names: attribute(frame, "referencedObject").split(/\s+/),
    caption: caption !== undefined && typeof caption !== "string" && "children" in caption ? caption.children : [],
  });
}

function fill(list: NarrativeNode[], files: Awaited["files"], media: MediaIndex): void {
  const filled = list.flatMap((node) => {
    const file = files.get(node);
    return file === undefined ? [node] : found(file, media);
  });
  list.length = 0;
  for (const node of filled) list.push(node);
}

function found({ names, caption }: AwaitedFile, media: MediaIndex): readonly NarrativeNode[] {
  const indexes = new Set(names.map((name) => media.get(name)).filter((index) => index !== undefined));
  // A picture that is not there leaves its caption, so that the reader knows something is missing.
  if (indexes.size === 0) return caption;
  const text = caption
    .map((node) => (typeof node === "string" ? node : ""))
    .join("")
    .trim();
  return [...indexes].map((index) => ({ kind: "media", index, ...(text ? { caption: text } : {}) }));
}

function span(element: Frame, name: "colspan" | "rowspan"): number {
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
