import { useSyncExternalStore } from "react";

const unfinished = new Set<() => void>();
const watching = new Set<() => void>();
let onPaper = false;

/** Notes what is drawn piece by piece, with how to draw the rest at once; gives how to take it out once it is whole or gone. */
export function drawnInPieces(finish: () => void): () => void {
  unfinished.add(finish);
  return () => void unfinished.delete(finish);
}

/** Draws at once all that was being drawn piece by piece: on return it is in the page. Paper asks for it; gives how to say that paper has it. */
export function drawWhole(): () => void {
  for (const finish of unfinished) finish();
  say(true);
  return () => say(false);
}

/** True while the window is put on paper: what draws only what is seen draws all of itself. */
export function useOnPaper(): boolean {
  return useSyncExternalStore(watch, () => onPaper);
}

function watch(told: () => void): () => void {
  watching.add(told);
  return () => void watching.delete(told);
}

function say(now: boolean): void {
  onPaper = now;
  for (const told of watching) told();
}
