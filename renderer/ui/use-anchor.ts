import { useLayoutEffect, useRef, type RefObject } from "react";
import type { useVirtualizer } from "@tanstack/react-virtual";
import { shiftOf, type SeenRow } from "./list-anchor";

type Rows = readonly { readonly key: string }[];

/** Keeps the rows that are seen where they are when others come or go above them; a list at its top stays there. `about`: what the rows are of. */
export function useAnchor(
  virtualizer: ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>,
  scroll: RefObject<HTMLDivElement | null>,
  rows: Rows,
  about: string,
): void {
  const last = useRef<{ readonly rows: Rows; readonly about: string; readonly seen: readonly SeenRow[] } | null>(null);
  useLayoutEffect(() => {
    const element = scroll.current;
    const before = last.current;
    const { measurementsCache: placed } = virtualizer;
    const top = virtualizer.scrollOffset ?? 0;
    if (element !== null && before !== null && before.rows !== rows && before.about === about && top > 0) {
      const places = new Map(rows.map(({ key }, at) => [key, placed[at]?.start]));
      const by = shiftOf(before.seen, (key) => places.get(key));
      if (by !== 0) element.scrollBy(0, by);
    }
    const seen = virtualizer.getVirtualItems().filter(({ end }) => end > top);
    last.current = { rows, about, seen: seen.map(({ key, start, size }) => ({ key: String(key), start, size })) };
  });
}
