import { mkdir, readFile, rename, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ListStore } from "./ports";

/**
 * Keeps lists as files of one folder, in clear: they are public, and checked again when read. A file is replaced as a whole, and its date is when
 * the list came.
 */
export function listFolder(folder: string): ListStore {
  const place = (key: string): string => join(folder, `${/^[0-9a-f]{64}$/u.test(key) ? key : "unnamed"}.signed`);
  return {
    async get(key) {
      try {
        const [bytes, { mtimeMs }] = await Promise.all([readFile(place(key)), stat(place(key))]);
        return { bytes: new Uint8Array(bytes), savedAt: mtimeMs };
      } catch {
        return null;
      }
    },
    async set(key, { bytes, savedAt }) {
      await mkdir(folder, { recursive: true });
      const fresh = `${place(key)}.new`;
      await writeFile(fresh, bytes);
      await utimes(fresh, new Date(savedAt), new Date(savedAt));
      await rename(fresh, place(key));
    },
  };
}
