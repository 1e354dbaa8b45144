import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useMemo, useRef, type CSSProperties, type MouseEvent, type ReactNode } from 'react';
import { classes } from './classes';
import { positions, rowsOf, useListKeys, type Choice } from './list-keys';
import styles from './virtual-list.module.css';

/** A row of the list: a heading, or an item under it. */
export type VirtualRow<Item> = { readonly kind: 'group'; readonly key: string; readonly label: string } | { readonly kind: 'item'; readonly key: string; readonly item: Item };

export type VirtualListProps<Item> = {
  readonly label: string;
  readonly rows: readonly VirtualRow<Item>[];
  /** How many items there are, those not yet read included. */
  readonly total: number;
  readonly active: string | null;
  readonly onActivate: (key: string) => void;
  /** Enter or double click: go into the item. */
  readonly onOpen?: (key: string) => void;
  /** Items chosen for an action on several; absent, only one is chosen. */
  readonly chosen?: ReadonlySet<string>;
  readonly onChoose?: (choice: Choice) => void;
  readonly renderItem: (item: Item, state: { readonly active: boolean; readonly chosen: boolean }) => ReactNode;
  readonly estimate: (item: Item) => number;
  /** The end of what was read comes near. */
  readonly onReachEnd?: () => void;
  readonly className?: string | undefined;
};

/** A long list of which only the visible part exists: a list box whose position and count are announced, with arrows, Home, End, Page, Enter and choice of several. */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { label, rows, total, active, chosen, renderItem, estimate, onReachEnd, className } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const base = useId();
  const place = useMemo(() => positions(rows), [rows]);
  const activeIndex = active === null ? -1 : rows.findIndex((row) => row.key === active);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: (index) => sizeOf(rows[index], estimate),
    overscan: 6,
    // The active row always exists: it is what the list box points at.
    rangeExtractor: useCallback(
      (range: Range) => {
        const visible = defaultRangeExtractor(range);
        return activeIndex >= 0 && activeIndex < rows.length && !visible.includes(activeIndex) ? [...visible, activeIndex].toSorted((a, b) => a - b) : visible;
      },
      [activeIndex, rows.length],
    ),
  });
  useEffect(() => {
    if (activeIndex >= 0) virtualizer.scrollToIndex(activeIndex, { align: 'auto' });
    // Only a move of the active row scrolls: a list read again stays where it is.
    // eslint-disable-next-line react/exhaustive-deps
  }, [active, virtualizer]);
  const visible = virtualizer.getVirtualItems();
  const last = visible.at(-1)?.index ?? -1;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 12) onReachEnd?.();
  }, [last, rows.length, onReachEnd]);
  const onKeyDown = useListKeys({ ...props, keys: rowsOf(rows), page: Math.max(1, visible.length - 4) });
  const idOf = (key: string): string => `${base}-${key}`;

  return (
    <div
      ref={scroll}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable={chosen !== undefined}
      {...(activeIndex >= 0 && active !== null ? { 'aria-activedescendant': idOf(active) } : {})}
      className={classes(styles.scroll, className)}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={styles.room} style={{ height: `${virtualizer.getTotalSize()}px` }}>
        {visible.map((slot) => {
          const row = rows[slot.index];
          if (row === undefined) return null;
          const style = { transform: `translateY(${slot.start}px)` } satisfies CSSProperties;
          if (row.kind === 'group') {
            return (
              <div key={row.key} ref={virtualizer.measureElement} data-index={slot.index} role="presentation" className={styles.group} style={style}>
                {row.label}
              </div>
            );
          }
          const state = { active: row.key === active, chosen: chosen?.has(row.key) ?? false };
          return (
            <Option key={row.key} id={idOf(row.key)} measure={virtualizer.measureElement} index={slot.index} style={style} position={place.get(row.key) ?? 0} total={total} state={state} pick={(event) => pick(props, row.key, event)} open={() => props.onOpen?.(row.key)}>
              {renderItem(row.item, state)}
            </Option>
          );
        })}
      </div>
    </div>
  );
}

type OptionProps = {
  readonly id: string;
  readonly measure: (element: HTMLElement | null) => void;
  readonly index: number;
  readonly style: CSSProperties;
  readonly position: number;
  readonly total: number;
  readonly state: { readonly active: boolean; readonly chosen: boolean };
  readonly pick: (event: MouseEvent) => void;
  readonly open: () => void;
  readonly children: ReactNode;
};

function Option({ id, measure, index, style, position, total, state, pick, open, children }: OptionProps) {
  return (
    // Keys are heard by the list box, which holds the focus and points at its active option.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      ref={measure}
      data-index={index}
      role="option"
      aria-selected={state.active || state.chosen}
      aria-posinset={position}
      aria-setsize={total}
      className={classes(styles.option, state.active && styles.active, state.chosen && styles.chosen)}
      style={style}
      onClick={pick}
      onDoubleClick={open}
    >
      {children}
    </div>
  );
}

function pick<Item>(props: VirtualListProps<Item>, key: string, event: MouseEvent): void {
  if (event.shiftKey && props.onChoose !== undefined) props.onChoose({ kind: 'range', to: key });
  else if ((event.ctrlKey || event.metaKey) && props.onChoose !== undefined) props.onChoose({ kind: 'toggle', key });
  else props.onActivate(key);
}

const sizeOf = <Item,>(row: VirtualRow<Item> | undefined, estimate: (item: Item) => number): number => (row === undefined ? 60 : row.kind === 'group' ? 34 : estimate(row.item));
