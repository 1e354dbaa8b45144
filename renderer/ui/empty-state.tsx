import type { ReactNode } from "react";
import { Glyph, type Icon } from "./icon";
import styles from "./empty-state.module.css";

/** What is said where there is nothing: why, and the next thing to do where there is one. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  readonly icon: Icon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <span className={styles.mark} aria-hidden="true">
        <Glyph icon={icon} size={26} />
      </span>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}
