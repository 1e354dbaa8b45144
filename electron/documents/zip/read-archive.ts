import yauzl from "yauzl";
import type { Anomaly } from "#shared/domain/document";
import { DocumentError } from "../document-error";
import { archiveLimits, type ArchiveLimits } from "./archive-limits";
import { decodeEntryName, safeEntryName } from "./entry-name";

/** A file of an archive; `name` has `/` between folders, whatever the sender wrote. */
export type ArchiveEntry = { readonly name: string; readonly size: number; readonly bytes: Uint8Array };

/** The files of an archive (folders left out) and what is odd in it. */
export type Archive = { readonly entries: readonly ArchiveEntry[]; readonly anomalies: readonly Anomaly[] };

/** Inflates a whole archive in memory within the limits; anything hostile throws `DocumentError` (`zip-*`). Inner archives are never opened. */
export async function readArchive(bytes: Uint8Array, limits: ArchiveLimits = archiveLimits): Promise<Archive> {
  const { zip, listed, anomalies } = await openArchive(bytes, limits);
  try {
    const entries: ArchiveEntry[] = [];
    let left = limits.totalBytes;
    for (const { entry, name } of listed) {
      const content = await inflate(zip, entry, { ...limits, totalBytes: left });
      left -= content.byteLength;
      entries.push({ name, size: content.byteLength, bytes: content });
    }
    return { entries, anomalies };
  } finally {
    zip.close();
  }
}

/** Names of the files of an archive, from its central directory only; the same refusals as `readArchive`, but nothing is inflated. */
export async function listArchive(
  bytes: Uint8Array,
  limits: ArchiveLimits = archiveLimits,
): Promise<readonly string[]> {
  const { zip, listed } = await openArchive(bytes, limits);
  zip.close();
  return listed.map(({ name }) => name);
}

type Listed = { readonly entry: yauzl.Entry; readonly name: string };

async function openArchive(
  bytes: Uint8Array,
  limits: ArchiveLimits,
): Promise<{ zip: yauzl.ZipFile; listed: Listed[]; anomalies: Anomaly[] }> {
  const zip = await open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (zip.entryCount > limits.entries) throw new DocumentError("zip-too-many-entries");
  const listed: Listed[] = [];
  const anomalies: Anomaly[] = [];
  const seen = new Set<string>();
  let total = 0;
  for (const entry of await centralDirectory(zip, limits)) {
    const name = acceptedName(entry);
    if (name.endsWith("/")) continue;
    total += entry.uncompressedSize;
    if (total > limits.totalBytes || entry.uncompressedSize > limits.entryBytes) throw new DocumentError("zip-too-big");
    const key = name.toLowerCase();
    if (seen.has(key)) anomalies.push({ code: "zip-duplicate-entry", about: name });
    // Of two entries with the very same name the first stands: a second one must never replace what was checked.
    if (!listed.some((each) => each.name === name)) listed.push({ entry, name });
    seen.add(key);
  }
  return { zip, listed, anomalies };
}

function open(buffer: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    // Raw names: yauzl's own checks would hide which rule a name breaks.
    yauzl.fromBuffer(buffer, { lazyEntries: true, decodeStrings: false, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(new DocumentError("zip-unreadable"));
      else resolve(zip);
    });
  });
}

function centralDirectory(zip: yauzl.ZipFile, limits: ArchiveLimits): Promise<yauzl.Entry[]> {
  return new Promise((resolve, reject) => {
    const found: yauzl.Entry[] = [];
    zip.on("error", () => reject(new DocumentError("zip-unreadable")));
    zip.on("end", () => resolve(found));
    zip.on("entry", (entry: yauzl.Entry) => {
      found.push(entry);
      if (found.length > limits.entries) reject(new DocumentError("zip-too-many-entries"));
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

function acceptedName(entry: yauzl.Entry): string {
  const flags = entry.generalPurposeBitFlag;
  const name = safeEntryName(decodeEntryName(entry.fileNameRaw, (flags & 0x800) !== 0));
  if (entry.isEncrypted() || (flags & 0x2000) !== 0) throw new DocumentError("zip-encrypted", name);
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000;
  // Only plain files and folders: a link or a device has no place in a message.
  if (kind !== 0 && kind !== 0o100000 && kind !== 0o040000) throw new DocumentError("zip-unsafe-name", name);
  return name;
}

function inflate(zip: yauzl.ZipFile, entry: yauzl.Entry, limits: ArchiveLimits): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    if (!entry.canDecodeFileData()) return reject(new DocumentError("zip-unreadable"));
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(new DocumentError("zip-unreadable"));
      const chunks: Buffer[] = [];
      let size = 0;
      const refuse = (code: "zip-too-big" | "zip-ratio") => {
        reject(new DocumentError(code));
        stream.destroy();
      };
      stream.on("data", (chunk: Buffer) => {
        size += chunk.byteLength;
        if (size > limits.entryBytes || size > limits.totalBytes) return refuse("zip-too-big");
        if (size > limits.ratioFloor && size > limits.ratio * entry.compressedSize) return refuse("zip-ratio");
        chunks.push(chunk);
      });
      stream.on("error", (cause: Error) =>
        reject(
          new DocumentError(/(too many|not enough) bytes/.test(cause.message) ? "zip-wrong-size" : "zip-unreadable"),
        ),
      );
      stream.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    });
  });
}
