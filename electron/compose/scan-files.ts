import { createHash } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { lstat, open, opendir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { PliError } from "#shared/domain/failure";
import type { ScanKind, ScannedFile } from "#shared/domain/scan-folder";
import { fileKind } from "#shared/rules/file-kind";
import { safeFileName } from "#shared/rules/safe-filename";
import { resolvedFolder } from "./place-file";

/** A folder of scans is emptied now and then: one with more is looked at in part, and says so. */
const MOST_LOOKED_AT = 3000;
/** A scanner that still writes changes its file within this time. */
const SETTLED_MS = 1500;
const AT_ONCE = 16;

const KINDS: Readonly<Record<string, ScanKind>> = {
  pdf: "pdf",
  jpg: "jpeg",
  jpeg: "jpeg",
  png: "png",
  tif: "tiff",
  tiff: "tiff",
};

/** A file of the folder with its name there, which never leaves main. */
export type FoundScan = ScannedFile & { readonly entry: string };

/**
 * The whole files that a scanner may have written in a folder, newest first: no link, no pipe, no folder, nothing empty or still being written.
 * `folder` is absolute and was resolved when it was chosen. Fails with `scan-folder-missing` when it is gone or has become another one.
 */
export async function findScans(
  folder: string,
  now: Date,
): Promise<{ readonly scans: readonly FoundScan[]; readonly cut: boolean }> {
  await standing(folder);
  const { names, cut } = await candidates(folder);
  const scans: FoundScan[] = [];
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const looked = names.slice(from, from + AT_ONCE).map((entry) => scanOf(folder, entry, now.getTime()));
    scans.push(...(await Promise.all(looked)).filter((one) => one !== null));
  }
  return { scans: scans.toSorted((one, other) => (one.at < other.at ? 1 : -1)), cut };
}

/** Its bytes, when it is still the file that was listed: `scan-changed` otherwise, `scan-unreadable` when it is not what its name announces. */
export async function readScan(folder: string, scan: FoundScan): Promise<Uint8Array> {
  await standing(folder);
  const file = await open(join(folder, scan.entry), READ_ONLY).catch(() => {
    throw new PliError("scan-changed", { retry: true });
  });
  try {
    const facts = await file.stat();
    if (!facts.isFile() || keyOf(scan.entry, facts) !== scan.id) throw new PliError("scan-changed", { retry: true });
    const bytes = new Uint8Array(facts.size);
    let read = 0;
    while (read < bytes.byteLength) {
      const { bytesRead } = await file.read(bytes, read, bytes.byteLength - read, read);
      if (bytesRead === 0) throw new PliError("scan-changed", { retry: true });
      read += bytesRead;
    }
    if (fileKind(bytes.subarray(0, 1024)) !== scan.kind) throw new PliError("scan-unreadable");
    return bytes;
  } finally {
    await file.close();
  }
}

/** Takes a file away from the folder; false when it is no longer there as it was. */
export async function removeScan(folder: string, id: string, now: Date): Promise<boolean> {
  const { scans } = await findScans(folder, now);
  const scan = scans.find((one) => one.id === id);
  if (scan === undefined) return false;
  await unlink(join(folder, scan.entry));
  return true;
}

/** Never through a link, and without waiting for somebody to write into a pipe. */
const READ_ONLY = constants.O_RDONLY | Number(constants.O_NOFOLLOW) | Number(constants.O_NONBLOCK);

async function standing(folder: string): Promise<void> {
  const now = await resolvedFolder(folder).catch(() => null);
  if (now !== folder) throw new PliError("scan-folder-missing", { retry: true });
}

async function candidates(folder: string): Promise<{ readonly names: readonly string[]; readonly cut: boolean }> {
  const names: string[] = [];
  let looked = 0;
  for await (const { name } of await opendir(folder)) {
    looked += 1;
    if (looked > MOST_LOOKED_AT) return { names, cut: true };
    if (kindOf(name) !== undefined && !name.startsWith(".")) names.push(name);
  }
  return { names, cut: false };
}

const kindOf = (name: string): ScanKind | undefined => KINDS[/\.([^.]{1,5})$/u.exec(name)?.[1]?.toLowerCase() ?? ""];

async function scanOf(folder: string, entry: string, now: number): Promise<FoundScan | null> {
  const facts = await lstat(join(folder, entry)).catch(() => null);
  const kind = kindOf(entry);
  if (facts === null || kind === undefined || !facts.isFile() || facts.size === 0) return null;
  // A share has its own clock: what it dates later than now is not waited for.
  if (Math.abs(now - facts.mtimeMs) < SETTLED_MS) return null;
  const at = new Date(facts.mtimeMs).toISOString();
  return { id: keyOf(entry, facts), entry, name: safeFileName(entry), kind, size: facts.size, at };
}

const keyOf = (entry: string, { size, mtimeMs }: Stats): string =>
  createHash("sha256")
    .update(JSON.stringify([entry, size, mtimeMs]))
    .digest("hex")
    .slice(0, 40);
