/** What tells whether a page is seen. */
export type Sight = Pick<Document, "visibilityState"> & Pick<EventTarget, "addEventListener" | "removeEventListener">;

/**
 * Keeps something going while the page is seen, and nothing behind other windows: `start` runs now if it is, then each time it comes back (`again`),
 * and what it gives ends it. Returns how to stop.
 */
export function whileSeen(start: (again: boolean) => () => void, page: Sight = document): () => void {
  let end: (() => void) | null = page.visibilityState === "visible" ? start(false) : null;
  const look = (): void => {
    const isSeen = page.visibilityState === "visible";
    if (isSeen === (end !== null)) return;
    end?.();
    end = isSeen ? start(true) : null;
  };
  page.addEventListener("visibilitychange", look);
  return () => {
    page.removeEventListener("visibilitychange", look);
    end?.();
    end = null;
  };
}
