import { useEffect } from "react";
import { call } from "./bridge";

const EVERY_MS = 60_000;

/** Tells main that somebody is at the keyboard, at most once a minute: the 30-minute rule of the session and the lock are main's. */
export function useActivity(): void {
  useEffect(() => {
    let last = 0;
    const active = (): void => {
      if (Date.now() - last < EVERY_MS) return;
      last = Date.now();
      void call("session.active", undefined);
    };
    const kinds = ["keydown", "pointerdown", "wheel"] as const;
    for (const kind of kinds) addEventListener(kind, active, { passive: true });
    return () => {
      for (const kind of kinds) removeEventListener(kind, active);
    };
  }, []);
}
