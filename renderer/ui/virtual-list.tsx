import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import {
  memo,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { classes } from "./classes";
import { createDoublePress } from "./double-press";
import { positions, rowsOf, useListKeys, type Choice } from "./list-keys";
import { useAnchor } from "./use-anchor";
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
  /** Names what the rows are of: another one begins at its top, or where its active row is. */
  readonly about?: string;
  /** The rows are those of the one before, until its own come. */
  readonly isLate?: boolean;
  readonly active: string | null;
  readonly onActivate: (key: string) => void;
  /** Pressed and not yet let go: what it opens may be read meanwhile. */
  readonly onAim?: (key: string) => void;
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
  /** It is a card of its page. */
  readonly framed?: boolean;
  readonly className?: string | undefined;
};

/** A long list of which only the visible part exists: a list box whose position and count are announced, with arrows, Home, End, Page, Enter and choice of several. */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { label, rows, total, isLate = false, active, chosen, framed = false, className, renderItem } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const base = useId();
  const activeIndex = useMemo(
    () => (active === null ? -1 : rows.findIndex((row) => row.key === active)),
    [rows, active],
  );
  const virtualizer = useRows(props, scroll, activeIndex);
  const visible = virtualizer.getVirtualItems();
  const keys = useMemo(() => rowsOf(rows), [rows]);
  const place = useMemo(() => positions(rows), [rows]);
  const onKeyDown = useListKeys({ ...props, keys, page: Math.max(1, visible.length - 4) });
  const press = usePress(props);
  return (
    <div
      ref={scroll}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable={chosen !== undefined}
      aria-busy={isLate}
      {...(activeIndex >= 0 && active !== null ? { "aria-activedescendant": `${base}-${active}` } : {})}
      className={classes(styles.scroll, framed && styles.framed, className)}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={styles.room} style={{ height: `${virtualizer.getTotalSize()}px` }}>
        {visible.map((slot) => {
          const row = rows[slot.index];
          if (row === undefined) return null;
          const where = { index: slot.index, start: slot.start, measure: virtualizer.measureElement };
          return row.kind === "group" ? (
            <Heading key={row.key} label={row.label} {...where} />
          ) : (
            <Option
              key={row.key}
              id={`${base}-${row.key}`}
              name={row.key}
              item={row.item}
              active={row.key === active}
              chosen={chosen?.has(row.key) ?? false}
              position={place.get(row.key) ?? 0}
              total={total}
              press={press}
              renderItem={renderItem}
              {...where}
            />
          );
        })}
      </div>
    </div>
  );
}

/** What is rendered: the visible rows and the active one; follows the active row, and asks for more near the end. */
function useRows<Item>(
  { rows, about = "", isLate = false, active, estimate, onReachEnd }: VirtualListProps<Item>,
  scroll: RefObject<HTMLDivElement | null>,
  activeIndex: number,
) {
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    // The same function while the rows are the same, or every row is placed anew at each frame of a scroll.
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    estimateSize: (index) => sizeOf(rows[index], estimate),
    overscan: 6,
    // The active row always exists: it is what the list box points at.
    rangeExtractor: useCallback((range: Range) => withActive(defaultRangeExtractor(range), activeIndex), [activeIndex]),
  });
  const shown = useShown(about, isLate);
  useLayoutEffect(() => {
    if ((virtualizer.scrollOffset ?? 0) > 0 && scroll.current !== null) scroll.current.scrollTop = 0;
  }, [shown, scroll, virtualizer]);
  useAnchor(virtualizer, scroll, rows, shown);
  useEffect(() => {
    // Scrolling to what is in sight would lay the page out for nothing.
    if (activeIndex >= 0 && !isInSight(virtualizer, activeIndex))
      virtualizer.scrollToIndex(activeIndex, { align: "auto" });
    // Only another list or a move of the active row scrolls: a list read again stays where it is.
    // eslint-disable-next-line react/exhaustive-deps
  }, [active, shown, virtualizer]);
  const last = virtualizer.getVirtualItems().at(-1)?.index ?? -1;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 12) onReachEnd?.();
  }, [last, rows.length, onReachEnd]);
  return virtualizer;
}

