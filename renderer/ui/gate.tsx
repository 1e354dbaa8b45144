import { useEffect, useRef, type ReactNode } from "react";
import { BrandMark } from "./brand-mark";
import { classes } from "./classes";
import styles from "./gate.module.css";

/** A screen before the workstation (welcome, sign-in, unlock): the mark, a title, one card in the middle. `inside` shows it in the window, whose main part it then is not. */
export function Gate({
  title,
  lead,
  children,
  wide = false,
  inside = false,
  footer,
}: {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
  readonly wide?: boolean;
  readonly inside?: boolean;
  readonly footer?: ReactNode;
}) {
  const Part = inside ? "div" : "main";
  const heading = useFocusOf(title);
  return (
    <Part className={styles.gate} data-gate={inside ? undefined : ""}>
      <div className={classes(styles.card, wide && styles.wide)}>
        <BrandMark />
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        {children}
      </div>
      {footer !== undefined && footer !== false && <footer className={styles.footer}>{footer}</footer>}
    </Part>
  );
}

/** A heading that takes the focus when what had it went away with the screen before: the next key, and what is read aloud, begin here. */
function useFocusOf(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, [title]);
  return heading;
}
