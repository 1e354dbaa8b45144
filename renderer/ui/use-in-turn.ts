import { startTransition, useEffect, useState } from "react";

/** How many of the parts of a long page to draw: the first at once, then the others one after the other, so that none holds up a press or a key. */
export function useInTurn(parts: number): number {
  const [drawn, setDrawn] = useState(1);
  useEffect(() => {
    if (drawn >= parts) return;
    const timer = setTimeout(() => startTransition(() => setDrawn(drawn + 1)));
    return () => clearTimeout(timer);
  }, [drawn, parts]);
  return drawn;
}
