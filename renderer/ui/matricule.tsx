import { formatMatricule, insNature } from "#shared/rules/ins";
import { useText } from "../text";
import { classes } from "./classes";
import styles from "./matricule.module.css";

/** A matricule in the groups of the carte Vitale, then its nature, `[TEST]` or `[DEMO]` where it is nobody's; one thing to copy and to read aloud. */
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
      {nature && oid !== null && (
        <span className={classes(styles.nature, isFictitious(oid) && styles.fictitious)}>
          {t.ofCode("app", `nature-${insNature(oid)}`)}
        </span>
      )}
    </span>
  );
}

/** `[TEST]` or `[DEMO]` beside the name of an identity that is nobody's, where its matricule is not shown; nothing for a person. */
export function FictitiousMark({ oid }: { readonly oid: string | null }) {
  const t = useText();
  if (oid === null || !isFictitious(oid)) return null;
  return <span className={styles.fictitious}>{t.ofCode("app", `nature-${insNature(oid)}`)}</span>;
}

/** The ranges of tests and demonstrations (ANS, annexe INS). */
export const isFictitious = (oid: string): boolean => ["test", "demo"].includes(insNature(oid));
