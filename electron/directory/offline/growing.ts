/** Whole numbers put one after the other, in memory that grows. */
export function growing(): {
  readonly push: (number: number) => void;
  readonly at: (place: number) => number;
  readonly size: () => number;
  readonly all: () => Int32Array;
} {
  let numbers = new Int32Array(2 ** 16);
  let count = 0;
  return {
    push: (number) => {
      if (count === numbers.length) numbers = larger(numbers, new Int32Array(count * 2));
      numbers[count] = number;
      count += 1;
    },
    at: (place) => numbers[place] ?? 0,
    size: () => count,
    all: () => numbers.subarray(0, count),
  };
}

/** The same numbers in a longer array. */
export function larger<Numbers extends Int32Array | Uint8Array | Float64Array>(
  numbers: Numbers,
  into: Numbers,
): Numbers {
  into.set(numbers);
  return into;
}
