import type { ReactNode } from "react";
import styles from "./page.module.css";

/** A page that takes the place of the list and the conversation (journal, settings…): title, actions, body that scrolls. */
export function Page({
  title,
  actions,
  children,
  wide = false,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly wide?: boolean;
}) {
  return (
    <section className={styles.page} aria-label={title} data-print="page">
      <header className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={styles.scroll}>
        <div className={wide ? styles.wide : styles.body}>{children}</div>
      </div>
    </section>
  );
}

/** A sheet of paper on the desk: the surface of a form, a message, a group of settings. */
export function Card({
  children,
  title,
  actions,
}: {
  readonly children: ReactNode;
  readonly title?: string;
  readonly actions?: ReactNode;
}) {
  return (
    <section className={styles.card}>
      {title !== undefined && (
        <header className={styles.cardHead}>
          <h2 className={styles.cardTitle}>{title}</h2>
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}
