import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A disk of its own in memory, whose end can be reached. */
export type TinyDisk = {
  readonly folder: string;
  /** Leaves so many bytes on it, to the block; null: all but what is kept there. */
  readonly leave: (bytes: number | null) => void;
  readonly unmount: () => void;
};

/** Mounts one of so many bytes; null where that is not given to who runs the tests. */
export function mountTinyDisk(bytes: number): TinyDisk | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), "pli-disk-"));
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${bytes},mode=0700`, "tmpfs", folder]);
  if (status !== 0) {
    rmSync(folder, { recursive: true });
    return null;
  }
  const ballast = join(folder, "ballast");
  const fill = (size: number): void => writeFileSync(ballast, new Uint8Array(size));
  return {
    folder,
    leave: (left) => {
      fill(0);
      if (left === null) return;
      const { bavail, bsize } = statfsSync(folder);
      fill(Math.max(0, bavail * bsize - left));
    },
    unmount: () => {
      spawnSync("umount", [folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
