import { open, readFile, rm, stat, writeFile } from "node:fs/promises";
import type { PartFile } from "../directory/offline/download";

/** A download kept on disk between two attempts, its mark in a file beside it. */
export function partFileAt(path: string): PartFile & { readonly path: string; readonly remove: () => Promise<void> } {
  const markPath = `${path}.mark`;
  return {
    path,
    state: async () => {
      try {
        const [{ size }, mark] = await Promise.all([stat(path), readFile(markPath, "utf8")]);
        return mark === "" ? { size: 0, mark: null } : { size, mark };
      } catch {
        return { size: 0, mark: null };
      }
    },
    write: async (from, bytes, mark) => {
      await writeFile(markPath, mark ?? "", { mode: 0o600 });
      const file = await open(path, from === 0 ? "w" : "r+", 0o600);
      try {
        await file.write(bytes, 0, bytes.length, from);
        await file.truncate(from + bytes.length);
      } finally {
        await file.close();
      }
    },
    remove: async () => {
      await rm(path, { force: true });
      await rm(markPath, { force: true });
    },
  };
}
