import { useEffect, useState, type CSSProperties } from "react";
import { useText } from "../text";
import styles from "./skeleton.module.css";

/** Keeps the place of lines to come; nothing is drawn before 300 ms, for what is stored comes sooner. `widths` in percent, one per line. */
export function Skeleton({ widths, height = 14 }: { readonly widths: readonly number[]; readonly height?: number }) {
  const late = useLate(300);
  return (
    <span className={styles.lines} aria-hidden="true" data-loading="">
      {widths.map((width, at) => (
        // The lines are a fixed drawing: their place is their identity.
        // eslint-disable-next-line react/no-array-index-key
        <span
          key={at}
          className={late ? styles.line : styles.room}
          style={{ "--width": `${width}%`, "--height": `${height / 15}rem` } as CSSProperties}
        />
      ))}
    </span>
  );
}

/** Says once, to screen readers, that a place is loading, when it lasts. */
export function LoadingNote() {
  const t = useText();
  const late = useLate(300);
  return (
    <span role="status" className={styles.hidden}>
      {late ? t("app.loading") : ""}
    </span>
  );
}

function useLate(milliseconds: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return late;
}
