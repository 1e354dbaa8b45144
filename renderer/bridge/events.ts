import type { QueryClient } from "@tanstack/react-query";
import type { AppEvent, Changed } from "#shared/contract/events";
import { keyOf, readOf } from "./query-keys";

type Listener = (event: AppEvent) => void;
const listeners = new Set<Listener>();
/** Told while nothing was drawn yet; null once something is. */
let early: AppEvent[] | null = [];
const MOST_EARLY = 50;

/**
 * Hears the events that a component needs whole (`connection-test`, `open-conversation`, `command`, `notice`). Returns how to stop.
 * What came before anybody listened is told once those of the first drawing do.
 */
export function onAppEvent(listener: Listener): () => void {
  listeners.add(listener);
  const told = early ?? [];
  early = null;
  if (told.length > 0) setTimeout(() => told.forEach(tellAll));
  return () => void listeners.delete(listener);
}

function tellAll(event: AppEvent): void {
  const isForScreen = event.kind !== "changed" && event.kind !== "session";
  if (early !== null && isForScreen && early.length < MOST_EARLY) early.push(event);
  for (const listener of listeners) listener(event);
}

/** The first change is read at once, those that follow it are read together: a first synchronisation tells hundreds in a second. */
const GATHER_MS = 150;

/** Joins main's events to what is shown: a change makes its queries be read again, the session is kept as told. Called once per page. */
export function listenToEvents(client: QueryClient, subscribe: (listener: Listener) => () => void): () => void {
  const waiting = new Set<Changed>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = (): void => {
    timer = null;
    if (waiting.size === 0) return;
    const names = new Set([...waiting].flatMap((what) => readOf[what]));
    waiting.clear();
    timer = setTimeout(flush, GATHER_MS);
    for (const name of names) void client.invalidateQueries({ queryKey: [name] });
  };
  const stop = subscribe((event) => {
    if (event.kind === "changed") {
      for (const what of event.what) waiting.add(what);
      if (timer === null) flush();
    }
    if (event.kind === "session") client.setQueryData(keyOf("session.state", undefined), event.session);
    tellAll(event);
  });
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
  };
}
