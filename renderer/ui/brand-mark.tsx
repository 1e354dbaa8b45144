import { useText } from "../text";
import styles from "./gate.module.css";

/** The mark: a sheet folded in three, its last fold being an envelope's flap; with the name, or alone. */
export function BrandMark({ alone = false }: { readonly alone?: boolean }) {
  const t = useText();
  return (
    <span className={styles.mark}>
      <svg viewBox="0 0 26 26" width="1.7334rem" height="1.7334rem" aria-hidden="true">
        <rect width="26" height="26" rx="7" fill="var(--brand)" />
        <path d="M6 8.6h14v9.8H6z" fill="none" stroke="var(--on-brand)" strokeWidth="1.5" strokeLinejoin="round" />
        <path d="m6 8.6 7 5.2 7-5.2" fill="none" stroke="var(--on-brand)" strokeWidth="1.5" strokeLinejoin="round" />
        <path
          d="m6 18.4 4.6-4.4M20 18.4 15.4 14"
          fill="none"
          stroke="var(--on-brand)"
          strokeWidth="1.5"
          opacity=".55"
        />
      </svg>
      {!alone && <span className={styles.name}>{t("app.name")}</span>}
    </span>
  );
}
