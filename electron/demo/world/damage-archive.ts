import { buffer } from "node:stream/consumers";
import { fromBuffer } from "yauzl";
import { ZipFile } from "yazl";

/** The same archive with another SHA-1 in METADATA.XML than that of its document: what a reader must notice. */
export async function withWrongHash(archive: Uint8Array, date: Date): Promise<Uint8Array> {
  const written = new ZipFile();
  for (const { name, bytes } of await entriesOf(archive)) {
    const kept = name.toUpperCase().endsWith("METADATA.XML") ? otherHash(bytes) : bytes;
    written.addBuffer(kept, name, { mtime: date, mode: 0o100644 });
  }
  written.end();
  return new Uint8Array(await buffer(written.outputStream));
}

function otherHash(metadata: Buffer): Buffer {
  const text = metadata.toString("utf8");
  // The slot `hash` holds the only 40 hexadecimal digits in a row that are a whole value.
  const changed = text.replace(
    /(>\s*)([0-9a-fA-F])([0-9a-fA-F]{39}\s*<)/u,
    (_, open: string, digit: string, rest: string) => open + (digit === "0" ? "1" : "0") + rest,
  );
  if (changed === text) throw new RangeError("no hash in METADATA");
  return Buffer.from(changed, "utf8");
}

function entriesOf(archive: Uint8Array): Promise<readonly { readonly name: string; readonly bytes: Buffer }[]> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(archive), { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const found: { readonly name: string; readonly bytes: Buffer }[] = [];
      zip.on("error", reject);
      zip.on("end", () => resolve(found));
      zip.on("entry", (entry) => {
        zip.openReadStream(entry, (failure, stream) => {
          if (failure) return reject(failure);
          buffer(stream).then((bytes) => {
            found.push({ name: entry.fileName, bytes });
            zip.readEntry();
          }, reject);
        });
      });
      zip.readEntry();
    });
  });
}
