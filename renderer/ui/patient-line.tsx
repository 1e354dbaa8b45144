import type { ReactNode } from "react";
import { AvatarTile } from "./avatar-tile";
import { classes } from "./classes";
import { Glyph, type Icon } from "./icon";
import styles from "./patient-line.module.css";

/** How far an identity is trusted, in words with their icon. */
export type LineTrust = {
  readonly icon: Icon;
  readonly tone: "good" | "warning" | "neutral";
  readonly text: string;
};

/** Whom something is about: tile, name, the word of the tile (`kind`), what is `said` of the name, the trust at the end of the line or under it; then the traits. */
export function PatientLine({
  name,
  kind,
  said,
  trust,
  children,
}: {
  readonly name: string;
  readonly kind: string;
  readonly said?: string | undefined;
  readonly trust: LineTrust;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.patient}>
      <AvatarTile kind="patient" size={44} />
      <div className={styles.words}>
        <div className={styles.first}>
          <strong className={styles.name}>{name}</strong>
          <span className={styles.kind}>{kind}</span>
          {said !== undefined && <span className={styles.said}>{said}</span>}
          <span className={classes(styles.trust, styles[trust.tone])}>
            <Glyph icon={trust.icon} size={17} />
            {trust.text}
          </span>
        </div>
        {children}
      </div>
    </div>
  );
}
