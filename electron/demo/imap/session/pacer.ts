/** A gate that lets bursts of a second's worth through and then keeps to that many passages a second. */
export function createPacer(perSecond: number): () => Promise<void> {
  let allowance = perSecond;
  let last = performance.now();
  return async () => {
    const now = performance.now();
    allowance = Math.min(perSecond, allowance + ((now - last) / 1000) * perSecond) - 1;
    last = now;
    if (allowance >= 0) return;
    await new Promise((resolve) => setTimeout(resolve, (-allowance / perSecond) * 1000));
  };
}
