import { createWriteStream, renameSync } from "node:fs";
import { access, mkdir, rm } from "node:fs/promises";
import type { Disk } from "../disk";

/** The disk of the machine, under Node. */
export const realDisk: Disk = {
  makeFolder: async (path) => void (await mkdir(path, { recursive: true })),
  write: (path, mode) => createWriteStream(path, { flags: "wx", mode, flush: true }),
  remove: (path) => rm(path, { recursive: true, force: true }),
  exists: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),
  rename: renameSync,
};
