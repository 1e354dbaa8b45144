import { readFile } from "node:fs/promises";

/** What a disk that is busy, or a machine that has no file to spare, may take to come back. */
const PAUSES_MS = [50, 200, 800] as const;
const ABSENT = new Set(["ENOENT", "ENOTDIR", "EISDIR"]);

/**
 * The bytes of a file of the pages, null where it is not there or cannot be read. What fails is read again after a moment: a page that was
 * refused a module keeps that refusal until it is loaded anew.
 */
export async function readPageFile(
  file: string,
  read: (file: string) => Promise<Buffer> = readFile,
  pause: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Promise<Buffer | null> {
  for (const ms of [...PAUSES_MS, null]) {
    try {
      return await read(file);
    } catch (error) {
      if (ms === null || ABSENT.has((error as NodeJS.ErrnoException).code ?? "")) return null;
      await pause(ms);
    }
  }
  return null;
}
