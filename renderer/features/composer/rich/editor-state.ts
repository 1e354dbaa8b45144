import { baseKeymap, chainCommands } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Fragment, type Node, Slice } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { type Command, EditorState, Plugin } from "prosemirror-state";
import { goToNextCell, isInTable, tableEditing } from "prosemirror-tables";
import type { RichText } from "#shared/domain/rich-text";
import { richToFragment } from "#shared/rules/rich-html";
import { richFromHtml } from "#shared/rules/rich-from-html";
import { RICH_DEPTH, RICH_WEIGHT, richFromText } from "#shared/rules/rich-text";
import { richCommands } from "./commands";
import { docOf, richSchema } from "./schema";
import { beginList } from "./typed-list";

const { nodes } = richSchema;

/** The editor of a formatted text: keys, history, tables; what is pasted or dropped is made ours first. */
export const richEditorState = (rich: RichText): EditorState =>
  EditorState.create({
    doc: docOf(rich),
    plugins: [keys, history(), tableEditing(), paste, typedList, bounded, lastLine],
  });

const breakLine: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
};

/** A cell holds one paragraph: Enter breaks its line. */
const breakInCell: Command = (state, dispatch, view) => isInTable(state) && breakLine(state, dispatch, view);

/** Deeper lists than the model has are not made. */
const sink: Command = (state, dispatch, view) =>
  state.selection.$from.depth < 2 * RICH_DEPTH && sinkListItem(nodes.list_item)(state, dispatch, view);

const keys = keymap({
  ...baseKeymap,
  Enter: chainCommands(
    breakInCell,
    splitListItem(nodes.list_item),
    liftListItem(nodes.list_item),
    baseKeymap["Enter"] ?? breakLine,
  ),
  "Shift-Enter": breakLine,
  // Ctrl+Enter sends.
  "Mod-Enter": () => false,
  "Mod-b": richCommands.bold,
  "Mod-i": richCommands.italic,
  "Mod-Shift-8": richCommands.bullets,
  "Mod-Shift-7": richCommands.numbers,
  "Mod-z": undo,
  "Mod-Shift-z": redo,
  "Mod-y": redo,
  Tab: chainCommands(goToNextCell(1), sink),
  "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(nodes.list_item)),
});

const typedList = new Plugin({ props: { handleTextInput: beginList } });

/** Lines of plain text as paragraphs that join what stands around them. */
export const linesOf = (text: string): Slice => new Slice(Fragment.from(docOf(richFromText(text)).content), 1, 1);

/** Foreign HTML comes through the one door of `richFromHtml`; what is too long for it comes as its text. */
const paste = new Plugin({
  props: {
    transformPastedHTML: (html) => richToFragment(richFromHtml(html) ?? []),
    clipboardTextParser: (text) => linesOf(text),
    clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, "\n", "\n"),
    handleDOMEvents: {
      paste: (view, event) => {
        const { clipboardData } = event;
        const html = clipboardData?.getData("text/html") ?? "";
        if (html === "" || richFromHtml(html) !== null) return false;
        event.preventDefault();
        view.dispatch(view.state.tr.replaceSelection(linesOf(clipboardData?.getData("text/plain") ?? "")));
        return true;
      },
    },
  },
});

/** What could not be kept is not taken; what was too much already may be made less. */
const bounded = new Plugin({
  filterTransaction: ({ docChanged, doc, before }) =>
    !docChanged || canBeKept(doc) || (!canBeKept(before) && doc.content.size < before.content.size),
});

const canBeKept = (doc: Node): boolean => doc.content.size <= RICH_WEIGHT && listDepth(doc) <= RICH_DEPTH;

/** Lists under lists, the node itself included. */
function listDepth(node: Node): number {
  let below = 0;
  for (const child of node.children) if (HOLDS_LISTS.has(child.type)) below = Math.max(below, listDepth(child));
  return below + (node.type === nodes.doc || node.type === nodes.list_item ? 0 : 1);
}

const HOLDS_LISTS = new Set([nodes.bullet_list, nodes.ordered_list, nodes.list_item]);

/** One writes on after a table. */
const lastLine = new Plugin({
  appendTransaction: (_changes, _before, { doc, tr }) =>
    doc.lastChild?.type === nodes.table ? tr.insert(doc.content.size, nodes.paragraph.create()) : null,
});
