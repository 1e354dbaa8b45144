/** Reads a number of the window's own comfort (a width, a folded rail): never anything of a message or a person. */
export function recall(name: string, otherwise: number): number {
  const value = Number(globalThis.localStorage?.getItem(`pli-${name}`) ?? Number.NaN);
  return Number.isFinite(value) ? value : otherwise;
}

/** Keeps such a number for the next start. */
export function remember(name: string, value: number): void {
  globalThis.localStorage?.setItem(`pli-${name}`, String(value));
}
