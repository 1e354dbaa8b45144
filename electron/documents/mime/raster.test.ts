import fc from "fast-check";
import { expect, test } from "vitest";
import { rasterType } from "./raster";

const bytes = (text: string) => Buffer.from(text, "latin1");

test.each([
  ["\x89PNG\r\n\x1a\nIHDR", "image/png"],
  ["\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"],
  ["GIF87a....", "image/gif"],
  ["GIF89a....", "image/gif"],
  ["RIFF\0\0\0\0WEBPVP8 ", "image/webp"],
])("%j is %s", (head, type) => {
  expect(rasterType(bytes(head))).toBe(type);
});

test.each(["", "\x89PNG", "GIF", "RIFF\0\0\0\0WAVE", "<svg onload=x>", "%PDF-1.4", "II*\0", "BM", "<html>", " GIF89a"])(
  "%j is no picture that is shown",
  (head) => {
    expect(rasterType(bytes(head))).toBeNull();
  },
);

test("what is said of a picture depends on its first twelve bytes alone", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 40 }), (head, tail) => {
      const twelve = Uint8Array.from([...head, ...new Uint8Array(12)]).subarray(0, 12);
      expect(rasterType(Uint8Array.from([...twelve, ...tail]))).toBe(rasterType(twelve));
    }),
  );
});
