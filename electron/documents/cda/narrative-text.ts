import type { NarrativeNode, NarrativeSection } from "#shared/domain/document";

/** The narrative as plain text for search and copy: a line per block or row, a tab between cells. */
export function narrativeText(sections: readonly NarrativeSection[]): string {
  const parts: string[] = [];
  for (const section of sections) addSection(section, parts);
  const text = parts.join("");
  const lines: string[] = [];
  for (let from = 0; from <= text.length;) {
    const end = text.indexOf("\n", from);
    const to = end === -1 ? text.length : end;
    // One empty line at most between two others.
    const bare = from === to ? "" : bareLine(text.slice(from, to));
    if (bare !== "" || lines.at(-1) !== "") lines.push(bare);
    from = to + 1;
  }
  return lines.join("\n").trim();
}

/** Without the spaces around it; a tab before it stays: an empty cell stands there. */
function bareLine(line: string): string {
  let [from, to] = [0, line.length];
  while (to > 0 && (line.charCodeAt(to - 1) === 32 || line.charCodeAt(to - 1) === 9)) to -= 1;
  while (from < to && line.charCodeAt(from) === 32) from += 1;
  return line.slice(from, to);
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
  if (typeof node === "string") {
    parts.push(node);
    return;
  }
  switch (node.kind) {
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
      parts.push("\n");
      addNodes(node.children, parts);
      parts.push("\n");
      return;
    case "thead":
    case "tbody":
    case "tfoot":
      addNodes(node.children, parts);
      return;
    case "tr":
      parts.push(rowText(node.children), "\n");
      return;
    default:
      node satisfies never;
  }
}

function rowText(cells: readonly NarrativeNode[]): string {
  // Plain cells are strings: most rows are made at once.
  if (cells.every((cell) => typeof cell === "string")) return cells.join("\t");
  const parts: string[] = [];
  for (const cell of cells)
    if (typeof cell === "string") parts.push(cell, "\t");
    else addNode(cell, parts);
  return parts.join("");
}

// A cell stays on its line: a row that breaks in the middle pairs a result with the wrong name.
function inCell(nodes: readonly NarrativeNode[]): string {
  const [only] = nodes;
  if (nodes.length === 1 && typeof only === "string") return only;
  const parts: string[] = [];
  addNodes(nodes, parts);
  return parts
    .join("")
    .replace(/[\n\t ]+/g, " ")
    .trim();
}
