import { crc32, deflateRawSync } from "node:zlib";

/** An entry of a forged archive: what a sender could write, lies included. */
export type ForgedEntry = {
  readonly name: string | Uint8Array;
  readonly bytes?: Uint8Array;
  readonly stored?: boolean;
  /** Size declared in place of the real one. */
  readonly claimedSize?: number;
  readonly flags?: number;
  /** Check sum declared in place of the real one. */
  readonly claimedCrc?: number;
  /** The directory points at the bytes of the entry written before, which is how a small archive holds a huge one. */
  readonly sameBytes?: boolean;
  /** Unix mode (`0o120777` makes a symbolic link). */
  readonly mode?: number;
  readonly method?: number;
};

/** Bytes of a zip written field by field (APPNOTE 4.3), without any of the checks of a real writer. */
export function forgeZip(entries: readonly ForgedEntry[], claimedCount = entries.length): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  let last = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const bytes = entry.bytes ?? new Uint8Array();
    const data = entry.stored ? Buffer.from(bytes) : deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(entry.flags ?? 0x800, 2);
    fields.writeUInt16LE(entry.method ?? (entry.stored ? 0 : 8), 4);
    fields.writeUInt32LE(entry.claimedCrc ?? crc32(bytes), 10);
    fields.writeUInt32LE(data.byteLength, 14);
    fields.writeUInt32LE(entry.claimedSize ?? bytes.byteLength, 18);
    fields.writeUInt16LE(name.byteLength, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), fields, name, data]);
    if (!entry.sameBytes) {
      locals.push(local);
      last = offset;
      offset += local.byteLength;
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 6);
    tail.writeUInt32LE(last, 10);
    central.push(Buffer.concat([Buffer.from("PK\u0001\u0002"), Buffer.from([20, 3]), fields, tail, name]));
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(claimedCount, 8);
  end.writeUInt16LE(claimedCount, 10);
  end.writeUInt32LE(directory.byteLength, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...locals, directory, end]));
}

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
