import { useState, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { recall, remember } from "./remembered";
import styles from "./split-panes.module.css";

export type SplitPanesProps = {
  /** The size is remembered under it. */
  readonly name: string;
  /** What the edge is called: *Largeur de la liste*. */
  readonly label: string;
  readonly first: ReactNode;
  readonly second: ReactNode;
  /** Sizes in CSS pixels. */
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  /** Which pane has the size; the other takes the rest. */
  readonly side?: "first" | "second";
  /** One of them may be hidden; it stays mounted, with its scroll and what was typed. */
  readonly shows?: "both" | "first" | "second";
};

/** Two panes and the edge between them, moved by mouse or by arrows (Home, End, Enter for the first size), remembered. */
export function SplitPanes(props: SplitPanesProps) {
  const { label, first, second, min, max, side = "first", shows = "both" } = props;
  const { size, onPointerDown, onDoubleClick, onKeyDown } = useEdge(props);
  return (
    <div
      className={shows !== "both" ? styles.one : side === "first" ? styles.split : styles.splitSecond}
      style={{ "--size": `${size}px` } as CSSProperties}
    >
      <div className={styles.pane} hidden={shows === "second"}>
        {first}
      </div>
      {/* A window splitter is a focusable separator (ARIA practices). */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={label}
        aria-valuenow={size}
        aria-valuemin={min}
        aria-valuemax={max}
        hidden={shows !== "both"}
        tabIndex={0}
        className={styles.edge}
        data-print="never"
        onPointerDown={onPointerDown}
        onDoubleClick={onDoubleClick}
        onKeyDown={onKeyDown}
      />
      <div className={styles.pane} hidden={shows === "first"}>
        {second}
      </div>
    </div>
  );
}

/** The size of the pane and the ways to move its edge. */
function useEdge({ name, initial, min, max, side = "first" }: SplitPanesProps) {
  const within = (to: number): number => Math.round(Math.min(max, Math.max(min, to)));
  // Zero: never moved, and as large as the window first asks.
  const [kept, setKept] = useState(() => recall(`pane-${name}`, 0));
  const size = within(kept === 0 ? initial : kept);
  const sign = side === "first" ? 1 : -1;
  const keep = (to: number): void => {
    setKept(to);
    remember(`pane-${name}`, to);
  };
  const move = (to: number): void => keep(within(to));
  const forget = (): void => keep(0);
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    const start = event.clientX;
    const edge = event.currentTarget;
    edge.setPointerCapture(event.pointerId);
    edge.onpointermove = (to) => move(size + sign * (to.clientX - start));
    edge.onpointerup = edge.onpointercancel = () => {
      edge.onpointermove = null;
    };
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowLeft: size - sign * 16, ArrowRight: size + sign * 16, Home: min, End: max }[event.key];
    if (to === undefined && event.key !== "Enter") return;
    if (to === undefined) forget();
    else move(to);
    event.preventDefault();
  };
  return { size, onPointerDown, onDoubleClick: forget, onKeyDown };
}
