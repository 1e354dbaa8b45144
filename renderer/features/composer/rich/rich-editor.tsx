import { EditorView } from "prosemirror-view";
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import type { RichText } from "#shared/domain/rich-text";
import { useText } from "../../../text";
import { toasts } from "../../../ui";
import { type RichState, richStateOf } from "./commands";
import { linesOf, richEditorState } from "./editor-state";
import { RichToolbar } from "./rich-toolbar";
import { docOf, richOf } from "./schema";
import styles from "./rich-editor.module.css";

/** What may be done to the text from outside the editor. */
export type RichHandle = { readonly insert: (text: string) => void };

const NOTHING: RichState = { bold: false, italic: false, bullets: false, numbers: false, table: false };

/** The text of a message with its formatting, under the toolbar that makes it. `rich` is what is kept; a change from outside is shown. */
export function RichEditor({
  rich,
  onChange,
  takesFocus,
  ref,
}: {
  readonly rich: RichText;
  readonly onChange: (rich: RichText) => void;
  readonly takesFocus: boolean;
  readonly ref?: Ref<RichHandle>;
}) {
  const t = useText();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const told = useRef(rich);
  const change = useRef(onChange);
  const [look, setLook] = useState(NOTHING);
  const label = t("writing.text");
  const tooLong = t("writing.formatTooLong");
  useEffect(() => {
    change.current = onChange;
  }, [onChange]);
  useEffect(() => {
    if (place.current === null) return undefined;
    const made = openView(place.current, {
      rich: told.current,
      label,
      onLook: setLook,
      onRich: (now) => {
        told.current = now;
        change.current(now);
      },
      onRefused: () => toasts.show(tooLong, { tone: "warning" }),
    });
    view.current = made;
    if (takesFocus) made.focus();
    return () => {
      view.current = null;
      made.destroy();
    };
  }, [label, tooLong, takesFocus]);
  useEffect(() => {
    if (view.current === null || rich === told.current) return;
    told.current = rich;
    const { tr, doc } = view.current.state;
    view.current.dispatch(tr.replaceWith(0, doc.content.size, docOf(rich).content));
  }, [rich]);
  useImperativeHandle(ref, () => ({ insert: (text) => insert(view.current, text) }), []);
  return (
    <div className={styles.editor}>
      <RichToolbar look={look} view={view} />
      <div ref={place} className={styles.place} />
    </div>
  );
}

function openView(
  place: HTMLElement,
  {
    rich,
    label,
    onRich,
    onLook,
    onRefused,
  }: {
    readonly rich: RichText;
    readonly label: string;
    readonly onRich: (rich: RichText) => void;
    readonly onLook: (state: RichState) => void;
    /** More than a message may hold. */
    readonly onRefused: () => void;
  },
): EditorView {
  const view: EditorView = new EditorView(place, {
    state: richEditorState(rich),
    attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label, class: styles.text ?? "" },
    dispatchTransaction: (tr) => {
      const { state, transactions } = view.state.applyTransaction(tr);
      if (transactions.length === 0 && tr.docChanged) onRefused();
      view.updateState(state);
      onLook(richStateOf(view.state));
      if (transactions.some(({ docChanged }) => docChanged)) onRich(richOf(state.doc));
    },
  });
  return view;
}

/** Writes lines where the caret stands. */
function insert(view: EditorView | null, text: string): void {
  if (view === null) return;
  view.dispatch(view.state.tr.replaceSelection(linesOf(text)).scrollIntoView());
  view.focus();
}
