import Bold from "lucide-react/icons/bold";
import Italic from "lucide-react/icons/italic";
import List from "lucide-react/icons/list";
import ListOrdered from "lucide-react/icons/list-ordered";
import TableIcon from "lucide-react/icons/table";
import Undo from "lucide-react/icons/undo-2";
import Redo from "lucide-react/icons/redo-2";
import { redo, undo } from "prosemirror-history";
import type { Command } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import type { RefObject } from "react";
import { Toolbar } from "react-aria-components/Toolbar";
import { useText } from "../../../text";
import { type Icon, IconButton, Menu } from "../../../ui";
import { richCommands, type RichState } from "./commands";
import styles from "./rich-editor.module.css";

/** What the text may be made into; one stop of the Tab key, arrows from one to the next. */
export function RichToolbar({ look, view }: { readonly look: RichState; readonly view: RefObject<EditorView | null> }) {
  const t = useText();
  const run = (command: Command) => (): void => {
    if (view.current === null) return;
    command(view.current.state, view.current.dispatch, view.current);
    view.current.focus();
  };
  const button = (
    icon: Icon,
    label: string,
    command: Command,
    about: { keys?: string; isPressed?: boolean; isDisabled?: boolean },
  ) => <IconButton icon={icon} label={label} onPress={run(command)} {...about} />;
  const tableActs = TABLE_ACTS.map((act) => ({
    id: act,
    label: t(`writing.table-${act}`),
    run: run(richCommands[act]),
  }));
  const noList = look.table;
  return (
    <Toolbar aria-label={t("writing.format")} className={styles.toolbar ?? ""}>
      {button(Bold, t("writing.bold"), richCommands.bold, { keys: "Ctrl+B", isPressed: look.bold })}
      {button(Italic, t("writing.italic"), richCommands.italic, { keys: "Ctrl+I", isPressed: look.italic })}
      {button(List, t("writing.bullets"), richCommands.bullets, { isPressed: look.bullets, isDisabled: noList })}
      {button(ListOrdered, t("writing.numbers"), richCommands.numbers, { isPressed: look.numbers, isDisabled: noList })}
      {look.table ? (
        <Menu label={t("writing.table")} actions={tableActs}>
          <IconButton icon={TableIcon} label={t("writing.table")} />
        </Menu>
      ) : (
        button(TableIcon, t("writing.insertTable"), richCommands.table, { isDisabled: look.bullets || look.numbers })
      )}
      {button(Undo, t("writing.undo"), undo, { keys: "Ctrl+Z" })}
      {button(Redo, t("writing.redo"), redo, { keys: "Ctrl+Y" })}
    </Toolbar>
  );
}

const TABLE_ACTS = ["addRow", "addColumn", "deleteRow", "deleteColumn", "deleteTable"] as const;
