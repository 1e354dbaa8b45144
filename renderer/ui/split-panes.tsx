import { useCallback, useState, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { recall, remember } from './remembered';
import styles from './split-panes.module.css';

/** Two panes and the edge between them, moved by mouse or by arrows, remembered under `name`. The first pane has the size, in CSS pixels. */
export function SplitPanes({
  name,
  label,
  first,
  second,
  initial,
  min,
  max,
  side = 'first',
}: {
  readonly name: string;
  /** What the edge is called: *Largeur de la liste*. */
  readonly label: string;
  readonly first: ReactNode;
  readonly second: ReactNode;
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  /** Which pane has the fixed size; the other takes the rest. */
  readonly side?: 'first' | 'second';
}) {
  const [size, setSize] = useState(() => recall(`pane-${name}`, initial));
  const move = useCallback(
    (to: number) => {
      const next = Math.round(Math.min(max, Math.max(min, to)));
      setSize(next);
      remember(`pane-${name}`, next);
    },
    [max, min, name],
  );
  const sign = side === 'first' ? 1 : -1;
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const start = event.clientX;
    const before = size;
    const edge = event.currentTarget;
    edge.setPointerCapture(event.pointerId);
    edge.onpointermove = (to) => move(before + sign * (to.clientX - start));
    edge.onpointerup = edge.onpointercancel = () => {
      edge.onpointermove = null;
    };
  };
  const key = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (step !== undefined) move(size + sign * step);
    else if (event.key === 'Home') move(min);
    else if (event.key === 'End') move(max);
    else if (event.key === 'Enter') move(initial);
    else return;
    event.preventDefault();
  };
  return (
    <div className={side === 'first' ? styles.split : styles.splitSecond} style={{ '--size': `${Math.min(max, Math.max(min, size))}px` } as CSSProperties}>
      <div className={styles.pane}>{first}</div>
      {/* A window splitter is a focusable separator (ARIA practices). */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      <div role="separator" aria-orientation="vertical" aria-label={label} aria-valuenow={size} aria-valuemin={min} aria-valuemax={max} tabIndex={0} className={styles.edge} data-print="never" onPointerDown={drag} onDoubleClick={() => move(initial)} onKeyDown={key} />
      <div className={styles.pane}>{second}</div>
    </div>
  );
}
