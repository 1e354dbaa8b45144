import { useSyncExternalStore } from "react";
import { momentOf, rowDate } from "#shared/text/formats/index";
import { useText } from "../text";
import { whileSeen } from "./while-seen";

/** A date of a row (`9:40`, `hier`, `ven.`, `12/03/2026`) or of a message (`aujourd’hui, 9 h 40`), kept right past midnight. */
export function TimeText({
  iso,
  form = "moment",
  className,
}: {
  readonly iso: string;
  readonly form?: "moment" | "row";
  readonly className?: string | undefined;
}) {
  const t = useText();
  const now = useToday();
  const text = form === "row" ? rowDate(iso, now, t.language) : momentOf(iso, now, t.language);
  return (
    <time dateTime={iso} className={className} title={form === "row" ? momentOf(iso, now, t.language) : undefined}>
      {text}
    </time>
  );
}

let today = new Date();
const watchers = new Set<() => void>();
let stop: (() => void) | null = null;

/** The present, renewed when the day changes: what "today" means to every date on screen. */
export const useToday = (): Date => useSyncExternalStore(watch, () => today);

function watch(changed: () => void): () => void {
  watchers.add(changed);
  stop ??= whileSeen(() => {
    renew();
    const timer = setInterval(renew, 30_000);
    return () => clearInterval(timer);
  });
  return () => {
    watchers.delete(changed);
    if (watchers.size > 0) return;
    stop?.();
    stop = null;
  };
}

function renew(): void {
  const now = new Date();
  if (now.toDateString() === today.toDateString()) return;
  today = now;
  for (const tell of watchers) tell();
}
