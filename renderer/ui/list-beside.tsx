import type { ReactNode } from "react";
import { classes } from "./classes";
import styles from "./list-beside.module.css";

/** In a `Page`: a list, and beside it what is chosen in it; under it where there is no room. Each scrolls by itself. */
export function ListBeside({
  list,
  children,
  tabbed = false,
}: {
  /** What is above the list, then the list. */
  readonly list: ReactNode;
  readonly children: ReactNode;
  /** Under tabs, which take some of the height. */
  readonly tabbed?: boolean;
}) {
  return (
    <div className={classes(styles.both, tabbed && styles.tabbed)}>
      <div className={styles.list}>{list}</div>
      <div className={styles.chosen}>{children}</div>
    </div>
  );
}
