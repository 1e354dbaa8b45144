import type { CSSProperties } from "react";
import type { Label } from "#shared/domain/message";
import styles from "./labels.module.css";

/** A label: its colour and its name, never the colour alone. */
export function LabelBadge({ label }: { readonly label: Label }) {
  return (
    <span className={styles.badge}>
      <span className={styles.dot} style={colourOf(label)} aria-hidden="true" />
      <span className={styles.name}>{label.name}</span>
    </span>
  );
}

/** The colour of a label as a custom property. */
export const colourOf = (label: Label): CSSProperties =>
  ({ "--mailbox": `var(--mailbox-${label.colour % 6})` }) as CSSProperties;
