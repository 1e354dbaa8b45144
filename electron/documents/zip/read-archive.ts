import { crc32, inflateRawSync } from "node:zlib";
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
    const packed: Packed[] = [];
    for (const each of listed) packed.push(await locate(zip, each, bytes));
    refuseOverlaps(packed);
    const entries = packed.map((each) => {
      const content = unpack(each, limits);
      return { name: each.name, size: content.byteLength, bytes: content };
    });
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
/** An entry with its bytes as they are in the archive, from `start` (its local header) to `end`. */
type Packed = Listed & { readonly start: number; readonly end: number; readonly data: Uint8Array };

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

function locate(zip: yauzl.ZipFile, listed: Listed, bytes: Uint8Array): Promise<Packed> {
  const { entry } = listed;
  return new Promise((resolve, reject) => {
    zip.readLocalFileHeader(entry, { minimal: true }, (error, header) => {
      if (error) return reject(new DocumentError("zip-unreadable"));
      const end = header.fileDataStart + entry.compressedSize;
      const data = bytes.subarray(header.fileDataStart, end);
      resolve({ ...listed, start: entry.relativeOffsetOfLocalHeader, end, data });
    });
  });
}

// Entries that share their bytes are how a small archive holds a huge one, and how two readers see two archives in one.
function refuseOverlaps(packed: readonly Packed[]): void {
  let reached = 0;
  for (const { start, end, name } of packed.toSorted((a, b) => a.start - b.start)) {
    if (start < reached) throw new DocumentError("zip-overlap", name);
    reached = end;
  }
}

/** The declared size was judged with the directory: it bounds what is inflated, and must be the real one. */
function unpack({ entry, name, data }: Packed, limits: ArchiveLimits): Uint8Array {
  const { uncompressedSize: size, compressionMethod: method } = entry;
  if (size > limits.ratioFloor && size > limits.ratio * data.byteLength) throw new DocumentError("zip-ratio", name);
  if (method !== 0 && method !== 8) throw new DocumentError("zip-unreadable", name);
  const content = method === 0 ? Uint8Array.from(data) : inflated(data, size, name);
  if (content.byteLength !== size) throw new DocumentError("zip-wrong-size", name);
  if (crc32(content) !== entry.crc32) throw new DocumentError("zip-damaged", name);
  return content;
}

function inflated(data: Uint8Array, size: number, name: string): Uint8Array {
  try {
    // One piece of the size to come; a byte more tells zlib that it is whole.
    const options = { maxOutputLength: Math.max(1, size), chunkSize: Math.max(64, size + 1) };
    return new Uint8Array(inflateRawSync(data, options));
  } catch (cause) {
    const more = cause instanceof RangeError && "code" in cause && cause.code === "ERR_BUFFER_TOO_LARGE";
    throw new DocumentError(more ? "zip-wrong-size" : "zip-unreadable", name);
  }
}
