/** Past this a file says too many different things to remember them all. */
const MOST_TEXTS = 2 ** 20;

/** Numbers the texts that it is given as bytes, in the order they come, each with the kind (0 to 255) of thing it is said of. */
export type TextNumbers = {
  /** The number of this text; when it is `size()` before, the text is new. */
  readonly of: (kind: number, bytes: Uint8Array, from: number, to: number) => number;
  readonly size: () => number;
  /** Whether it is so large that it should be started again. */
  readonly isFull: () => boolean;
};

/**
 * Tells two million cells from those already seen, which is most of an import: no object for each, and one place of memory to look at. A text is known
 * by 64 bits of it; two that shared them would only have the words of the first.
 */
export function createTextNumbers(): TextNumbers {
  // At each place two hashes, the number (from 1; 0: free), and nothing; one place in two at least is free.
  let places = new Int32Array(2 ** 18);
  let count = 0;
  return {
    of: (kind, bytes, from, to) => {
      let [one, other] = [kind, kind];
      for (let at = from; at < to; at += 1) {
        const byte = bytes[at] ?? 0;
        one = Math.imul(one ^ byte, 0x9e_37_79_b1);
        other = Math.imul(other ^ byte, 0x5f_35_64_95) ^ (other >>> 15);
      }
      const at = placeOf(places, one, other);
      const known = places[at + 2] ?? 0;
      if (known > 0) return known - 1;
      count += 1;
      places[at] = one;
      places[at + 1] = other;
      places[at + 2] = count;
      if (count * WIDTH * 2 > places.length) places = twice(places);
      return count - 1;
    },
    size: () => count,
    isFull: () => count >= MOST_TEXTS,
  };
}

const WIDTH = 4;

/** Where these two hashes are, or would be; the length of `places` is a power of two. */
function placeOf(places: Int32Array, one: number, other: number): number {
  const mask = places.length - 1;
  let at = ((one ^ (one >>> 15) ^ other) << 2) & mask;
  while (places[at + 2] !== 0 && (places[at] !== one || places[at + 1] !== other)) at = (at + WIDTH) & mask;
  return at;
}

function twice(places: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(places.length * 2);
  for (let at = 0; at < places.length; at += WIDTH)
    if (places[at + 2] !== 0)
      wider.set(places.subarray(at, at + WIDTH), placeOf(wider, places[at] ?? 0, places[at + 1] ?? 0));
  return wider;
}
