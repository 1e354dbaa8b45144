import { randomBytes } from "node:crypto";
import { link, lstat, open, readdir, realpath, rename, rm, unlink } from "node:fs/promises";
import { join } from "node:path";
import { PliError } from "#shared/domain/failure";
import { safeFileName } from "#shared/rules/safe-filename";

const MOST_OF_ONE_NAME = 1000;
/** No file takes so long to write: older, nobody writes it any more. */
const LEFT_AFTER_MS = 3_600_000;
const MOST_CLEARED = 100;
/** Names under which this process is writing now: they are nobody's leftovers. */
const writing = new Set<string>();
const BEGUN = /^\.pli-[0-9a-f]{24}\.part$/u;

/**
 * Puts a file whole into a folder of the person's, and gives the name that it got: never over another file (a number is added), never through
 * a link, never anywhere else. It is written beside under a name that nobody takes for a document, then named in one step; nothing else stays.
 * `folder` is absolute and was resolved when it was chosen. Fails with `folder-missing` (gone, or no longer that folder), `folder-refused`,
 * `disk-full`, `folder-full` or `folder-failed`.
 */
export async function placeFile(folder: string, name: string, bytes: Uint8Array): Promise<string> {
  try {
    await standing(folder);
    const begun = `.pli-${randomBytes(12).toString("hex")}.part`;
    const beside = join(folder, begun);
    writing.add(begun);
    try {
      await writeNew(beside, bytes, (now) => clearBegun(folder, now));
      return await giveName(folder, beside, safeFileName(name));
    } finally {
      await rm(beside, { force: true });
      writing.delete(begun);
    }
  } catch (error) {
    throw worded(error);
  }
}

/** The place of a folder that the person chose, resolved; fails as `placeFile`. */
export async function resolvedFolder(path: string): Promise<string> {
  try {
    const folder = await realpath(path);
    await standing(folder);
    return folder;
  } catch (error) {
    throw worded(error);
  }
}

/** A folder that became a link, or stands behind one, is another folder. */
async function standing(folder: string): Promise<void> {
  const facts = await lstat(folder);
  if (!facts.isDirectory() || (await realpath(folder)) !== folder) throw new PliError("folder-missing");
}

/**
 * Takes away what a cut left half written: what another computer that shares the folder is writing now is younger. What cannot be taken away,
 * a folder of that name for one, keeps nobody from writing.
 */
async function clearBegun(folder: string, now: number): Promise<void> {
  const left = (await readdir(folder)).filter((name) => BEGUN.test(name) && !writing.has(name));
  for (const name of left.slice(0, MOST_CLEARED)) await clearOne(join(folder, name), now).catch(() => undefined);
}

async function clearOne(path: string, now: number): Promise<void> {
  const facts = await lstat(path);
  if (facts.isFile() && now - facts.mtimeMs > LEFT_AFTER_MS) await unlink(path);
}

/** `opened` is told the time of the new file, which is that of the computer that holds the folder, and may make room before it is written. */
async function writeNew(path: string, bytes: Uint8Array, opened: (now: number) => Promise<void>): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await opened((await file.stat()).mtimeMs);
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function giveName(folder: string, beside: string, name: string): Promise<string> {
  const [, stem = name, extension = ""] = /^(.*?)(\.[^.]*)?$/u.exec(name) ?? [];
  for (let turn = 1; turn <= MOST_OF_ONE_NAME; turn += 1) {
    const tried = turn === 1 ? name : `${stem} (${turn})${extension}`;
    if (await named(beside, join(folder, tried))) return tried;
  }
  throw new PliError("folder-full");
}

/** Names the file in one step; false where that name is taken, be it by a link that leads nowhere. */
async function named(beside: string, target: string): Promise<boolean> {
  try {
    await link(beside, target);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    if (!["EPERM", "ENOTSUP", "ENOSYS", "EOPNOTSUPP", "EMLINK", "EINVAL"].includes(codeOf(error))) throw error;
  }
  // A share or a key without hard links: the name is looked at first.
  if (await taken(target)) return false;
  await rename(beside, target);
  return true;
}

const taken = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === "ENOENT") return false;
      throw error;
    },
  );

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

const CODES: Readonly<Record<string, string>> = {
  ENOENT: "folder-missing",
  ENOTDIR: "folder-missing",
  EACCES: "folder-refused",
  EPERM: "folder-refused",
  EROFS: "folder-refused",
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
};

/** Never the text of the system, which holds a path. */
const worded = (error: unknown): PliError =>
  error instanceof PliError
    ? error
    : new PliError(CODES[codeOf(error)] ?? "folder-failed", { retry: true, cause: error });
