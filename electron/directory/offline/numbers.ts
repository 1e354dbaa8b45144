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

/** Calls `take` with each row of a list packed as distances, until one is beyond `last`. */
function eachDistance(bytes: Uint8Array, last: number, take: (row: number) => void): void {
  let [row, value, shift] = [0, 0, 0];
  for (let at = 1; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    value |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    row += value;
    if (row > last) return;
    take(row);
    value = 0;
    shift = 0;
  }
}

/** The rows of any of the packed lists (without their lengths), in order, each once; row numbers start at 1. */
export function unpackRows(lists: readonly Uint8Array[]): Int32Array {
  const set = emptySet();
  for (const bytes of lists)
    if (bytes[0] === BITS) set.addBits(bytes.subarray(1));
    else eachDistance(bytes, Infinity, set.add);
  return set.take();
}

/** Rows of any of the lists, in order, each once. */
export function either(lists: readonly Int32Array[]): Int32Array {
  const [first, second] = lists;
  if (first === undefined || second === undefined) return first ?? new Int32Array(0);
  const set = emptySet();
  for (const list of lists) for (const row of list) set.add(row);
  return set.take();
}

/** Those of `rows` (in order) that are in any of the packed lists; what a list says of other rows is passed over, never unpacked. */
export function among(rows: Int32Array, lists: readonly Uint8Array[]): Int32Array {
  const last = rows.at(-1) ?? 0;
  if (marked.length <= last) marked = new Uint8Array(last * 2);
  const marks = marked;
  for (const row of rows) marks[row] = 1;
  const mark = (row: number): void => {
    if (marks[row] === 1) marks[row] = 2;
  };
  for (const bytes of lists)
    if (bytes[0] === BITS) {
      for (const row of rows) if (((bytes[(row >>> 3) + 1] ?? 0) >>> (row & 7)) & 1) marks[row] = 2;
    } else eachDistance(bytes, last, mark);
  const kept = new Int32Array(rows.length);
  let count = 0;
  for (const row of rows) {
    if (marks[row] === 2) kept[count++] = row;
    marks[row] = 0;
  }
  return kept.subarray(0, count);
}

/** A mark for each row, all zeros between two questions: to make and to clear as many for each list cost more than to read it. */
let marked = new Uint8Array(0);
/** A bit for each row, all zeros between two sets; `fours`: the same bytes four by four. */
let bits = new Uint8Array(0);
let fours = new Uint32Array(0);

/** A set of rows, one at a time: `take` gives them in order and empties it. */
function emptySet() {
  let [used, count] = [0, 0];
  const reach = (length: number): void => {
    if (length > bits.length) {
      fours = new Uint32Array(length);
      bits = larger(bits, new Uint8Array(fours.buffer));
    }
    used = Math.max(used, length);
  };
  return {
    add: (row: number): void => {
      const at = row >>> 3;
      if (at >= used) reach(at + 1);
      bits[at] = (bits[at] ?? 0) | (1 << (row & 7));
      count += 1;
    },
    addBits: (packed: Uint8Array): void => {
      reach(packed.length);
      for (let at = 0; at < packed.length; at += 1) bits[at] = (bits[at] ?? 0) | (packed[at] ?? 0);
      count += packed.length * 8;
    },
    take: (): Int32Array => {
      const rows = new Int32Array(count);
      let taken = 0;
      for (let four = 0; four * 4 < used; four += 1) {
        if (fours[four] === 0) continue;
        for (let at = four * 4; at < four * 4 + 4; at += 1)
          for (let byte = bits[at] ?? 0; byte !== 0; byte &= byte - 1)
            rows[taken++] = at * 8 + 31 - Math.clz32(byte & -byte);
        fours[four] = 0;
      }
      return rows.subarray(0, taken);
    },
  };
}
