/**
 * An ICC profile of the sRGB colour space (IEC 61966-2-1, ICC.1:2001-04, display class), made here so that a PDF/A-1 may name its colours
 * without a file of anybody else's. Same bytes at each call.
 */
export function srgbProfile(): Uint8Array {
  const curve = curveTag();
  const tags: readonly (readonly [name: string, bytes: Buffer])[] = [
    ["desc", descriptionTag("sRGB IEC61966-2.1")],
    ["cprt", textTag("CC0")],
    ["wtpt", xyzTag(0.9642, 1, 0.8249)],
    ["rXYZ", xyzTag(0.43607, 0.22249, 0.01392)],
    ["gXYZ", xyzTag(0.38515, 0.71687, 0.09708)],
    ["bXYZ", xyzTag(0.14307, 0.06061, 0.7141)],
    ["rTRC", curve],
    ["gTRC", curve],
    ["bTRC", curve],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  const places = new Map<Buffer, number>();
  const parts: Buffer[] = [];
  let at = 128 + table.length;
  tags.forEach(([name, bytes], index) => {
    let place = places.get(bytes);
    if (place === undefined) {
      place = at;
      places.set(bytes, place);
      const padded = Buffer.alloc(Math.ceil(bytes.length / 4) * 4);
      bytes.copy(padded);
      parts.push(padded);
      at += padded.length;
    }
    table.write(name, 4 + index * 12, "latin1");
    table.writeUInt32BE(place, 8 + index * 12);
    table.writeUInt32BE(bytes.length, 12 + index * 12);
  });
  return Buffer.concat([header(at), table, ...parts]);
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x02100000, 8);
  bytes.write("mntrRGB XYZ ", 12, "latin1");
  for (const [index, part] of [2026, 1, 1, 0, 0, 0].entries()) bytes.writeUInt16BE(part, 24 + index * 2);
  bytes.write("acsp", 36, "latin1");
  for (const [index, value] of [0.9642, 1, 0.8249].entries()) bytes.writeInt32BE(fixed(value), 68 + index * 4);
  return bytes;
}

const fixed = (value: number): number => Math.round(value * 65536);

function xyzTag(...values: readonly [number, number, number]): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.write("XYZ ", 0, "latin1");
  for (const [index, value] of values.entries()) bytes.writeInt32BE(fixed(value), 8 + index * 4);
  return bytes;
}

/** The transfer function of sRGB in 1024 steps. */
function curveTag(): Buffer {
  const steps = 1024;
  const bytes = Buffer.alloc(12 + steps * 2);
  bytes.write("curv", 0, "latin1");
  bytes.writeUInt32BE(steps, 8);
  for (let step = 0; step < steps; step += 1) {
    const coded = step / (steps - 1);
    const light = coded <= 0.04045 ? coded / 12.92 : ((coded + 0.055) / 1.055) ** 2.4;
    bytes.writeUInt16BE(Math.round(light * 65535), 12 + step * 2);
  }
  return bytes;
}

function textTag(text: string): Buffer {
  return Buffer.concat([Buffer.from("text\0\0\0\0", "latin1"), Buffer.from(`${text}\0`, "latin1")]);
}

/** textDescriptionType: ASCII name, then empty Unicode and ScriptCode names. */
function descriptionTag(text: string): Buffer {
  const ascii = Buffer.from(`${text}\0`, "latin1");
  const head = Buffer.alloc(12);
  head.write("desc", 0, "latin1");
  head.writeUInt32BE(ascii.length, 8);
  return Buffer.concat([head, ascii, Buffer.alloc(4 + 4 + 2 + 1 + 67)]);
}
