import { larger } from "./growing";

/** Exact look-ups: a number for each row (an identifier, the digest of a text), sorted, in 256 parts by its eight high bits of thirty-two. */
const ROW_BITS = 2 ** 21;
const PARTS = 256;

/** Gathers one key for each row; `part` gives those of one part, sorted, key and row in one number. */
export function createKeyCollector(): {
  readonly add: (row: number, key: number) => void;
  readonly parts: () => Generator<{ readonly part: number; readonly pairs: Uint8Array<ArrayBuffer> }>;
} {
  let pairs = new Float64Array(1 << 16);
  let count = 0;
  return {
    add: (row, key) => {
      if (count === pairs.length) pairs = larger(pairs, new Float64Array(pairs.length * 2));
      pairs[count] = key * ROW_BITS + row;
      count += 1;
    },
    *parts() {
      const sorted = pairs.subarray(0, count).toSorted();
      let start = 0;
      for (let part = 0; part < PARTS; part += 1) {
        let end = start;
        while (end < count && partOf(Math.floor((sorted[end] ?? 0) / ROW_BITS)) === part) end += 1;
        if (end > start) yield { part, pairs: new Uint8Array(sorted.slice(start, end).buffer) };
        start = end;
      }
    },
  };
}

/** The rows that have this key, of the part that holds it. */
export function rowsOfKey(pairs: Uint8Array, key: number): readonly number[] {
  const numbers = new Float64Array(Uint8Array.from(pairs).buffer);
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < key * ROW_BITS) low = middle + 1;
    else high = middle;
  }
  const rows: number[] = [];
  for (; Math.floor((numbers[low] ?? Number.NaN) / ROW_BITS) === key; low += 1)
    rows.push((numbers[low] ?? 0) - key * ROW_BITS);
  return rows;
}

/** Which part holds a key. */
export const partOf = (key: number): number => Math.floor(key / 2 ** 24);

/** The greatest row that a key can be kept with. */
export const MOST_ROWS = ROW_BITS - 1;

/** What an address is found by: the part before `@`, lower-cased. */
export const addressKey = (address: string): number => digestOf(address.slice(0, address.indexOf("@")).toLowerCase());

/** What a person is found by: the digits of the national identifier without the leading type; null without any. */
export function personKey(identifier: string): number | null {
  const digits = identifier.replaceAll(/\D/gu, "");
  return digits.length < FEWEST_DIGITS ? null : digestOf(digits);
}

const FEWEST_DIGITS = 8;
const [START, PRIME] = [0x81_1c_9d_c5, 0x01_00_01_93];

/** Thirty-two bits of a text (FNV-1a); two texts may share them: compare the texts after. */
function digestOf(text: string): number {
  let digest = START;
  for (let at = 0; at < text.length; at += 1) digest = Math.imul(digest ^ text.charCodeAt(at), PRIME);
  return digest >>> 0;
}

/** `addressKey` of the bytes of an address. */
export function addressKeyAt(bytes: Uint8Array, from: number, to: number): number {
  let digest = START;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte > 127) return addressKey(decoder.decode(bytes.subarray(from, to)));
    if (byte === 64) break;
    digest = Math.imul(digest ^ (byte >= 65 && byte <= 90 ? byte + 32 : byte), PRIME);
  }
  return digest >>> 0;
}

const decoder = new TextDecoder();

/** `personKey` of the bytes of an identifier. */
export function personKeyAt(bytes: Uint8Array, from: number, to: number): number | null {
  let [digest, count] = [START, 0];
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 48 || byte > 57) continue;
    digest = Math.imul(digest ^ byte, PRIME);
    count += 1;
  }
  return count < FEWEST_DIGITS ? null : digest >>> 0;
}
