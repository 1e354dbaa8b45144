import FolderHeart from "lucide-react/icons/folder-heart";
import Mail from "lucide-react/icons/mail";
import MapPin from "lucide-react/icons/arrow-right";
import Search from "lucide-react/icons/search";
import Zap from "lucide-react/icons/zap";
import { Fragment, useDeferredValue, useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useText } from "../../text";
import { classes, Glyph, Hidden, Kbd, type Icon } from "../../ui";
import { useWorkspace, workspace } from "../../workspace";
import type { Entry } from "./entries";
import { useEntries } from "./use-entries";
import styles from "./palette.module.css";

const icons: Readonly<Record<Entry["group"], Icon>> = {
  actions: Zap,
  places: MapPin,
  patients: FolderHeart,
  conversations: Mail,
  search: Search,
};

/** The palette (Ctrl+K): one field for what may be done, where one may go and who may be found. */
export function Palette() {
  const t = useText();
  const isOpen = useWorkspace((now) => now.palette);
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={workspace.palette} isDismissable className={styles.veil ?? ""}>
      <Modal className={styles.modal ?? ""}>
        <AriaDialog aria-label={t("palette.title")} className={styles.dialog ?? ""}>
          <Finder />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Finder() {
  const t = useText();
  const id = useId();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const entries = useEntries(text);
  // The field first, for what is typed at once; then what may be chosen.
  const drawn = useDeferredValue(true, false);
  const at = Math.min(active, entries.length - 1);
  const choose = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    workspace.palette(false);
    // Once the dialog is gone: an act may put the focus where it is wanted.
    requestAnimationFrame(() => entry.run());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = walked(event.key, at, entries.length);
    if (to !== null) setActive(to);
    else if (event.key === "Enter") choose(entries[at]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={styles.field}>
        <Glyph icon={Search} />
        <input
          // The palette is its field: opened by a key, it is typed into at once.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          role="combobox"
          aria-label={t("palette.title")}
          aria-expanded
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          {...(at < 0 || !drawn ? {} : { "aria-activedescendant": `${id}-${at}` })}
          placeholder={t("palette.placeholder")}
          spellCheck={false}
          className={styles.input}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <Hidden>
          <span role="status">{t("palette.results", { count: entries.length })}</span>
        </Hidden>
      </div>
      <List id={id} entries={drawn ? entries : []} active={at} onChoose={choose} />
      <p className={styles.hint}>{t(entries.length === 0 ? "palette.nothing" : "palette.hint")}</p>
    </>
  );
}

type ListProps = {
  readonly id: string;
  readonly entries: readonly Entry[];
  readonly active: number;
  readonly onChoose: (entry: Entry) => void;
};

function List({ id, entries, active, onChoose }: ListProps) {
  const t = useText();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active, entries]);
  return (
    <div ref={list} id={`${id}-list`} role="listbox" aria-label={t("palette.title")} className={styles.list}>
      {entries.map((entry, at) => (
        <Fragment key={entry.id}>
          {entries[at - 1]?.group !== entry.group && (
            <div role="presentation" className={styles.group}>
              {t(`palette.group-${entry.group}`)}
            </div>
          )}
          {/* Keys are heard by the field, which points at its active option. */}
          {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */}
          <div
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === active}
            className={classes(styles.option, at === active && styles.active)}
            onClick={() => onChoose(entry)}
          >
            <Glyph icon={icons[entry.group]} size={16} />
            <span className={styles.label}>{entry.label}</span>
            {entry.about !== undefined && <span className={styles.about}>{entry.about}</span>}
            {entry.keys !== undefined && <Kbd keys={entry.keys} />}
          </div>
        </Fragment>
      ))}
    </div>
  );
}

/** Where a key leads in a list that goes round; null for a key that does not walk. */
function walked(key: string, from: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case "ArrowDown":
      return (from + 1) % count;
    case "ArrowUp":
      return (from - 1 + count) % count;
    case "PageDown":
      return Math.min(count - 1, from + 8);
    case "PageUp":
      return Math.max(0, from - 8);
    default:
      return null;
  }
}
