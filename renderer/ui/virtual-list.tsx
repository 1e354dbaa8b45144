import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  type CSSProperties,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { classes } from "./classes";
import { positions, rowsOf, useListKeys, type Choice } from "./list-keys";
import styles from "./virtual-list.module.css";

/** A row of the list: a heading, or an item under it. */
export type VirtualRow<Item> =
  | { readonly kind: "group"; readonly key: string; readonly label: string }
  | { readonly kind: "item"; readonly key: string; readonly item: Item };

export type VirtualListProps<Item> = {
  readonly label: string;
  readonly rows: readonly VirtualRow<Item>[];
  /** How many items there are, those not yet read included. */
  readonly total: number;
  readonly active: string | null;
  readonly onActivate: (key: string) => void;
  /** Enter, or double click where it does nothing else: go into the item. */
  readonly onOpen?: (key: string) => void;
  /** Double click or Ctrl+Enter: open it apart. */
  readonly onOpenApart?: (key: string) => void;
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
  const { label, rows, active, chosen, className } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const base = useId();
  const activeIndex = active === null ? -1 : rows.findIndex((row) => row.key === active);
  const virtualizer = useRows(props, scroll, activeIndex);
  const visible = virtualizer.getVirtualItems();
  const place = useMemo(() => positions(rows), [rows]);
  const onKeyDown = useListKeys({ ...props, keys: rowsOf(rows), page: Math.max(1, visible.length - 4) });
  return (
    <div
      ref={scroll}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable={chosen !== undefined}
      {...(activeIndex >= 0 && active !== null ? { "aria-activedescendant": `${base}-${active}` } : {})}
      className={classes(styles.scroll, className)}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={styles.room} style={{ height: `${virtualizer.getTotalSize()}px` }}>
        {visible.map((slot) => {
          const row = rows[slot.index];
          if (row === undefined) return null;
          const where = { index: slot.index, style: styleOf(slot.start), measure: virtualizer.measureElement };
          return row.kind === "group" ? (
            <Heading key={row.key} label={row.label} {...where} />
          ) : (
            <Option
              key={row.key}
              id={`${base}-${row.key}`}
              row={row}
              list={props}
              {...where}
              position={place.get(row.key) ?? 0}
            />
          );
        })}
      </div>
    </div>
  );
}

/** What is rendered: the visible rows and the active one; follows the active row, and asks for more near the end. */
function useRows<Item>(
  { rows, active, estimate, onReachEnd }: VirtualListProps<Item>,
  scroll: RefObject<HTMLDivElement | null>,
  activeIndex: number,
) {
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: (index) => sizeOf(rows[index], estimate),
    overscan: 6,
    // The active row always exists: it is what the list box points at.
    rangeExtractor: useCallback((range: Range) => withActive(defaultRangeExtractor(range), activeIndex), [activeIndex]),
  });
  useEffect(() => {
    if (activeIndex >= 0) virtualizer.scrollToIndex(activeIndex, { align: "auto" });
    // Only a move of the active row scrolls: a list read again stays where it is.
    // eslint-disable-next-line react/exhaustive-deps
  }, [active, virtualizer]);
  const last = virtualizer.getVirtualItems().at(-1)?.index ?? -1;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 12) onReachEnd?.();
  }, [last, rows.length, onReachEnd]);
  return virtualizer;
}

const withActive = (visible: number[], active: number): number[] =>
  active < 0 || visible.includes(active) ? visible : [...visible, active].toSorted((a, b) => a - b);

type Placed = {
  readonly index: number;
  readonly style: CSSProperties;
  readonly measure: (element: HTMLElement | null) => void;
};

const styleOf = (start: number): CSSProperties => ({ transform: `translateY(${start}px)` });

function Heading({ label, index, style, measure }: Placed & { readonly label: string }) {
  return (
    <div ref={measure} data-index={index} role="presentation" className={styles.group} style={style}>
      {label}
    </div>
  );
}

type OptionProps<Item> = Placed & {
  readonly id: string;
  readonly row: Extract<VirtualRow<Item>, { kind: "item" }>;
  readonly list: VirtualListProps<Item>;
  readonly position: number;
};

function Option<Item>({ id, row, list, index, style, measure, position }: OptionProps<Item>) {
  const state = { active: row.key === list.active, chosen: list.chosen?.has(row.key) ?? false };
  // A list that changes under the pointer makes a double click of two rows: only one that began here is one.
  const begun = useRef(Number.NEGATIVE_INFINITY);
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
      aria-setsize={list.total}
      className={classes(styles.option, state.active && styles.active, state.chosen && styles.chosen)}
      style={style}
      onClick={(event) => {
        if (event.detail === 1) begun.current = event.timeStamp;
        pick(list, row.key, event);
      }}
      onDoubleClick={(event) => {
        if (event.timeStamp - begun.current < DOUBLE_CLICK_MS) (list.onOpenApart ?? list.onOpen)?.(row.key);
      }}
    >
      {list.renderItem(row.item, state)}
    </div>
  );
}

/** The longest that systems let pass between the two presses of a double click. */
const DOUBLE_CLICK_MS = 1_000;

function pick<Item>(props: VirtualListProps<Item>, key: string, event: MouseEvent): void {
  if (event.shiftKey && props.onChoose !== undefined) props.onChoose({ kind: "range", to: key });
  else if ((event.ctrlKey || event.metaKey) && props.onChoose !== undefined) props.onChoose({ kind: "toggle", key });
  else props.onActivate(key);
}

const sizeOf = <Item,>(row: VirtualRow<Item> | undefined, estimate: (item: Item) => number): number =>
  row === undefined ? 60 : row.kind === "group" ? 34 : estimate(row.item);
