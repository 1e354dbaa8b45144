import { Fragment, Slice } from "prosemirror-model";
import { TextSelection } from "prosemirror-state";
import { expect, test } from "vitest";
import { richText } from "#shared/contract/rich-text";
import type { RichList, RichText } from "#shared/domain/rich-text";
import { RICH_WEIGHT, richFromText } from "#shared/rules/rich-text";
import { richEditorState } from "./editor-state";
import { docOf, richOf } from "./schema";

const nested = (depth: number): RichList => ({
  kind: "list",
  ordered: false,
  items: [{ runs: [{ text: `${depth}` }], lists: depth <= 1 ? [] : [nested(depth - 1)] }],
});

/** The text after a slice was pasted at the very end of another. */
function pasted(text: RichText, slice: Slice): { readonly taken: boolean; readonly rich: RichText } {
  const state = richEditorState(text);
  const at = state.tr.setSelection(TextSelection.atEnd(state.doc));
  const { transactions, state: after } = state.applyTransaction(at.replaceSelection(slice));
  return { taken: transactions.length > 0, rich: richOf(after.doc) };
}

test("lists pasted under lists are taken while a draft can hold them, and never beyond", () => {
  for (let depth = 1; depth <= 5; depth += 1) {
    const slice = new Slice(Fragment.from(docOf([nested(depth)]).content), 0, 0);
    for (const below of [1, 3, 5]) {
      const { taken, rich } = pasted([nested(below)], slice);
      expect(richText.safeParse(rich).success, `${depth} in ${below}`).toBe(true);
      if (!taken) expect(rich).toEqual([nested(below)]);
    }
  }
  expect(pasted([nested(1)], new Slice(Fragment.from(docOf([nested(1)]).content), 0, 0)).taken).toBe(true);
});

test("a text too heavy for a draft is refused whole", () => {
  const words = docOf(richFromText("a".repeat(RICH_WEIGHT))).content;
  expect(pasted(richFromText("b"), new Slice(words, 1, 1))).toEqual({ taken: false, rich: richFromText("b") });
});
