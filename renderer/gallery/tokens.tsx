import type { CSSProperties } from "react";
import { Shelf } from "./shelf";
import styles from "./gallery.module.css";

const colours = [
  "paper",
  "wash",
  "line",
  "ink",
  "ink-2",
  "ink-3",
  "brand",
  "brand-wash",
  "patient",
  "patient-wash",
  "document",
  "document-wash",
  "warning",
  "warning-wash",
  "good",
  "good-wash",
  "control",
  "focus",
  "selected",
  "hovered",
  "mailbox-0",
  "mailbox-1",
  "mailbox-2",
  "mailbox-3",
  "mailbox-4",
  "mailbox-5",
];
const sizes = ["xs", "s", "m", "l", "xl", "2xl"];

/** Colours and the type scale, as the tokens have them. */
export function Tokens() {
  return (
    <>
      <Shelf name="tokens">
        {colours.map((name) => (
          <figure key={name} className={styles.swatch}>
            <span style={{ "--colour": `var(--${name})` } as CSSProperties} />
            <figcaption>{name}</figcaption>
          </figure>
        ))}
      </Shelf>
      <Shelf name="type">
        {sizes.map((name) => (
          <span key={name} style={{ fontSize: `var(--text-${name})` }}>
            Demo PAT-TROIS 0O 1lI ({name})
          </span>
        ))}
      </Shelf>
    </>
  );
}
