import type { ReactNode } from "react";
import styles from "./gallery.module.css";

/** A group of specimens under its name. */
export function Shelf({
  name,
  stack = false,
  children,
}: {
  readonly name: string;
  readonly stack?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.shelf} aria-label={name} data-shelf={name}>
      <h2 className={styles.name}>{name}</h2>
      <div className={stack ? styles.stack : styles.row}>{children}</div>
    </section>
  );
}
