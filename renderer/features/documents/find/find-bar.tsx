import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronUp from "lucide-react/icons/chevron-up";
import X from "lucide-react/icons/x";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { useStore } from "zustand";
import { useText } from "../../../text";
import { IconButton, SearchField } from "../../../ui";
import { MOST_HITS, type Finder, type FindState } from "./finder";
import styles from "./find-bar.module.css";

/** Looks for words in the open document: how many there are, the next and the one before. Enter and Shift+Enter step, Escape closes. */
export function FindBar({ finder, onClose }: { readonly finder: Finder; readonly onClose: () => void }) {
  const open = useStore(finder.state, (now) => now.open);
  return open ? <Opened finder={finder} onClose={onClose} /> : null;
}

function Opened({ finder, onClose }: { readonly finder: Finder; readonly onClose: () => void }) {
  const t = useText();
  const state = useStore(finder.state);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
  }, []);
  const close = (): void => {
    finder.close();
    onClose();
  };
  const key = keysOf(finder, close);
  const none = state.hits.length === 0;
  return (
    <search className={styles.bar} data-print="never" onKeyDownCapture={key}>
      <SearchField
        label={t("documents.find")}
        value={state.query}
        onChange={finder.look}
        inputRef={field}
        className={styles.field}
      />
      <span className={styles.count} role="status">
        {said(state, t)}
      </span>
      <IconButton
        icon={ChevronUp}
        label={t("documents.findPrevious")}
        keys="Maj+Entrée"
        isDisabled={none}
        onPress={() => finder.step(-1)}
      />
      <IconButton
        icon={ChevronDown}
        label={t("documents.findNext")}
        keys="Entrée"
        isDisabled={none}
        onPress={() => finder.step(1)}
      />
      <IconButton icon={X} label={t("documents.findClose")} keys="Échap" onPress={close} />
    </search>
  );
}

/** Keys heard before the field, which would empty itself, and the reader, which would close the document. */
const keysOf =
  (finder: Finder, close: () => void) =>
  (event: KeyboardEvent): void => {
    const step = event.key === "Enter" && event.target instanceof HTMLInputElement;
    const again = event.key.toLowerCase() === "f" && (event.ctrlKey || event.metaKey);
    if (!step && !again && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (step) finder.step(event.shiftKey ? -1 : 1);
    else if (again) event.currentTarget.querySelector("input")?.select();
    else close();
  };

function said({ query, searching, hits, current }: FindState, t: ReturnType<typeof useText>): string {
  if (query.trim() === "") return "";
  if (searching) return t("documents.finding");
  if (hits.length === 0) return t("documents.findNone");
  return t(hits.length >= MOST_HITS ? "documents.findMany" : "documents.findCount", {
    at: current + 1,
    count: hits.length,
  });
}
