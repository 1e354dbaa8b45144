import type { ReactNode } from "react";
import type { CorrespondentKind } from "#shared/domain/message";
import { AvatarTile } from "./avatar-tile";
import styles from "./person-row.module.css";

/** Somebody, or some people, as a row of a list: the name with its marks, and a line about them under it. */
export function PersonRow({
  kind,
  name,
  marks,
  children,
}: {
  /** Whose tile stands before the words; absent, none does. */
  readonly kind?: CorrespondentKind;
  readonly name: string;
  readonly marks?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.row}>
      {kind !== undefined && <AvatarTile kind={kind} size={36} />}
      <span className={styles.words}>
        <span className={styles.first}>
          <strong className={styles.name}>{name}</strong>
          {marks}
        </span>
        <span className={styles.about}>{children}</span>
      </span>
    </div>
  );
}
