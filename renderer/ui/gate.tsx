import type { ReactNode } from "react";
import { BrandMark } from "./brand-mark";
import { classes } from "./classes";
import styles from "./gate.module.css";

/** A screen before the workstation (welcome, sign-in, unlock): the mark, a title, one card in the middle. `inside` shows it in the window, whose main part it then is not. */
export function Gate({
  title,
  lead,
  children,
  wide = false,
  inside = false,
  footer,
}: {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
  readonly wide?: boolean;
  readonly inside?: boolean;
  readonly footer?: ReactNode;
}) {
  const Part = inside ? "div" : "main";
  return (
    <Part className={styles.gate} data-gate={inside ? undefined : ""}>
      <div className={classes(styles.card, wide && styles.wide)}>
        <BrandMark />
        <h1 className={styles.title}>{title}</h1>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        {children}
      </div>
      {footer !== undefined && footer !== false && <footer className={styles.footer}>{footer}</footer>}
    </Part>
  );
}
