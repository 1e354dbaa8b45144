import { larger } from "./growing";

/** How a list is packed: the distance from each row to the next, seven bits at a time (LEB128), or, for a word of everywhere, a bit for each row. */
const [DISTANCES, BITS] = [0, 1];

/**
 * Packs lists of row numbers in growing order, one after the other: for each its length in four bytes, one byte that says how, then the rows; a repeated
 * number is written once. `take` gives those added since the last, in bytes good until the next `add`.
 */
export function createPacker(): {
  readonly add: (rows: Int32Array, from: number, to: number) => void;
  readonly take: () => Uint8Array<ArrayBuffer>;
} {
  let bytes = new Uint8Array(2 ** 16);
  let used = 0;
  return {
    add: (rows, from, to) => {
      const most = used + 5 + (to - from) * 5;
      if (most > bytes.length) bytes = larger(bytes, new Uint8Array(most * 2));
      const start = used + 5;
      const asBits = Math.floor((rows[to - 1] ?? 0) / 8) + 1;
      used = packDistances(rows.subarray(from, to), bytes, start);
      const dense = used - start > asBits;
      if (dense) used = packBits(rows.subarray(from, to), bytes.subarray(start, start + asBits)) + start;
      new DataView(bytes.buffer).setUint32(start - 5, used - start + 1);
      bytes[start - 1] = dense ? BITS : DISTANCES;
    },
    take: () => {
      const taken = bytes.subarray(0, used);
      used = 0;
      return taken;
    },
  };
}

function packDistances(rows: Int32Array, bytes: Uint8Array, start: number): number {
  let used = start;
  let before = 0;
  for (const row of rows) {
    let distance = row - before;
    if (distance === 0) continue;
    before = row;
    for (; distance > 127; distance >>>= 7) bytes[used++] = (distance & 127) | 128;
    bytes[used++] = distance;
  }
  return used;
}

function packBits(rows: Int32Array, bytes: Uint8Array): number {
  bytes.fill(0);
  for (const row of rows) bytes[row >>> 3] = (bytes[row >>> 3] ?? 0) | (1 << (row & 7));
  return bytes.length;
}

/** The rows of one packed list, without its length; row numbers start at 1. */
export function unpackRows(bytes: Uint8Array): Int32Array {
  const rows = new Int32Array(bytes[0] === BITS ? bytes.length * 8 : bytes.length);
  let count = 0;
  if (bytes[0] === BITS) {
    for (let at = 1; at < bytes.length; at += 1)
      for (let byte = bytes[at] ?? 0; byte !== 0; byte &= byte - 1)
        rows[count++] = (at - 1) * 8 + 31 - Math.clz32(byte & -byte);
    return rows.subarray(0, count);
  }
  let [before, value, shift] = [0, 0, 0];
  for (let at = 1; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    value |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    before += value;
    rows[count++] = before;
    value = 0;
    shift = 0;
  }
  return rows.subarray(0, count);
}

/** Above this, marking rows is faster than sorting them. */
const MANY = 4096;

/** Those of `rows` (in order) that are in any of the packed lists; what a list says of other rows is passed over, never unpacked. */
export function among(rows: Int32Array, lists: readonly Uint8Array[]): Int32Array {
  const last = rows.at(-1) ?? 0;
  const marked = new Uint8Array(last + 1);
  for (const row of rows) marked[row] = 1;
  for (const bytes of lists)
    if (bytes[0] === BITS) markBits(marked, rows, bytes);
    else markDistances(marked, last, bytes);
  return rows.filter((row) => marked[row] === 2);
}

function markBits(marked: Uint8Array, rows: Int32Array, bytes: Uint8Array): void {
  for (const row of rows) if (((bytes[(row >>> 3) + 1] ?? 0) >>> (row & 7)) & 1) marked[row] = 2;
}

function markDistances(marked: Uint8Array, last: number, bytes: Uint8Array): void {
  let [row, value, shift] = [0, 0, 0];
  for (let at = 1; at < bytes.length && row <= last; at += 1) {
    const byte = bytes[at] ?? 0;
    value |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    row += value;
    if (marked[row] === 1) marked[row] = 2;
    value = 0;
    shift = 0;
  }
}

/** Rows of any of the lists, in order, each once. */
export function either(lists: readonly Int32Array[]): Int32Array {
  const [first, second] = lists;
  if (first === undefined || second === undefined) return first ?? new Int32Array(0);
  const total = lists.reduce((sum, { length }) => sum + length, 0);
  return total < MANY ? sorted(lists, total) : unmarked(marks(lists), total);
}

function sorted(lists: readonly Int32Array[], total: number): Int32Array {
  const all = new Int32Array(total);
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  all.sort();
  let count = 0;
  for (const row of all) if (count === 0 || all[count - 1] !== row) all[count++] = row;
  return all.subarray(0, count);
}

function marks(lists: readonly Int32Array[]): Uint8Array {
  const marked = new Uint8Array(lists.reduce((most, list) => Math.max(most, list.at(-1) ?? 0), 0) + 1);
  for (const list of lists) for (const row of list) marked[row] = 1;
  return marked;
}

function unmarked(marked: Uint8Array, most: number): Int32Array {
  const rows = new Int32Array(most);
  let count = 0;
  for (let row = marked.indexOf(1); row !== -1; row = marked.indexOf(1, row + 1)) rows[count++] = row;
  return rows.subarray(0, count);
}
