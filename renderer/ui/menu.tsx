import Check from "lucide-react/icons/check";
import type { ReactElement } from "react";
import { Menu as AriaMenu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { Glyph, type Icon } from "./icon";
import { Kbd } from "./kbd";
import styles from "./menu.module.css";

/** One action of a menu. */
export type MenuAction = {
  readonly id: string;
  readonly label: string;
  readonly icon?: Icon;
  readonly keys?: string;
  readonly isDisabled?: boolean;
  readonly run: () => void;
};

/** A menu opened by its trigger (a `Button` or `IconButton`). */
export function Menu({
  label,
  actions,
  chosen,
  children,
  isOpen,
  onOpenChange,
}: {
  readonly label: string;
  readonly actions: readonly MenuAction[];
  /** The action that holds now, in a menu where one of them always does. */
  readonly chosen?: string;
  readonly children: ReactElement;
  /** Given together when a key also opens it. */
  readonly isOpen?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}) {
  return (
    <MenuTrigger
      {...(isOpen === undefined ? {} : { isOpen })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      {children}
      <Popover className={styles.popover ?? ""} placement="bottom end" offset={4}>
        <AriaMenu
          aria-label={label}
          className={styles.menu ?? ""}
          {...(chosen === undefined ? {} : { selectionMode: "single" as const, selectedKeys: [chosen] })}
          // Opened by a key, it is gone through at once.
          {...(onOpenChange === undefined ? {} : { autoFocus: "first" as const })}
          onAction={(key) => actions.find((action) => action.id === key)?.run()}
          disabledKeys={actions.filter((action) => action.isDisabled === true).map((action) => action.id)}
        >
          {actions.map((action) => (
            <MenuItem key={action.id} id={action.id} textValue={action.label} className={styles.item ?? ""}>
              {action.icon !== undefined && <Glyph icon={action.icon} size={17} />}
              <span className={styles.label}>{action.label}</span>
              {action.id === chosen && <Glyph icon={Check} size={17} />}
              {action.keys !== undefined && <Kbd keys={action.keys} />}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
