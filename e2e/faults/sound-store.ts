import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machine } from "../../electron/compose/testing/machine";
import { databaseIn, keysIn } from "../../electron/compose/store-process";
import { openKey } from "../../electron/store/key";
import { openStore } from "../../electron/store/open";
import { disagreements } from "../../electron/store/testing/audit";

/**
 * What does not agree in the store that a killed engine left in `folder`, read in a copy: the engine that comes finds the file, and what
 * was not yet written into it, as the kill left them.
 */
export async function wrongIn(folder: string): Promise<readonly string[]> {
  const profile = join(folder, "profiles", "real");
  const platform = { ...machine(folder).platform, report: () => undefined };
  const opened = await openKey(keysIn(platform, profile), { passphrase: null, profile: "real" });
  if (opened.state !== "ready") return [`the key: ${opened.state}`];
  const apart = mkdtempSync(join(tmpdir(), "pli-sound-"));
  const file = databaseIn(apart);
  for (const suffix of ["", "-wal"])
    if (existsSync(databaseIn(profile) + suffix)) copyFileSync(databaseIn(profile) + suffix, file + suffix);
  const store = openStore({ file, key: opened.key, now: () => new Date(), newId: () => "none" });
  try {
    return disagreements(store);
  } finally {
    store.close();
    rmSync(apart, { recursive: true, force: true });
  }
}
