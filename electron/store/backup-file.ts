import { createReadStream, createWriteStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { PliError } from "#shared/domain/failure";
import { openRecovery, recoveryWrap } from "./recovery";
import { seal, unseal } from "./wrap";

/** What the end of a backup says of it: when it was made (ISO), the bytes of the database before it, and the wrapped key that opens it. */
export type BackupFacts = z.infer<typeof facts>;

const facts = z.strictObject({
  version: z.literal(1),
  at: z.iso.datetime(),
  bytes: z.number().int().min(512).max(Number.MAX_SAFE_INTEGER),
  schema: z.number().int().min(1).max(10_000),
  recovery: recoveryWrap,
  sealed: z.string().regex(/^[A-Za-z0-9+/]{1,20000}={0,2}$/u),
});

// After the database, which is a whole encrypted file: its facts as JSON, their length on four bytes, this mark.
const MARK = Buffer.from("PLIBACK1", "latin1");
const END = 4 + MARK.byteLength;
const LONGEST = 32_768;

/**
 * Ends a backup: `path` holds a copy of the database, encrypted by `key`; the facts are added after it, with `extras` sealed by the same key,
 * and everything is on the disk when this resolves.
 */
export async function endBackup(
  path: string,
  of: {
    readonly key: Uint8Array;
    readonly at: Date;
    readonly schema: number;
    readonly recovery: BackupFacts["recovery"];
    readonly extras: unknown;
  },
): Promise<BackupFacts> {
  const { size } = await stat(path);
  const known = { version: 1, at: of.at.toISOString(), bytes: size, schema: of.schema, recovery: of.recovery } as const;
  const sealed = seal(of.key, Buffer.from(JSON.stringify(of.extras)), bound(known));
  const ended: BackupFacts = { ...known, sealed: Buffer.from(sealed).toString("base64") };
  const text = Buffer.from(JSON.stringify(ended));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.byteLength);
  const file = await open(path, "a", 0o600);
  try {
    await file.writeFile(Buffer.concat([text, length, MARK]));
    await file.sync();
  } finally {
    await file.close();
  }
  return ended;
}

/** Reads the facts at the end of a file that someone chose. Throws `PliError`: `not-a-backup`, `backup-newer` (another version of the format). */
export async function readBackup(path: string): Promise<BackupFacts> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const at = async (position: number, length: number): Promise<Buffer> => {
      if (position < 0) throw new PliError("not-a-backup");
      return (await file.read(Buffer.alloc(length), 0, length, position)).buffer;
    };
    const end = await at(size - END, END);
    const length = end.readUInt32BE(0);
    if (!end.subarray(4).equals(MARK) || length > LONGEST) throw new PliError("not-a-backup");
    const read = parsed((await at(size - END - length, length)).toString("utf8"));
    if (read.bytes !== size - END - length) throw new PliError("not-a-backup");
    return read;
  } finally {
    await file.close();
  }
}

function parsed(text: string): BackupFacts {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new PliError("not-a-backup");
  }
  if (z.object({ version: z.number().min(2) }).safeParse(json).success) throw new PliError("backup-newer");
  const read = facts.safeParse(json);
  if (!read.success) throw new PliError("not-a-backup");
  return read.data;
}

/** What the typed recovery code opens of a backup: the key (to be zeroed) and the extras; null when it is not its code, or when its facts were changed. */
export async function openBackup(
  backup: BackupFacts,
  typed: string,
): Promise<{ readonly key: Uint8Array; readonly extras: unknown } | null> {
  const key = await openRecovery(backup.recovery, typed);
  if (key === null) return null;
  const opened = unseal(key, Buffer.from(backup.sealed, "base64"), bound(backup));
  if (opened === null) key.fill(0);
  return opened === null ? null : { key, extras: JSON.parse(Buffer.from(opened).toString("utf8")) };
}

/** Writes the database of a backup to `target` (which must not exist), on the disk when this resolves. */
export async function extractBackup(path: string, backup: BackupFacts, target: string): Promise<void> {
  await pipeline(
    createReadStream(path, { end: backup.bytes - 1 }),
    createWriteStream(target, { flags: "wx", mode: 0o600, flush: true }),
  );
  if ((await stat(target)).size !== backup.bytes) throw new PliError("not-a-backup");
}

function bound({ at, bytes, schema }: Pick<BackupFacts, "at" | "bytes" | "schema">): string {
  return `pli-backup-1 ${at} ${bytes} ${schema}`;
}