function isInSight(
  { measurementsCache, scrollOffset, scrollRect }: ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>,
  index: number,
): boolean {
  const row = measurementsCache[index];
  const top = scrollOffset ?? 0;
  return row !== undefined && scrollRect !== null && row.start >= top && row.end <= top + scrollRect.height;
}

/** What the rows that are shown are of. */
function useShown(about: string, isLate: boolean): string {
  const [shown, setShown] = useState(about);
  if (!isLate && shown !== about) setShown(about);
  return isLate ? shown : about;
}

const withActive = (visible: number[], active: number): number[] =>
  active < 0 || visible.includes(active) ? visible : [...visible, active].toSorted((a, b) => a - b);

type Placed = {
  readonly index: number;
  readonly start: number;
  readonly measure: (element: HTMLElement | null) => void;
};

const styleOf = (start: number): CSSProperties => ({ transform: `translateY(${start}px)` });

function Heading({ label, index, start, measure }: Placed & { readonly label: string }) {
  return (
    <div ref={measure} data-index={index} role="presentation" className={styles.group} style={styleOf(start)}>
      {label}
    </div>
  );
}

type OptionProps<Item> = Placed & {
  readonly id: string;
  readonly name: string;
  readonly item: Item;
  readonly active: boolean;
  readonly chosen: boolean;
  readonly position: number;
  readonly total: number;
  readonly press: Press;
  readonly renderItem: VirtualListProps<Item>["renderItem"];
};

function OptionOf<Item>({ id, name, item, active, chosen, index, start, measure, ...rest }: OptionProps<Item>) {
  const { position, total, press, renderItem } = rest;
  return (
    // Keys are heard by the list box, which holds the focus and points at its active option.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      ref={measure}
      data-index={index}
      role="option"
      aria-selected={active || chosen}
      aria-posinset={position}
      aria-setsize={total}
      className={classes(styles.option, active && styles.active, chosen && styles.chosen)}
      style={styleOf(start)}
      onPointerDown={() => press.aim(name)}
      onClick={(event) => press.once(name, event)}
      onDoubleClick={(event) => press.twice(name, event)}
    >
      {renderItem(item, { active, chosen })}
    </div>
  );
}

/** Drawn again only when what it shows changed: not at each frame of a scroll, nor when another row is chosen. */
const Option = memo(OptionOf) as typeof OptionOf;

type Press = Readonly<Record<"once" | "twice", (key: string, event: MouseEvent) => void>> & {
  readonly aim: (key: string) => void;
};

/** What a press on a row does now, under one name for as long as the list lives. */
function usePress<Item>(props: VirtualListProps<Item>): Press {
  const now = useRef(props);
  useLayoutEffect(() => {
    now.current = props;
  });
  return useMemo(() => {
    const double = createDoublePress();
    return {
      aim: (key) => now.current.onAim?.(key),
      once: (key, event) => {
        double.pressed(key, event.detail, event.timeStamp);
        pick(now.current, key, event);
      },
      twice: (key, event) => {
        if (double.isOf(key, event.timeStamp)) (now.current.onOpenApart ?? now.current.onOpen)?.(key);
      },
    };
  }, []);
}

function pick<Item>(props: VirtualListProps<Item>, key: string, event: MouseEvent): void {
  if (event.shiftKey && props.onChoose !== undefined) props.onChoose({ kind: "range", to: key });
  else if ((event.ctrlKey || event.metaKey) && props.onChoose !== undefined) props.onChoose({ kind: "toggle", key });
  else props.onActivate(key);
}

const sizeOf = <Item,>(row: VirtualRow<Item> | undefined, estimate: (item: Item) => number): number =>
  row === undefined ? 60 : row.kind === "group" ? 34 : estimate(row.item);
