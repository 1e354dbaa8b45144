import { useCallback, type KeyboardEvent } from "react";

/** What happens to the chosen items: one more or less, all from the active one to another, all, none. */
export type Choice =
  | { readonly kind: "toggle"; readonly key: string }
  | { readonly kind: "range"; readonly to: string }
  | { readonly kind: "all" }
  | { readonly kind: "none" };

type Row = { readonly kind: "group" | "item"; readonly key: string };

/** Keys of the items, headings left out. */
export const rowsOf = (rows: readonly Row[]): readonly string[] =>
  rows.filter((row) => row.kind === "item").map((row) => row.key);

/** Position of each item among the items, from 1, as it is announced. */
export const positions = (rows: readonly Row[]): ReadonlyMap<string, number> =>
  new Map(rowsOf(rows).map((key, at) => [key, at + 1]));

/** The item `by` places from the active one, held at both ends; the first when none is active. */
export function neighbour(keys: readonly string[], active: string | null, by: number): string | null {
  if (keys.length === 0) return null;
  const at = active === null ? -1 : keys.indexOf(active);
  if (at < 0) return keys[0] ?? null;
  return keys[Math.min(keys.length - 1, Math.max(0, at + by))] ?? null;
}

/** The chosen items after a choice. `active` is where a range starts. */
export function choose(
  keys: readonly string[],
  chosen: ReadonlySet<string>,
  active: string | null,
  choice: Choice,
): ReadonlySet<string> {
  switch (choice.kind) {
    case "toggle": {
      const next = new Set(chosen);
      if (!next.delete(choice.key)) next.add(choice.key);
      return next;
    }
    case "range": {
      const from = Math.max(0, active === null ? 0 : keys.indexOf(active));
      const to = keys.indexOf(choice.to);
      return to < 0 ? chosen : new Set([...chosen, ...keys.slice(Math.min(from, to), Math.max(from, to) + 1)]);
    }
    case "all":
      return new Set(keys);
    case "none":
      return new Set();
  }
}

type KeysOptions = {
  readonly keys: readonly string[];
  readonly page: number;
  readonly active: string | null;
  readonly onActivate: (key: string) => void;
  readonly onOpen?: ((key: string) => void) | undefined;
  readonly onChoose?: ((choice: Choice) => void) | undefined;
};

/** The keys of a list box: arrows, Home, End, pages, Enter, Space to choose, Shift with arrows, Ctrl+A, Escape. */
export function useListKeys({
  keys,
  page,
  active,
  onActivate,
  onOpen,
  onChoose,
}: KeysOptions): (event: KeyboardEvent) => void {
  return useCallback(
    (event) => {
      const target = moveOf(event, keys, page, active);
      if (target !== null) {
        if (event.shiftKey && onChoose !== undefined) onChoose({ kind: "range", to: target });
        onActivate(target);
      } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return;
      else if (event.key === "Enter" && active !== null) onOpen?.(active);
      else if (event.key === " " && active !== null && onChoose !== undefined)
        onChoose({ kind: "toggle", key: active });
      else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey) && onChoose !== undefined)
        onChoose({ kind: "all" });
      else if (event.key === "Escape" && onChoose !== undefined) onChoose({ kind: "none" });
      else return;
      event.preventDefault();
    },
    [active, keys, onActivate, onChoose, onOpen, page],
  );
}

function moveOf(event: KeyboardEvent, keys: readonly string[], page: number, active: string | null): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  switch (event.key) {
    case "ArrowDown":
      return neighbour(keys, active, 1);
    case "ArrowUp":
      return neighbour(keys, active, -1);
    case "PageDown":
      return neighbour(keys, active, page);
    case "PageUp":
      return neighbour(keys, active, -page);
    case "Home":
      return keys[0] ?? null;
    case "End":
      return keys.at(-1) ?? null;
    default:
      return null;
  }
}
