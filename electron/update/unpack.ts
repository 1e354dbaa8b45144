import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import yauzl from "yauzl";
import type { Disk } from "./disk";

/** Bounds of the application once unpacked. */
const MOST_FILES = 10_000;
const MOST_BYTES = 2 * 1024 ** 3;
const KIND = 0o170000;
const REGULAR = 0o100000;

/**
 * Unpacks the zip of an application, whose one folder becomes `into`: regular files only, executable or not, each inside; throws on
 * anything else. The zip was verified before: this refuses what a mistake of the publisher's would write elsewhere.
 */
export async function unpackApplication(zip: string, into: string, disk: Disk): Promise<void> {
  await disk.remove(into);
  await disk.makeFolder(into);
  const archive = await yauzl.openPromise(zip);
  let [files, bytes] = [0, 0];
  try {
    for await (const entry of archive.eachEntry()) {
      if (entry.fileName.endsWith("/")) continue;
      const mode = entry.externalFileAttributes >>> 16;
      const [, ...path] = entry.fileName.split("/");
      files += 1;
      bytes += entry.uncompressedSize;
      if (files > MOST_FILES || bytes > MOST_BYTES) throw new Error("an application larger than expected");
      if ((mode & KIND) !== REGULAR || path.length === 0 || !path.every(isPlain))
        throw new Error("an entry that is not a file of the application");
      await disk.makeFolder(join(into, ...path.slice(0, -1)));
      const isExecutable = (mode & 0o111) !== 0;
      const target = disk.write(join(into, ...path), isExecutable ? 0o755 : 0o644);
      await pipeline(await archive.openReadStreamPromise(entry), target);
    }
  } catch (error) {
    await disk.remove(into);
    throw error;
  } finally {
    archive.close();
  }
}

const isPlain = (part: string): boolean => /^(?!\.{1,2}$)[^\0\\/:]{1,200}$/u.test(part);
