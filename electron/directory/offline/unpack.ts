import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import yauzl from "yauzl";
import { DirectoryError } from "../failure";

/** A file of lines, packed or not; `name` is the one inside the archive. */
export type Unpacked = { readonly name: string; readonly chunks: AsyncIterable<Uint8Array> };

/** The national file is 90 MB; ten times as much is another thing. */
const MOST_BYTES = 1024 * 1024 * 1024;
const CHUNK = 256 * 1024;
const MOST_ENTRIES = 20;

/** Opens a text file as it is, or the only `.txt` or `.csv` of an archive, as a stream; throws `unreadable` for anything else. */
export async function unpack(path: string, name: string): Promise<Unpacked> {
  const head = await firstBytes(path);
  if (head[0] === 0x50 && head[1] === 0x4b) return fromArchive(path);
  return { name, chunks: bounded(createReadStream(path, { highWaterMark: CHUNK })) };
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function fromArchive(path: string): Promise<Unpacked> {
  const zip = await openZip(path);
  const entry = await onlyText(zip).catch((error: unknown) => {
    zip.close();
    throw error;
  });
  const stream = await new Promise<Readable>((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) => {
      if (error) reject(new DirectoryError("unreadable", error));
      else resolve(opened);
    }),
  );
  return { name: entry.fileName, chunks: bounded(stream, () => zip.close()) };
}

function openZip(path: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) =>
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(new DirectoryError("unreadable", error));
      else resolve(zip);
    }),
  );
}

function onlyText(zip: yauzl.ZipFile): Promise<yauzl.Entry> {
  return new Promise((resolve, reject) => {
    const refuse = (cause?: unknown): void => reject(new DirectoryError("unreadable", cause));
    const found: yauzl.Entry[] = [];
    if (zip.entryCount > MOST_ENTRIES) return refuse();
    zip.on("error", refuse);
    zip.on("entry", (entry: yauzl.Entry) => {
      if (/\.(?:txt|csv)$/iu.test(entry.fileName)) found.push(entry);
      zip.readEntry();
    });
    zip.on("end", () => {
      const [first, second] = found;
      if (first === undefined || second !== undefined || first.uncompressedSize > MOST_BYTES) refuse();
      else resolve(first);
    });
    zip.readEntry();
  });
}

async function* bounded(stream: Readable, done: () => void = () => {}): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > MOST_BYTES) throw new DirectoryError("unreadable");
      yield chunk;
    }
  } catch (error) {
    throw error instanceof DirectoryError ? error : new DirectoryError("unreadable", error);
  } finally {
    stream.destroy();
    done();
  }
}
