const unfinished = new Set<() => void>();

/** Notes what is drawn piece by piece, with how to draw the rest at once; gives how to take it out once it is whole or gone. */
export function drawnInPieces(finish: () => void): () => void {
  unfinished.add(finish);
  return () => void unfinished.delete(finish);
}

/** Draws at once all that was being drawn piece by piece: on return it is in the page. Paper asks for it. */
export function drawWhole(): void {
  for (const finish of unfinished) finish();
}
