import { mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { PliError } from "#shared/domain/failure";
import { endBackup, extractBackup, openBackup, readBackup, type BackupFacts } from "../store/backup-file";
import { changeProtection } from "../store/key";
import { LATEST_SCHEMA } from "../store/migrate";
import { formatRecovery } from "../store/recovery";
import { settingsSchema, type Bootstrap } from "./bootstrap-file";
import type { Reporting } from "./ports";
import { recoveryIn, type RecoveryCodes } from "./recovery";
import { apart, databaseIn, keysIn, type ProfileName, type StoreKeeper, type Wanted } from "./store-process";

/** What a backup holds besides the store. */
const extras = z.object({
  profile: z.enum(["demo", "real"]),
  lastIdNat: z.string().max(20).nullable(),
  settings: settingsSchema,
});

type Parts = { readonly platform: Reporting; readonly keeper: StoreKeeper; readonly codes: RecoveryCodes };

/**
 * Writes the whole store, encrypted, into `target`, while it stays open: first beside it, then in its place once everything is on the disk.
 * Throws `no-recovery-code` (nothing would open it), `wrong-key`, or what the store says.
 */
export async function writeBackup(
  { platform, keeper, codes }: Parts,
  of: { readonly profile: ProfileName; readonly passphrase: string | null; readonly bootstrap: Bootstrap },
  target: string,
): Promise<{ readonly bytes: number }> {
  const recovery = codes.inForce(of.profile);
  if (recovery === null) throw new PliError("no-recovery-code");
  const beside = `${target}.part`;
  const file = databaseIn(keeper.folderOf(of.profile));
  await rm(beside, { force: true });
  try {
    await keeper.useKey(of.profile, of.passphrase, async (key) => {
      const keyHex = Buffer.from(key).toString("hex");
      const { schema } = await apart(platform, (store) => store.copy({ file, keyHex, target: beside }));
      const { lastIdNat, settings } = of.bootstrap;
      const kept = { profile: of.profile, lastIdNat, settings };
      await endBackup(beside, { key, at: platform.clock(), schema, recovery, extras: kept });
    });
    await rename(beside, target);
    return { bytes: (await stat(target)).size };
  } finally {
    await rm(beside, { force: true });
  }
}

/**
 * Makes the real profile of a backup and its code: prepared and checked in a folder beside, then put in place in one step; a profile that is
 * there already is set aside whole. Throws `wrong-code`, `not-a-backup`, `backup-newer`, `backup-damaged`, `backup-of-demo`.
 */
export async function restoreBackup(
  { platform, keeper }: Omit<Parts, "codes">,
  source: string,
  given: { readonly code: string; readonly wanted: Wanted },
): Promise<Pick<Bootstrap, "lastIdNat" | "settings">> {
  const facts = await readBackup(source);
  if (facts.schema > LATEST_SCHEMA) throw new PliError("backup-newer");
  const opened = await openBackup(facts, given.code);
  if (opened === null) throw new PliError("wrong-code");
  const beside = join(platform.folder, "profiles", "restoring");
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside, { recursive: true, mode: 0o700 });
  try {
    const kept = extras.safeParse(opened.extras);
    if (!kept.success) throw new PliError("backup-damaged");
    if (kept.data.profile === "demo") throw new PliError("backup-of-demo");
    await prepare(platform, { source, facts, key: opened.key, wanted: given.wanted }, beside);
    await keeper.setAside("real");
    await rename(beside, keeper.folderOf("real"));
    return kept.data;
  } finally {
    opened.key.fill(0);
    await rm(beside, { recursive: true, force: true });
  }
}

async function prepare(
  platform: Reporting,
  from: { readonly source: string; readonly facts: BackupFacts; readonly key: Uint8Array; readonly wanted: Wanted },
  folder: string,
): Promise<void> {
  const { source, facts, key, wanted } = from;
  await extractBackup(source, facts, databaseIn(folder));
  const keyHex = Buffer.from(key).toString("hex");
  const found = await apart(platform, (store) => store.check({ file: databaseIn(folder), keyHex }));
  if (found === "corrupt") throw new PliError("backup-damaged");
  await changeProtection(keysIn(platform, folder), key, { ...wanted, profile: "real" });
  recoveryIn(folder).write(formatRecovery(facts.recovery));
}
