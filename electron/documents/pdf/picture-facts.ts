/** How a camera held the picture: quarter turns clockwise that bring it upright (EXIF orientations 1, 6, 3, 8; mirrored ones count as upright). */
export type QuarterTurns = 0 | 1 | 2 | 3;

const TURNS: Readonly<Record<number, QuarterTurns>> = { 3: 2, 6: 1, 8: 3 };

/** What a JPEG says of itself before its pixels: components (1 grey, 3 colours, 4 print inks) and how it was held. */
export function jpegFacts(bytes: Uint8Array): { readonly components: number; readonly turns: QuarterTurns } {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let turns: QuarterTurns = 0;
  for (let at = 2; at + 9 < view.length;) {
    if (view[at] !== 0xff) break;
    const marker = view[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.readUInt16BE(at + 2);
    if (isFrame(marker)) return { components: view[at + 9] ?? 0, turns };
    if (marker === 0xe1) turns = orientationOf(view.subarray(at + 4, at + 2 + length)) ?? turns;
    if (marker === 0xda || length < 2) break;
    at += 2 + length;
  }
  return { components: 0, turns };
}

/** SOF markers; DHT, JPG and DAC share their range. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** The orientation in the first directory of an EXIF segment (TIFF 6.0 layout). */
function orientationOf(segment: Buffer): QuarterTurns | undefined {
  if (segment.length < 14 || segment.toString("latin1", 0, 6) !== "Exif\0\0") return undefined;
  const tiff = segment.subarray(6);
  const little = tiff.toString("latin1", 0, 2) === "II";
  const u16 = (at: number): number =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const start = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const count = Math.min(u16(start), 200);
  for (let index = 0; index < count; index += 1) {
    const at = start + 2 + index * 12;
    if (u16(at) === 0x0112) return TURNS[u16(at + 8)] ?? 0;
  }
  return undefined;
}

/** What a PNG says of itself in its first chunk (ISO 15948 §11.2.2); `transparent` where a later chunk makes a colour clear. */
export function pngFacts(bytes: Uint8Array): {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly interlaced: boolean;
  readonly transparent: boolean;
} {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 33) return { width: 0, height: 0, depth: 0, colour: 0, interlaced: false, transparent: false };
  const colour = view[25] ?? 0;
  return {
    width: view.readUInt32BE(16),
    height: view.readUInt32BE(20),
    depth: view[24] ?? 0,
    colour,
    interlaced: view[28] !== 0,
    transparent: colour === 4 || colour === 6 || pngChunks(view).some(({ type }) => type === "tRNS"),
  };
}

/** The chunks of a PNG, in order. */
export function pngChunks(view: Buffer): readonly { readonly type: string; readonly data: Buffer }[] {
  const chunks = [];
  for (let at = 8; at + 12 <= view.length;) {
    const length = view.readUInt32BE(at);
    const type = view.toString("latin1", at + 4, at + 8);
    chunks.push({ type, data: view.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}
