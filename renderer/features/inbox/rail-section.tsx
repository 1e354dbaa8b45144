import ChevronDown from "lucide-react/icons/chevron-down";
import { useId, useState, type ReactNode } from "react";
import { classes, Glyph, recall, remember } from "../../ui";
import styles from "./rail.module.css";

/** A group of the rail under its name, which folds it; remembered. In a folded rail the group has neither name nor fold. */
export function Section({
  name,
  title,
  folded,
  beside,
  children,
}: {
  readonly name: string;
  readonly title: string;
  readonly folded: boolean;
  /** What else may be done, at the end of the name. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  const [open, setOpen] = useState(() => recall(`rail-${name}`, 1) === 1);
  if (folded) return children;
  const turn = (): void => {
    setOpen(!open);
    remember(`rail-${name}`, open ? 0 : 1);
  };
  return (
    <>
      <div className={styles.headingLine}>
        <h2 className={styles.heading}>
          <button
            type="button"
            data-rail=""
            className={styles.fold}
            aria-expanded={open}
            aria-controls={id}
            onClick={turn}
          >
            {title}
            <span className={classes(styles.chevron, !open && styles.closed)}>
              <Glyph icon={ChevronDown} size={14} />
            </span>
          </button>
        </h2>
        {beside}
      </div>
      <div id={id} hidden={!open}>
        {children}
      </div>
    </>
  );
}
