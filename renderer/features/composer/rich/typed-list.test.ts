import { undo } from "prosemirror-history";
import { type EditorState, TextSelection, type Transaction } from "prosemirror-state";
import { expect, test } from "vitest";
import type { RichText } from "#shared/domain/rich-text";
import { richFromText } from "#shared/rules/rich-text";
import { richEditorState } from "./editor-state";
import { richOf } from "./schema";
import { beginList } from "./typed-list";

/** A text with the caret after a number of its characters, where a space is typed. */
function spaced(rich: RichText, after: number, text = " ") {
  const empty = richEditorState(rich);
  let state: EditorState = empty.apply(empty.tr.setSelection(TextSelection.create(empty.doc, 1 + after)));
  const view = {
    get state() {
      return state;
    },
    dispatch: (tr: Transaction) => {
      state = state.apply(tr);
    },
  };
  const at = state.selection.from;
  const made = beginList(view, at, at, text);
  return { made, rich: () => richOf(state.doc), undo: () => undo(state, view.dispatch), state: () => state };
}

const list = (ordered: boolean, text: string): RichText => [
  { kind: "list", ordered, items: [{ runs: text === "" ? [] : [{ text }], lists: [] }] },
];

test("a dash or a first number and a space begin a list, and the signs go", () => {
  for (const signs of ["-", "*", "•"]) expect(spaced(richFromText(signs), 1).rich()).toEqual(list(false, ""));
  for (const signs of ["1.", "1)"]) expect(spaced(richFromText(signs), 2).rich()).toEqual(list(true, ""));
  const before = spaced(richFromText("-boire"), 1);
  expect(before.rich()).toEqual(list(false, "boire"));
  expect(before.state().selection.$from.parent.textContent).toBe("boire");
});

test("one undo gives back the signs and the space that were meant", () => {
  const typed = spaced(richFromText("-"), 1);
  typed.undo();
  expect(typed.rich()).toEqual(richFromText("- "));
});

test("nothing else begins a list", () => {
  for (const [text, after] of [
    ["2.", 2],
    ["Kaliémie -", 10],
    ["--", 2],
    ["", 0],
  ] as const)
    expect(spaced(richFromText(text), after)).toMatchObject({ made: false });
  expect(spaced(richFromText("-"), 1, "5").made).toBe(false);
  expect(spaced([{ kind: "paragraph", runs: [{ text: "a\n-" }] }], 3).made).toBe(false);
  expect(spaced([{ kind: "table", rows: [[{ runs: [{ text: "-" }] }]] }], 4).made).toBe(false);
  expect(spaced(list(false, "-"), 3).made).toBe(false);
});
