import type { ReactNode } from "react";
import styles from "./skeleton.module.css";

/** Said to screen readers, not drawn. */
export function Hidden({ children }: { readonly children: ReactNode }) {
  return <span className={styles.hidden}>{children}</span>;
}
