import { toggleMark } from "prosemirror-commands";
import type { NodeType } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { type Command, type EditorState, TextSelection } from "prosemirror-state";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable } from "prosemirror-tables";
import { richSchema } from "./schema";

const { nodes, marks } = richSchema;

/** What the toolbar and the keys do. */
export const richCommands = {
  bold: toggleMark(marks.bold),
  italic: toggleMark(marks.italic),
  bullets: toggleList(nodes.bullet_list),
  numbers: toggleList(nodes.ordered_list),
  table: insertTable(3, 3),
  addRow: addRowAfter,
  addColumn: addColumnAfter,
  deleteRow,
  deleteColumn,
  deleteTable,
} as const satisfies Readonly<Record<string, Command>>;

/** What holds where the caret stands. */
export type RichState = {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly bullets: boolean;
  readonly numbers: boolean;
  readonly table: boolean;
};

/** Reads it from the editor. */
export function richStateOf(state: EditorState): RichState {
  const { $from, from, to, empty } = state.selection;
  const holds = (name: "bold" | "italic"): boolean =>
    empty
      ? marks[name].isInSet(state.storedMarks ?? $from.marks()) !== undefined
      : state.doc.rangeHasMark(from, to, marks[name]);
  const list = listAround(state)?.type;
  return {
    bold: holds("bold"),
    italic: holds("italic"),
    bullets: list === nodes.bullet_list,
    numbers: list === nodes.ordered_list,
    table: isInTable(state),
  };
}

const isList = (type: NodeType): boolean => type === nodes.bullet_list || type === nodes.ordered_list;

function listAround(state: EditorState): { readonly type: NodeType; readonly at: number } | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1)
    if (isList($from.node(depth).type)) return { type: $from.node(depth).type, at: $from.before(depth) };
  return null;
}

/** Makes lines a list, a list of the other kind this one, or takes its items out of it. */
function toggleList(type: NodeType): Command {
  return (state, dispatch, view) => {
    const around = listAround(state);
    if (around === null) return wrapInList(type)(state, dispatch, view);
    if (around.type === type) return liftListItem(nodes.list_item)(state, dispatch, view);
    dispatch?.(state.tr.setNodeMarkup(around.at, type));
    return true;
  };
}

/** A table with a row of headers where the caret stands; only between lines, as the model has it. */
function insertTable(rows: number, columns: number): Command {
  return (state, dispatch) => {
    if (isInTable(state) || listAround(state) !== null) return false;
    const row = (header: boolean) =>
      nodes.table_row.create(
        null,
        Array.from({ length: columns }, () =>
          (header ? nodes.table_header : nodes.table_cell).create(null, nodes.paragraph.create()),
        ),
      );
    const table = nodes.table.create(
      null,
      Array.from({ length: rows }, (_, index) => row(index === 0)),
    );
    if (dispatch === undefined) return true;
    const { $from } = state.selection;
    const isBlank = $from.parent.content.size === 0;
    const at = isBlank ? $from.before(1) : $from.after(1);
    // One writes on after a table too.
    const tr = state.tr.replaceWith(at, isBlank ? $from.after(1) : at, [table, nodes.paragraph.create()]);
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 3))).scrollIntoView());
    return true;
  };
}
