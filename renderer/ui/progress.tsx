import type { CSSProperties } from "react";
import { ProgressBar } from "react-aria-components/ProgressBar";
import { classes } from "./classes";
import styles from "./progress.module.css";

/** How far a known amount of work has come, or that it goes on (`value` null). `valueLabel` is what is read, e.g. `120 sur 400`; `isScarce` when little room is left. */
export function Progress({
  label,
  value,
  max = 100,
  valueLabel,
  hideLabel = false,
  isScarce = false,
}: {
  readonly label: string;
  readonly value: number | null;
  readonly max?: number;
  readonly valueLabel?: string;
  readonly hideLabel?: boolean;
  readonly isScarce?: boolean;
}) {
  const share = value === null || max <= 0 ? 0 : Math.min(1, Math.max(0, value / max));
  return (
    <ProgressBar
      aria-label={label}
      className={styles.progress ?? ""}
      maxValue={Math.max(max, 1)}
      value={value ?? 0}
      isIndeterminate={value === null}
      {...(valueLabel === undefined ? {} : { valueLabel })}
    >
      {!hideLabel && (
        <span className={styles.words} aria-hidden="true">
          <span>{label}</span>
          <span className={styles.value}>{valueLabel}</span>
        </span>
      )}
      <span className={styles.track}>
        <span
          className={classes(styles.bar, value === null && styles.going, isScarce && styles.scarce)}
          style={{ "--share": share } as CSSProperties}
        />
      </span>
    </ProgressBar>
  );
}
