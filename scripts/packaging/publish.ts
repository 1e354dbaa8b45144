import { createHash, createPrivateKey, type KeyObject, sign } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { copyFile, mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { type Manifest, readManifest, type UpdateFile, writeManifest } from "../../electron/update/manifest";
import type { UpdateSource } from "../../electron/update/source";
import { MANIFEST_NAME } from "../../electron/update/updater";
import type { Assembled } from "./assemble";

/** What the publisher says of a version, besides its files. */
export type Announcement = {
  readonly notes: Manifest["notes"];
  readonly now: Date;
  /** How long the announcement is believed. */
  readonly days: number;
};

/** Every migration since the first is kept: any store can be read. */
const OLDEST_SCHEMA = 0;
const DAY_MS = 86_400_000;

/**
 * Writes in a folder all that is to be put at the address of updates: the application as a zip, its Debian package, and the announcement
 * signed by a key (PKCS#8 PEM, Ed25519). The key is only held while it signs. A key that the copies would not believe is refused.
 */
export async function publish(
  { made, debian }: { readonly made: Assembled; readonly debian: string | undefined },
  { notes, now, days }: Announcement,
  { pem, source }: { readonly pem: string; readonly source: UpdateSource },
  out: string,
): Promise<readonly string[]> {
  const key = privateKey(pem);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const zip = join(out, `${basename(made.folder)}.zip`);
  await zipFolder(made.folder, zip);
  const folder = await describe(zip);
  const system = debian === undefined ? undefined : await describe(await copied(debian, out));
  const manifest: Manifest = {
    format: 1,
    copy: made.copy,
    version: made.version,
    date: now.toISOString(),
    expires: new Date(now.getTime() + days * DAY_MS).toISOString(),
    minSchema: OLDEST_SCHEMA,
    notes,
    files: { [made.platform]: { folder, ...(system === undefined ? {} : { system }) } },
  };
  const bytes = Buffer.from(JSON.stringify(manifest, null, 2));
  const signed = writeManifest(bytes, [sign(null, bytes, key)]);
  const read = readManifest(signed, source.keys);
  if (!read.ok) throw new Error(`the copies would not believe this announcement: ${read.code}`);
  await writeFile(join(out, MANIFEST_NAME), signed);
  return [MANIFEST_NAME, folder.name, ...(system === undefined ? [] : [system.name])];
}

function privateKey(pem: string): KeyObject {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== "ed25519") throw new Error("the key that signs updates is an Ed25519 key");
  return key;
}

async function copied(file: string, out: string): Promise<string> {
  const target = join(out, basename(file));
  await copyFile(file, target);
  return target;
}

async function describe(file: string): Promise<UpdateFile> {
  const hash = createHash("sha512");
  await pipeline(createReadStream(file), hash);
  return { name: basename(file), size: (await stat(file)).size, sha512: hash.digest("hex") };
}

/** A zip whose one folder is the application, with the modes of its files. */
async function zipFolder(folder: string, file: string): Promise<void> {
  const zip = new ZipFile();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const path of paths.toSorted()) {
    const inside = [basename(folder), ...relative(folder, path).split(sep)].join("/");
    zip.addFile(path, inside, { mode: (await stat(path)).mode });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}
