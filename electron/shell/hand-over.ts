import { mkdir, rm, writeFile } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { join } from "node:path";

/** Files lent to other programs while they are dragged out of the window: one folder of ours, emptied at the start and at the end. */
export type HandOver = {
  /** Writes the bytes under a safe name and gives where: what is dropped elsewhere is that program's copy. */
  readonly lend: (name: string, bytes: Uint8Array) => Promise<string>;
  readonly empty: () => Promise<void>;
};

/** Opens the folder `drag` of the profile's folder; each file stands alone in a folder that cannot be guessed (0700, file 0600). */
export function createHandOver(profileFolder: string): HandOver {
  const root = join(profileFolder, "drag");
  return {
    lend: async (name, bytes) => {
      const folder = join(root, randomBytes(12).toString("hex"));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, name);
      await writeFile(file, bytes, { mode: 0o600, flag: "wx" });
      return file;
    },
    empty: () => rm(root, { recursive: true, force: true }),
  };
}
