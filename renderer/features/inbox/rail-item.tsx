import type { ReactNode } from "react";
import { useText } from "../../text";
import { classes, Glyph, Hidden, type Icon } from "../../ui";
import styles from "./rail.module.css";

export type RailItemProps = {
  readonly label: string;
  readonly icon?: Icon;
  /** Drawn in the place of the icon. */
  readonly mark?: ReactNode;
  readonly count?: number;
  readonly strong?: boolean;
  readonly isCurrent: boolean;
  readonly folded: boolean;
  /** A second line, or what hovers say. */
  readonly note?: string;
  readonly deep?: boolean;
  /** Where the tour of the window finds it. */
  readonly id?: string;
  readonly onPress: () => void;
  /** What else is on the line or under it (folders of a mailbox). */
  readonly children?: ReactNode;
};

/** One line of the rail; folded, its icon with its name as tooltip and for screen readers. */
export function RailItem({
  label,
  icon,
  mark,
  count = 0,
  strong = false,
  isCurrent,
  folded,
  note,
  deep = false,
  id,
  onPress,
  children,
}: RailItemProps) {
  const t = useText();
  const said = count > 0 ? t(strong ? "inbox.countToDo" : "inbox.countAll", { count }) : "";
  const title = folded || note !== undefined ? [label, note].filter(Boolean).join(" : ") : undefined;
  return (
    <li className={styles.line}>
      <button
        type="button"
        id={id}
        data-rail=""
        className={classes(styles.item, isCurrent && styles.current, deep && styles.deep)}
        aria-current={isCurrent ? "page" : undefined}
        title={title}
        onClick={onPress}
      >
        {icon !== undefined && <Glyph icon={icon} />}
        {mark}
        {folded ? <Hidden>{label}</Hidden> : <span className={styles.label}>{label}</span>}
        {count > 0 && (
          <span className={classes(styles.count, strong && styles.countStrong)} aria-hidden="true">
            {count}
          </span>
        )}
        <Hidden>{[said, note].filter(Boolean).join(". ")}</Hidden>
      </button>
      {children}
    </li>
  );
}
