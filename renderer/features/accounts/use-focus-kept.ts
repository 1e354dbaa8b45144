import { type RefObject, useEffect, useRef } from "react";

/** Where the next key begins when what was under the hand went away as `stage` changed; focus that is somewhere stays there, and a null stage takes none. */
export function useFocusKept(stage: string | null): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (stage === null) return;
    const { activeElement, body } = document;
    if (activeElement === null || activeElement === body) place.current?.focus();
  }, [stage]);
  return place;
}
