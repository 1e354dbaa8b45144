import { closeHistory } from "prosemirror-history";
import type { NodeType } from "prosemirror-model";
import type { EditorState, Transaction } from "prosemirror-state";
import { findWrapping } from "prosemirror-transform";
import type { EditorView } from "prosemirror-view";
import { richSchema } from "./schema";

const { nodes } = richSchema;

const SIGNS: ReadonlyMap<string, NodeType> = new Map([
  ["-", nodes.bullet_list],
  ["*", nodes.bullet_list],
  ["•", nodes.bullet_list],
  ["1.", nodes.ordered_list],
  ["1)", nodes.ordered_list],
]);

/** A space after a dash or a « 1. » that begins a line makes it a list, as in a word processor; one undo gives the signs and their space back. True when it did. */
export function beginList(
  view: Pick<EditorView, "state" | "dispatch">,
  from: number,
  to: number,
  text: string,
): boolean {
  const type = from === to && text === " " ? signedAt(view.state, from) : null;
  if (type === null) return false;
  view.dispatch(view.state.tr.insertText(text, from, to));
  const list = asList(view.state, type);
  if (list !== null) view.dispatch(list);
  return true;
}

/** The list that the signs before a place begin, when they are all that stands before it on a line outside lists and tables. */
function signedAt(state: EditorState, at: number): NodeType | null {
  const $at = state.doc.resolve(at);
  if ($at.depth !== 1 || $at.parent.type !== nodes.paragraph) return null;
  return SIGNS.get($at.parent.textBetween(0, $at.parentOffset, "\n", "\n")) ?? null;
}

/** The line of the caret as a list, without what stands before the caret; a step of its own in the history. */
function asList(state: EditorState, type: NodeType): Transaction | null {
  const { $from } = state.selection;
  const tr = closeHistory(state.tr.delete($from.start(), $from.pos));
  const range = tr.doc.resolve($from.start()).blockRange();
  const wrapping = range === null ? null : findWrapping(range, type);
  return range === null || wrapping === null ? null : tr.wrap(range, wrapping).scrollIntoView();
}
