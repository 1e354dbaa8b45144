import { createHash } from "node:crypto";
import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBase64, encodeBase64 } from "./base64";
import { matchesMediaType, plainMediaType } from "./media-type";
import { readCda } from "./read-cda";
import { mediaLimits, readMedia } from "./read-media";
import { bytesOf, demoXml, tinyPdf } from "./testing/documents";
import { readXml } from "./xml/read-xml";

const refusal = (code: string) => expect.objectContaining({ code });
const base64 = (bytes: Uint8Array) => encodeBase64(bytes);
const take = (attributes: string, content: string, left = 2 ** 24) =>
  readMedia(readXml(bytesOf(`<value ${attributes}>${content}</value>`)), "m1", left);

describe("base64", () => {
  test("is decoded to the same bytes with white space anywhere in it", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(fc.tuple(fc.nat(400), fc.constantFrom(" ", "\n", "\r\n", "\t"))),
        (bytes, spaces) => {
          let text = encodeBase64(bytes);
          for (const [at, space] of spaces) text = text.slice(0, at) + space + text.slice(at);
          expect(decodeBase64(text, 1000)).toEqual(bytes);
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each(["a", "abcde", "ab=c", "ab===", "ab*d", "ab-_", "abc\u00e9"])("%j is refused", (text) => {
    expect(() => decodeBase64(text, 1000)).toThrow(refusal("base64-invalid"));
  });

  test("is refused on its length before it is decoded", () => {
    expect(() => decodeBase64("A".repeat(2000), 1000)).toThrow(refusal("media-too-big"));
    expect(decodeBase64("A".repeat(1332), 1000)).toHaveLength(999);
  });
});

describe("the type of a file", () => {
  test.each([
    ["application/pdf", "%PDF-1.7", true],
    ["application/pdf", "\n\n%PDF-1.4", true],
    ["application/pdf", "MZ executable", false],
    ["image/png", "\u0089PNG\r\n\u001a\n", true],
    ["image/png", "GIF89a", false],
    ["image/jpeg", "\u00ff\u00d8\u00ff\u00e0", true],
    ["image/tiff", "II*\u0000", true],
    ["image/tiff", "MM\u0000*", true],
    ["text/rtf", "{\\rtf1", true],
    ["text/rtf", "<html>", false],
    ["application/x-unknown", "anything", true],
  ])("%s with %j: %s", (type, content, expected) => {
    expect(matchesMediaType(type, Buffer.from(content, "latin1"))).toBe(expected);
  });

  test.each([
    ["Application/PDF; charset=x", "application/pdf"],
    ["", "application/octet-stream"],
    ["pdf", "application/octet-stream"],
    ["text/html<script>", "application/octet-stream"],
  ])("%j is read %s", (written, expected) => {
    expect(plainMediaType(written)).toBe(expected);
  });
});

describe("a file inside a document", () => {
  test("comes with its size and SHA-256", () => {
    expect(take('mediaType="application/pdf" representation="B64"', base64(tinyPdf))).toEqual({
      media: {
        id: "m1",
        mimeType: "application/pdf",
        size: tinyPdf.byteLength,
        sha256: createHash("sha256").update(tinyPdf).digest("hex"),
      },
      bytes: tinyPdf,
    });
  });

  test("whose bytes contradict its type is never given that type", () => {
    expect(take('mediaType="application/pdf" representation="B64"', base64(bytesOf("<html><script>")))).toMatchObject({
      media: { mimeType: "application/octet-stream" },
      anomaly: { code: "media-type-mismatch" },
    });
  });

  test.each([
    ["DF", deflateRawSync],
    ["ZL", deflateSync],
    ["GZ", gzipSync],
  ] as const)("compressed as %s is inflated", (compression, compress) => {
    expect(
      take(`mediaType="application/pdf" representation="B64" compression="${compression}"`, base64(compress(tinyPdf)))
        .bytes,
    ).toEqual(tinyPdf);
  });

  test("that inflates beyond the limit is left out, in bounded time", { timeout: 5000 }, () => {
    const bomb = base64(deflateRawSync(new Uint8Array(50 * 2 ** 20)));
    expect(take('mediaType="application/pdf" representation="B64" compression="DF"', bomb, 2 ** 20)).toEqual({
      anomaly: { code: "media-too-big", about: "m1" },
    });
  });

  test("compressed in an unknown or broken way is left out", () => {
    expect(take('mediaType="application/pdf" representation="B64" compression="Z"', "AAAA").anomaly?.code).toBe(
      "media-unreadable",
    );
    expect(take('mediaType="application/pdf" representation="B64" compression="DF"', "/////w==").anomaly?.code).toBe(
      "media-unreadable",
    );
  });

  test("is checked against its integrity value when it has one", () => {
    const sha1 = createHash("sha1").update(tinyPdf).digest("base64");
    const sha256 = createHash("sha256").update(tinyPdf).digest("base64");
    const read = (check: string) =>
      take(`mediaType="application/pdf" representation="B64" ${check}`, base64(tinyPdf)).anomaly?.code;
    expect(read(`integrityCheck="${sha1}"`)).toBeUndefined();
    expect(read(`integrityCheck="${sha256}" integrityCheckAlgorithm="SHA-256"`)).toBeUndefined();
    expect(read(`integrityCheck="${sha256}"`)).toBe("media-integrity");
  });

  test("that is only a reference is never fetched", () => {
    expect(take('mediaType="application/dicom"', '<reference value="https://pacs.example/wado"/>')).toEqual({
      anomaly: { code: "media-external", about: "m1" },
    });
    expect(take('mediaType="image/png"', "").anomaly?.code).toBe("media-empty");
  });

  test("broken leaves the rest of the document readable", () => {
    const { document, anomalies } = readCda(
      bytesOf(demoXml().replace(/(<text mediaType[^>]*>).*?<\/text>/, "$1!!!</text>")),
    );
    expect(document).toMatchObject({ body: "other", media: [], header: { title: expect.stringContaining("DEMO") } });
    expect(anomalies).toEqual([{ code: "media-unreadable", about: "m1" }]);
  });

  test.each(["text/html", "image/svg+xml"])("of type %s is kept as a file, never as a narrative", (type) => {
    const { document } = readCda(
      bytesOf(
        demoXml().replace(
          /<text mediaType.*<\/text>/,
          `<text mediaType="${type}" representation="B64">${base64(bytesOf("<script>alert(1)</script>"))}</text>`,
        ),
      ),
    );
    expect(document).toMatchObject({ body: "other", narrative: "", narrativeText: "" });
    expect(document.media[0]?.mimeType).toBe(type);
  });

  test("is one of at most 200", () => {
    const one = `<entry><observationMedia ID="A"><value mediaType="application/pdf" representation="B64">${base64(tinyPdf)}</value></observationMedia></entry>`;
    const many = demoXml({
      body: { kind: "structured", templateIds: ["1.2.3"], sections: [{ title: "S", blocks: [] }] },
    }).replace("<text/>", `<text/>${one.repeat(mediaLimits.count + 5)}`);
    const { document, anomalies } = readCda(bytesOf(many));
    expect(document.media).toHaveLength(mediaLimits.count);
    expect(anomalies).toEqual([{ code: "media-too-many" }]);
  });

  test("of several megabytes is read in bounded time", { timeout: 5000 }, () => {
    const large = new Uint8Array(15 * 2 ** 20);
    large.set(tinyPdf);
    const { media } = readCda(bytesOf(demoXml({ body: { kind: "pdf", bytes: large } })));
    expect(media.get("m1")?.byteLength).toBe(large.byteLength);
  });
});
