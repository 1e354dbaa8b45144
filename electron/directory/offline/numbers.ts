/** Row numbers in growing order as bytes: each the distance from the one before, seven bits at a time (LEB128); a repeated number is written once. */
export function packRows(rows: Int32Array): Uint8Array {
  const bytes = new Uint8Array(rows.length * 5);
  let at = 0;
  let before = 0;
  for (const row of rows) {
    let distance = row - before;
    if (distance === 0) continue;
    before = row;
    for (; distance > 127; distance >>>= 7) bytes[at++] = (distance & 127) | 128;
    bytes[at++] = distance;
  }
  return bytes.slice(0, at);
}

/** The other way; row numbers start at 1. */
export function unpackRows(bytes: Uint8Array): Int32Array {
  const rows = new Int32Array(bytes.length);
  let [count, before, value, shift] = [0, 0, 0, 0];
  for (const byte of bytes) {
    value |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    before += value;
    rows[count++] = before;
    [value, shift] = [0, 0];
  }
  return rows.subarray(0, count);
}

/** Above this, marking rows is faster than sorting them. */
const MANY = 4096;

/** Those of `rows` that are in any of the lists, in order. */
export function among(rows: Int32Array, lists: readonly Int32Array[]): Int32Array {
  const marked = marks(lists, rows.at(-1) ?? 0);
  return rows.filter((row) => marked[row] === 1);
}

/** Rows of any of the lists, in order, each once. */
export function either(lists: readonly Int32Array[]): Int32Array {
  const [first, second] = lists;
  if (first === undefined || second === undefined) return first ?? new Int32Array(0);
  const total = lists.reduce((sum, { length }) => sum + length, 0);
  return total < MANY ? sorted(lists, total) : unmarked(marks(lists, Number.MAX_SAFE_INTEGER), total);
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

function marks(lists: readonly Int32Array[], last: number): Uint8Array {
  const greatest = lists.reduce((most, list) => Math.max(most, list.at(-1) ?? 0), 0);
  const marked = new Uint8Array(Math.min(greatest, last) + 1);
  for (const list of lists) for (const row of list) if (row < marked.length) marked[row] = 1;
  return marked;
}

function unmarked(marked: Uint8Array, most: number): Int32Array {
  const rows = new Int32Array(most);
  let count = 0;
  for (let row = marked.indexOf(1); row !== -1; row = marked.indexOf(1, row + 1)) rows[count++] = row;
  return rows.subarray(0, count);
}
