import type { QueryClient } from "@tanstack/react-query";
import type { AppEvent } from "#shared/contract/events";
import type { MethodName } from "#shared/contract/index";
import { turnsOf } from "#shared/rules/turns";
import { type Sight, whileSeen } from "../ui/while-seen";
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

/** What says whether anything may be shown: a page that was locked while nobody saw it must not come back with what it held. */
const UNSEEN_TOO: MethodName = "app.state";
/** A query told changed is read again at once and so is the next time, what follows is read together: a first synchronisation tells hundreds in a second. */
const GATHER_MS = 150;
/** A row that comes just after something else was read does not wait. */
const AT_ONCE = 2;

/**
 * Joins main's events to what is shown: a change makes its queries be read again, the session is kept as told. A page that nobody sees reads
 * nothing until it is seen, but whether it was locked. Called once per page.
 */
export function listenToEvents(
  client: QueryClient,
  subscribe: (listener: Listener) => () => void,
  page: Sight = document,
): () => void {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let isSeen = false;
  const after = (ms: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer);
  };
  const readWaiting = (): void => {
    for (const name of turns.next((one) => isSeen || one === UNSEEN_TOO))
      void client.invalidateQueries({ queryKey: [name] });
  };
  // Each query at its own pace: what changes often does not hold up the list that a person waits for.
  const turns = turnsOf<MethodName>({ most: AT_ONCE, ms: GATHER_MS }, after, readWaiting);
  const unwatch = whileSeen(() => {
    isSeen = true;
    readWaiting();
    return () => {
      isSeen = false;
    };
  }, page);
  const stop = subscribe((event) => {
    if (event.kind === "changed") {
      turns.wait(event.what.flatMap((what) => readOf[what]));
      readWaiting();
    }
    if (event.kind === "session") client.setQueryData(keyOf("session.state", undefined), event.session);
    tellAll(event);
  });
  return () => {
    stop();
    unwatch();
    for (const timer of timers) clearTimeout(timer);
  };
}
