import { isUtf8 } from "node:buffer";
import { PliError } from "#shared/domain/failure";
import { fromWindows1252 } from "#shared/rules/windows-1252";

const END = 10;
const LETTERS = [0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e, 0x9f, ...range(0xc0, 0xff)];
const SIGNS = [0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0xa0, 0xaa, 0xab, 0xb0, 0xb2, 0xb4, 0xb7, 0xba, 0xbb];
/** What Windows-1252 writes above ASCII in names and addresses: letters, and the few signs beside them. */
const PLAUSIBLE: ReadonlySet<number> = new Set(
  [LETTERS, SIGNS].flat().filter((byte) => byte !== 0xd7 && byte !== 0xf7),
);

/**
 * Runs of whole lines as UTF-8, whichever of the two encodings the file is in: it is published in UTF-8, but a spreadsheet writes it again in Windows-1252.
 * A line of a UTF-8 file that is not is emptied, hence counted among the lines that cannot be read. Fails with `offline-encoding` for a file of neither: its names
 * would be wrong.
 */
export function createDecoder(): (run: Uint8Array) => Uint8Array {
  let encoding: "utf-8" | "windows-1252" | null = null;
  return (run) => {
    if (isUtf8(run)) {
      if (encoding === null && run.some((byte) => byte > 127)) encoding = "utf-8";
      if (encoding !== "windows-1252") return run;
    }
    // A letter of several bytes happens by chance in no text of the other encoding.
    encoding ??= linesOf(run).some((line) => isUtf8(line) && line.some((byte) => byte > 127))
      ? "utf-8"
      : "windows-1252";
    return encoding === "utf-8" ? withoutWrongLines(run) : fromWindows(run);
  };
}

function withoutWrongLines(run: Uint8Array): Uint8Array {
  return Buffer.concat(linesOf(run).map((line) => (isUtf8(line) ? line : UNREADABLE)));
}

/** A line of no directory. */
const UNREADABLE = Uint8Array.of(63, END);

function fromWindows(run: Uint8Array): Uint8Array {
  for (const byte of run) if (byte > 127 && !PLAUSIBLE.has(byte)) throw new PliError("offline-encoding");
  return encoder.encode(fromWindows1252(run));
}

function linesOf(run: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from < run.length;) {
    const end = run.indexOf(END, from);
    const to = end === -1 ? run.length : end + 1;
    lines.push(run.subarray(from, to));
    from = to;
  }
  return lines;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

const encoder = new TextEncoder();
