/** What this encoding writes from 0x80 to 0x9F, in order; the five places it leaves empty keep their control character. */
const HIGH = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

/** Text written by older Windows software. A runtime may decode it as ISO 8859-1, where « Œ » and « ’ » would be control characters: this one does not. */
export function fromWindows1252(bytes: Uint8Array): string {
  const runs: string[] = [];
  for (let from = 0; from < bytes.length; from += RUN)
    runs.push(String.fromCharCode(...bytes.subarray(from, from + RUN)));
  return runs.join("").replace(/[\u0080-\u009F]/gu, (control) => HIGH.charAt(control.charCodeAt(0) - 0x80));
}

/** Text of a file whose encoding nobody says: UTF-8 where it is, its mark kept, else that of older Windows software. */
export function fromUtf8OrWindows1252(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return fromWindows1252(bytes);
  }
}

/** Arguments that a function takes at once. */
const RUN = 8192;
