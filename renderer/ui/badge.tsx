import type { ReactNode } from "react";
import { classes } from "./classes";
import { Glyph, type Icon } from "./icon";
import styles from "./badge.module.css";

/** What a badge is about; `neutral` for a plain count. */
export type Tone = "neutral" | "brand" | "patient" | "document" | "warning" | "good";

/** A few words about a thing, with an icon where the tone carries meaning. */
export function Badge({
  children,
  tone = "neutral",
  icon,
  hint,
}: {
  readonly children: ReactNode;
  readonly tone?: Tone;
  readonly icon?: Icon;
  /** What is to be known of it, while it is pointed at. */
  readonly hint?: string;
}) {
  return (
    <span className={classes(styles.badge, styles[tone])} title={hint}>
      {icon !== undefined && <Glyph icon={icon} size={14} />}
      <span>{children}</span>
    </span>
  );
}
