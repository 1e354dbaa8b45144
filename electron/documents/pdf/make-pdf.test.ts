import { crc32, deflateSync } from "node:zlib";
import fc from "fast-check";
import { decodePDFRawStream, PDFDocument, PDFName, PDFRawStream, StandardFonts } from "pdf-lib";
import { describe, expect, test } from "vitest";
import { checkPdf } from "./check-pdf";
import { makePdf } from "./make-pdf";
import { jpegFacts, pngFacts } from "./picture-facts";
import { srgbProfile } from "./srgb-profile";

const description = { title: "Compte rendu <é> & suite", author: "Dr Demo", date: new Date("2026-11-22T08:00:00Z") };

/** A PNG made by hand: 8 bits, filter of each line chosen. */
function png(width: number, height: number, colour: 0 | 2 | 4 | 6, pixels: Uint8Array, filter = 0): Buffer {
  const channels = { 0: 1, 2: 3, 4: 2, 6: 4 }[colour];
  const stride = width * channels;
  const lines = Buffer.alloc((stride + 1) * height);
  for (let row = 0; row < height; row += 1) {
    lines[row * (stride + 1)] = filter;
    for (let at = 0; at < stride; at += 1) {
      const value = (r: number, a: number): number => (r < 0 || a < 0 ? 0 : (pixels[r * stride + a] ?? 0));
      const [left, up, corner] = [value(row, at - channels), value(row - 1, at), value(row - 1, at - channels)];
      const p = left + up - corner;
      const nearest = [left, up, corner].toSorted((x, y) => Math.abs(p - x) - Math.abs(p - y))[0] ?? 0;
      const guess = [0, left, up, (left + up) >> 1, nearest][filter] ?? 0;
      lines[row * (stride + 1) + 1 + at] = (value(row, at) - guess) & 0xff;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, colour, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(lines)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), 8 + data.length);
  return out;
}

/** The head of a JPEG: an EXIF segment with an orientation, then a frame. */
function jpeg(components: number, orientation: number | null): Buffer {
  const exif = Buffer.from("Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0", "latin1");
  if (orientation !== null) exif.writeUInt16LE(orientation, 6 + 8 + 2 + 8);
  const app1 = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif]);
  const frame = Buffer.from([
    0xff,
    0xc0,
    0,
    8 + 3 * components,
    8,
    0,
    40,
    0,
    60,
    components,
    ...Array(3 * components).fill(0),
  ]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...(orientation === null ? [] : [app1]), frame, Buffer.alloc(16)]);
}

const grey = (width: number, height: number): Buffer => png(width, height, 0, new Uint8Array(width * height).fill(90));

// Eight grey pixels by eight.
const TINY_JPEG =
  "/9j/4AAQSkZJRgABAgAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAAIAAgBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APn+v//Z";

