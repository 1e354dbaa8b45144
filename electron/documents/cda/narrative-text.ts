import type { NarrativeNode, NarrativeSection } from "#shared/domain/document";

/** The narrative as plain text for search and copy: a line per block or row, a tab between cells. */
export function narrativeText(sections: readonly NarrativeSection[]): string {
  const parts: string[] = [];
  for (const section of sections) addSection(section, parts);
  return parts
    .join("")
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n[ ]+/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function addSection(section: NarrativeSection, parts: string[]): void {
  parts.push("\n\n", section.title, "\n");
  addNodes(section.content, parts);
  for (const inner of section.sections) addSection(inner, parts);
}

function addNodes(nodes: readonly NarrativeNode[], parts: string[]): void {
  for (const node of nodes) addNode(node, parts);
}

function addNode(node: NarrativeNode, parts: string[]): void {
  switch (node.kind) {
    case "text":
      parts.push(node.text);
      return;
    case "break":
      parts.push("\n");
      return;
    case "media":
      if (node.caption) parts.push("\n", node.caption, "\n");
      return;
    case "td":
    case "th":
      parts.push(inCell(node.children), "\t");
      return;
    case "content":
    case "sub":
    case "sup":
    case "link":
      addNodes(node.children, parts);
      return;
    case "paragraph":
    case "item":
    case "caption":
    case "footnote":
    case "list":
    case "table":
    case "thead":
    case "tbody":
    case "tfoot":
    case "tr":
      parts.push("\n");
      addNodes(node.children, parts);
      parts.push("\n");
      return;
    default:
      node satisfies never;
  }
}

// A cell stays on its line: a row that breaks in the middle pairs a result with the wrong name.
function inCell(nodes: readonly NarrativeNode[]): string {
  const [only] = nodes;
  if (nodes.length === 1 && only?.kind === "text") return only.text;
  const parts: string[] = [];
  addNodes(nodes, parts);
  return parts
    .join("")
    .replace(/[\n\t ]+/g, " ")
    .trim();
}
