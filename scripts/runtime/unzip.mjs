import { createWriteStream } from "node:fs";
import { chmod, mkdir, symlink } from "node:fs/promises";
import { dirname, join, normalize, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import yauzl from "yauzl";

const LINK = 0o120000;
const KIND = 0o170000;

/**
 * Unpacks the entries a choice keeps, with their modes and links.
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | null} choose the entry's new name, null to leave it out
 */
export async function unzip(archive, folder, choose) {
  const zip = await yauzl.openPromise(archive);
  try {
    for await (const entry of zip.eachEntry()) {
      const name = choose(entry.fileName);
      if (!name || name.endsWith("/")) continue;
      const target = join(folder, normalize(name));
      if (!target.startsWith(folder + sep)) throw new Error(`entrée hors du dossier : ${entry.fileName}`);
      await mkdir(dirname(target), { recursive: true });
      const mode = entry.externalFileAttributes >>> 16;
      const stream = await zip.openReadStreamPromise(entry);
      if ((mode & KIND) === LINK) await symlink((await collect(stream)).toString(), target);
      else {
        await pipeline(stream, createWriteStream(target));
        await chmod(target, mode & 0o111 ? 0o755 : 0o644);
      }
    }
  } finally {
    zip.close();
  }
}

/** @param {AsyncIterable<Buffer>} stream */
async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
