import { basename, dirname, join } from "node:path";
import type { Disk } from "./disk";
import { guardPlace } from "./guard";

/** Beside the folder of the application: the new one before its turn, the former one until the new one has started once. */
const placesOf = (current: string) => ({
  fresh: join(dirname(current), `.${basename(current)}.new`),
  former: join(dirname(current), `.${basename(current)}.former`),
});

/** Where a new application is unpacked and tried, beside the one that runs and on the same disk. */
export const freshPlace = (current: string): string => placesOf(current).fresh;

/**
 * Puts the new application in the place of the one that runs, which is kept beside. Both are renamed, so that a cut leaves whole folders;
 * when the second cannot be, the first is put back, and the error thrown. Killed between the two, the guard does.
 */
export async function exchange(current: string, disk: Disk): Promise<void> {
  const { fresh, former } = placesOf(current);
  await disk.remove(former);
  const release = await guardPlace(current, former);
  try {
    disk.rename(current, former);
    try {
      disk.rename(fresh, current);
    } catch (error) {
      disk.rename(former, current);
      throw error;
    }
  } finally {
    release();
  }
}

/** The application that runs has started: neither the one before it nor one that was never put in place is needed. */
export async function forgetFormer(current: string, disk: Disk): Promise<void> {
  const { fresh, former } = placesOf(current);
  for (const place of [fresh, former]) if (await disk.exists(place)) await disk.remove(place);
}
