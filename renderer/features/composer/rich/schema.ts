import { type Node, Schema } from "prosemirror-model";
import type { RichBlock, RichCell, RichItem, RichList, RichRun, RichText } from "#shared/domain/rich-text";

const spans = { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } };

/** The model of `shared/domain/rich-text` as the editor holds it; what is not in it cannot be typed, pasted or dropped. */
export const richSchema = new Schema({
  nodes: {
    doc: { content: "(paragraph | bullet_list | ordered_list | table)+" },
    paragraph: { content: "inline*", parseDOM: [{ tag: "div" }, { tag: "p" }], toDOM: () => ["div", 0] },
    bullet_list: { content: "list_item+", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
    ordered_list: { content: "list_item+", parseDOM: [{ tag: "ol" }], toDOM: () => ["ol", 0] },
    list_item: {
      content: "paragraph (bullet_list | ordered_list)*",
      defining: true,
      parseDOM: [{ tag: "li" }],
      toDOM: () => ["li", 0],
    },
    table: {
      content: "table_row+",
      tableRole: "table",
      isolating: true,
      parseDOM: [{ tag: "table" }],
      toDOM: () => ["table", ["tbody", 0]],
    },
    table_row: {
      content: "(table_cell | table_header)+",
      tableRole: "row",
      parseDOM: [{ tag: "tr" }],
      toDOM: () => ["tr", 0],
    },
    table_cell: {
      content: "paragraph",
      attrs: spans,
      tableRole: "cell",
      isolating: true,
      parseDOM: [{ tag: "td" }],
      toDOM: () => ["td", 0],
    },
    table_header: {
      content: "paragraph",
      attrs: spans,
      tableRole: "header_cell",
      isolating: true,
      parseDOM: [{ tag: "th" }],
      toDOM: () => ["th", 0],
    },
    hard_break: {
      inline: true,
      group: "inline",
      selectable: false,
      parseDOM: [{ tag: "br" }],
      toDOM: () => ["br"],
      leafText: () => "\n",
    },
    text: { group: "inline" },
  },
  marks: {
    bold: { parseDOM: [{ tag: "b" }], toDOM: () => ["b", 0] },
    italic: { parseDOM: [{ tag: "i" }], toDOM: () => ["i", 0] },
  },
});

const { nodes, marks } = richSchema;

/** The document that the editor shows of a formatted text. */
export function docOf(rich: RichText): Node {
  const blocks = rich.map(blockNode);
  return nodes.doc.create(null, blocks.length === 0 ? [nodes.paragraph.create()] : blocks);
}

function blockNode(block: RichBlock): Node {
  switch (block.kind) {
    case "paragraph":
      return paragraph(block.runs);
    case "list":
      return listNode(block);
    case "table":
      return nodes.table.create(
        null,
        block.rows.map((row) => nodes.table_row.create(null, row.map(cellNode))),
      );
  }
}

const listNode = ({ ordered, items }: RichList): Node =>
  (ordered ? nodes.ordered_list : nodes.bullet_list).create(
    null,
    items.map(({ runs, lists }) => nodes.list_item.create(null, [paragraph(runs), ...lists.map(listNode)])),
  );

const cellNode = ({ runs, header }: RichCell): Node =>
  (header === true ? nodes.table_header : nodes.table_cell).create(null, paragraph(runs));

const paragraph = (runs: readonly RichRun[]): Node => nodes.paragraph.create(null, runs.flatMap(runNodes));

function runNodes({ text, bold, italic }: RichRun): readonly Node[] {
  const look = [...(bold === true ? [marks.bold.create()] : []), ...(italic === true ? [marks.italic.create()] : [])];
  return text
    .split("\n")
    .flatMap((line, index) => [
      ...(index > 0 ? [nodes.hard_break.create(null, null, look)] : []),
      ...(line === "" ? [] : [richSchema.text(line, look)]),
    ]);
}

/** The formatted text that a document of the editor is. */
export const richOf = (doc: Node): RichText => children(doc).map(blockOf);

function blockOf(node: Node): RichBlock {
  if (node.type === nodes.table) return { kind: "table", rows: children(node).map((row) => children(row).map(cellOf)) };
  return node.type === nodes.paragraph ? { kind: "paragraph", runs: runsOf(node) } : listOf(node);
}

const listOf = (node: Node): RichList => ({
  kind: "list",
  ordered: node.type === nodes.ordered_list,
  items: children(node).map(itemOf),
});

function itemOf(node: Node): RichItem {
  const [first, ...lists] = children(node);
  return { runs: first === undefined ? [] : runsOf(first), lists: lists.map(listOf) };
}

const cellOf = (node: Node): RichCell => ({
  runs: node.firstChild === null ? [] : runsOf(node.firstChild),
  ...(node.type === nodes.table_header ? { header: true as const } : {}),
});

/** Neighbours of one look are one run. */
function runsOf(node: Node): readonly RichRun[] {
  const runs: { text: string; bold?: true; italic?: true }[] = [];
  for (const child of children(node)) {
    const text = child.isText ? (child.text ?? "") : "\n";
    const bold = marks.bold.isInSet(child.marks) !== undefined;
    const italic = marks.italic.isInSet(child.marks) !== undefined;
    const last = runs.at(-1);
    if (last !== undefined && (last.bold === true) === bold && (last.italic === true) === italic) last.text += text;
    else runs.push({ text, ...(bold ? { bold: true } : {}), ...(italic ? { italic: true } : {}) });
  }
  return runs;
}

const children = (node: Node): readonly Node[] => node.children;
