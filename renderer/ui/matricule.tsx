import { formatMatricule, insNature } from "#shared/rules/ins";
import { useText } from "../text";
import styles from "./matricule.module.css";

/** A matricule in the groups of the carte Vitale, then its nature, `(test)` where its authority is a test range; one thing to copy and to read aloud. */
export function Matricule({
  matricule,
  oid = null,
  nature = true,
}: {
  readonly matricule: string;
  readonly oid?: string | null;
  readonly nature?: boolean;
}) {
  const t = useText();
  return (
    <span className={styles.matricule}>
      <span className={styles.digits}>{formatMatricule(matricule)}</span>
      {nature && oid !== null && <span className={styles.nature}>{t.ofCode("app", `nature-${insNature(oid)}`)}</span>}
    </span>
  );
}