describe("a picture made a document", () => {
  test("is one page that claims PDF/A-1b, in which nothing contradicts it", async () => {
    const { made, check, bytes } = await makePdf(grey(40, 60), description);
    expect({ made, check }).toEqual({ made: true, check: { pages: 1, claim: "1b", problems: [] } });
    expect(Buffer.from(bytes).toString("latin1", 0, 9)).toBe("%PDF-1.4\n");
    expect(Buffer.from(bytes).toString("latin1")).toMatch(/trailer[\s\S]*\/ID \[ ?</u);
  });

  test("says the same in its information and in its metadata", async () => {
    const { bytes } = await makePdf(grey(4, 4), description);
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
    expect([pdf.getTitle(), pdf.getAuthor()]).toEqual([description.title, description.author]);
    expect(pdf.getCreationDate()).toEqual(description.date);
    const metadata = pdf.catalog.lookup(PDFName.of("Metadata"));
    const xmp = metadata instanceof PDFRawStream ? Buffer.from(metadata.contents).toString("utf8") : "";
    expect(xmp).toContain("Compte rendu &lt;é&gt; &amp; suite");
    expect(xmp).toContain("<xmp:CreateDate>2026-11-22T08:00:00Z</xmp:CreateDate>");
  });

  test("gives the same bytes twice", async () => {
    const [one, two] = [await makePdf(grey(8, 8), description), await makePdf(grey(8, 8), description)];
    expect(Buffer.from(one.bytes).equals(Buffer.from(two.bytes))).toBe(true);
  });

  test("stands upright: a picture wider than high takes a page on its side", async () => {
    const { bytes } = await makePdf(grey(60, 40), description);
    const { width, height } = (await PDFDocument.load(bytes)).getPage(0).getSize();
    expect(width).toBeGreaterThan(height);
  });

  test("has its clear pixels laid on white, whatever the filter of its lines", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(0, 1, 2, 3, 4),
        fc.constantFrom(4 as const, 6 as const),
        fc.infiniteStream(fc.nat(255)),
        async (width, height, filter, colour, stream) => {
          const channels = colour === 6 ? 4 : 2;
          const pixels = Uint8Array.from(stream.take(width * height * channels));
          const made = await makePdf(png(width, height, colour, pixels, filter), description);
          expect(made.check.problems).toEqual([]);
          const expected = [];
          for (let at = 0; at < pixels.length; at += channels) {
            const alpha = (pixels[at + channels - 1] ?? 0) / 255;
            for (let c = 0; c < channels - 1; c += 1)
              expected.push(Math.round(255 - alpha * (255 - (pixels[at + c] ?? 0))));
          }
          expect([...(await pictureOf(made.bytes))]).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("is taken wherever it lies in a larger buffer", async () => {
    const alone = Buffer.from(TINY_JPEG, "base64");
    const within = Buffer.concat([Buffer.alloc(9), alone, Buffer.alloc(5)]).subarray(9, 9 + alone.length);
    expect((await makePdf(within, description)).bytes).toEqual((await makePdf(alone, description)).bytes);
  });

  test("is refused when it is of print inks, too large, cut, or no picture at all", async () => {
    const cut = png(4, 4, 6, new Uint8Array(64)).subarray(0, 45);
    const huge = png(1, 1, 6, new Uint8Array(4));
    huge.writeUInt32BE(60_000, 16);
    huge.writeUInt32BE(60_000, 20);
    for (const bytes of [jpeg(4, null), cut, huge])
      await expect(makePdf(bytes, description)).rejects.toMatchObject({ code: "picture-refused" });
    for (const bytes of [
      Buffer.from("PK\x03\x04"),
      Buffer.from("bonjour"),
      Buffer.alloc(0),
      Buffer.from("%PDF-1.4 rien"),
    ])
      await expect(makePdf(bytes, description)).rejects.toMatchObject({ code: "pdf-refused" });
  });
});

describe("what a picture says of itself", () => {
  test.each([
    [null, 0],
    [1, 0],
    [3, 2],
    [6, 1],
    [8, 3],
    [99, 0],
  ])("a camera held as %s asks for %i quarter turns", (orientation, turns) => {
    expect(jpegFacts(jpeg(3, orientation))).toEqual({ components: 3, turns });
  });

  test("is never read past its end", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        jpegFacts(Buffer.concat([Buffer.from([0xff, 0xd8]), bytes]));
        pngFacts(bytes);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a PDF as it is", () => {
  const simple = async (change: (pdf: PDFDocument) => void | Promise<void>, objectStreams = false) => {
    const pdf = await PDFDocument.create();
    pdf.addPage();
    await change(pdf);
    return pdf.save({ useObjectStreams: objectStreams });
  };

  test("is left untouched, and what it lacks is named", async () => {
    const bytes = await simple(async (pdf) => {
      pdf.getPage(0).drawText("Bonjour", { font: await pdf.embedFont(StandardFonts.Helvetica) });
    });
    const made = await makePdf(bytes, description);
    expect(made.bytes).toBe(bytes);
    expect(made.check).toEqual({
      pages: 1,
      claim: "",
      problems: ["fonts-not-embedded", "no-claim", "no-identifier", "no-output-intent"],
    });
  });

  test.each([
    ["later-syntax", () => simple(() => undefined, true)],
    ["transparency", () => simple((pdf) => pdf.getPage(0).drawSquare({ opacity: 0.5 }))],
    ["scripts", () => simple((pdf) => pdf.addJavaScript("main", "app.alert(1)"))],
    ["embedded-files", () => simple(async (pdf) => pdf.attach(Buffer.from("x"), "x.txt"))],
    [
      "encrypted",
      () =>
        simple((pdf) => {
          pdf.context.trailerInfo.Encrypt = pdf.context.obj({ Filter: "Standard" });
        }),
    ],
  ] as const)("says %s", async (problem, make) => {
    expect((await checkPdf(await make())).problems).toContain(problem);
  });

  test("claims another part of PDF/A", async () => {
    const bytes = await simple((pdf) => {
      const xmp = '<rdf:Description pdfaid:part="3" pdfaid:conformance="U"/>';
      const stream = pdf.context.stream(xmp, { Type: "Metadata", Subtype: "XML" });
      pdf.catalog.set(PDFName.of("Metadata"), pdf.context.register(stream));
    });
    const { claim, problems } = await checkPdf(bytes);
    expect([claim, problems.includes("other-claim")]).toEqual(["3u", true]);
  });
});

test("the colour profile is whole: its size, its tags inside it, its white the one of the ICC", () => {
  const bytes = Buffer.from(srgbProfile());
  expect(bytes.readUInt32BE(0)).toBe(bytes.length);
  expect(bytes.toString("latin1", 36, 40)).toBe("acsp");
  const count = bytes.readUInt32BE(128);
  expect(count).toBe(9);
  for (let index = 0; index < count; index += 1) {
    const [at, size] = [bytes.readUInt32BE(132 + index * 12 + 4), bytes.readUInt32BE(132 + index * 12 + 8)];
    expect(at % 4).toBe(0);
    expect(at + size).toBeLessThanOrEqual(bytes.length);
  }
  expect([bytes.readInt32BE(68), bytes.readInt32BE(72), bytes.readInt32BE(76)]).toEqual([63190, 65536, 54061]);
});

async function pictureOf(bytes: Uint8Array): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(bytes);
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    if (object instanceof PDFRawStream && object.dict.lookup(PDFName.of("Subtype")) === PDFName.of("Image"))
      return decodePDFRawStream(object).decode();
  }
  throw new Error("no picture");
}
