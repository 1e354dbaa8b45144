import { generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MANIFEST_BYTES, readManifest, writeManifest } from "./manifest";
import { manifestOf, signed } from "./testing/publisher";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const stranger = generateKeyPairSync("ed25519");
const manifest = manifestOf(Buffer.from("the file"));
const good = signed(manifest, privateKey);
const refusal = (bytes: Uint8Array): unknown => {
  const read = readManifest(bytes, [publicKey]);
  return read.ok ? "believed" : read.code;
};
const withFile = (file: object): object => ({
  ...manifest,
  files: { "linux-x64": { folder: { ...fileOf(), ...file } } },
});
const fileOf = () => manifest.files["linux-x64"]?.folder;

test("a manifest that the publisher signed is believed, and is what was signed", () => {
  expect(readManifest(good, [stranger.publicKey, publicKey])).toEqual({ ok: true, manifest });
});

test("one of two signatures is enough, so that a key can be replaced", () => {
  const bytes = Buffer.from(JSON.stringify(manifest));
  const both = writeManifest(bytes, [sign(null, bytes, stranger.privateKey), sign(null, bytes, privateKey)]);
  expect(refusal(both)).toBe("believed");
});

test("another key, no key, or no signature is refused before anything is read", () => {
  expect(refusal(signed(manifest, stranger.privateKey))).toBe("unsigned");
  expect(readManifest(good, [])).toEqual({ ok: false, code: "unsigned" });
  expect(refusal(writeManifest(Buffer.from(JSON.stringify(manifest)), []))).toBe("unsigned");
  expect(refusal(Buffer.from(JSON.stringify(manifest)))).toBe("unsigned");
  expect(refusal(new Uint8Array())).toBe("unsigned");
});

test("any byte changed, added or taken away is refused", () => {
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const spoilt = Uint8Array.from(good);
      spoilt[at] = (spoilt[at] ?? 0) ^ change;
      expect(refusal(spoilt)).toBe("unsigned");
    }),
    { numRuns: 50 },
  );
  expect(refusal(good.subarray(0, -1))).toBe("unsigned");
  expect(refusal(Buffer.concat([good, Buffer.from(" ")]))).toBe("unsigned");
});

test("any bytes give an answer, never an error", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(4), (bytes, lines) => {
      const text = Buffer.concat([Buffer.from("ed25519 AAAA\n".repeat(lines)), Buffer.from("\n"), bytes]);
      expect(refusal(text)).toBe("unsigned");
    }),
  );
});

test("a manifest too large, or with too many signatures, is not looked at", () => {
  const long = Buffer.alloc(MANIFEST_BYTES, " ");
  expect(refusal(writeManifest(long, [sign(null, long, privateKey)]))).toBe("unsigned");
  const bytes = Buffer.from(JSON.stringify(manifest));
  const one = sign(null, bytes, privateKey);
  expect(refusal(writeManifest(bytes, [one, one, one, one, one]))).toBe("unsigned");
});

describe("signed, but not what a manifest is", () => {
  test.each([
    ["a path in the name of a file", withFile({ name: "../../.profile" })],
    ["a folder in the name of a file", withFile({ name: "a/b.zip" })],
    ["an address for a file", withFile({ name: "https://ailleurs.example/x.zip" })],
    ["a hidden file", withFile({ name: ".bashrc" })],
    ["a name of Windows devices and streams", withFile({ name: "a.zip:b" })],
    ["the name of what is remembered beside it", withFile({ name: "state.json" })],
    ["the name of a download under way", withFile({ name: "a.zip.part" })],
    ["a file without end", withFile({ size: 2 ** 40 })],
    ["an empty file", withFile({ size: 0 })],
    ["a short digest", withFile({ sha512: "00" })],
    ["something else beside the file", withFile({ url: "https://ailleurs.example/" })],
    ["a version that is not one", { ...manifest, version: "1.0" }],
    ["a date that is not one", { ...manifest, expires: "demain" }],
    ["a format to come", { ...manifest, format: 2 }],
    ["a list", []],
  ])("%s is unreadable", (_what, spoilt) => {
    expect(refusal(signed(spoilt, privateKey))).toBe("unreadable");
  });

  test("what is not JSON, or not UTF-8, is unreadable", () => {
    for (const bytes of [Buffer.from("{"), Buffer.from([0xff, 0xfe])])
      expect(refusal(writeManifest(bytes, [sign(null, bytes, privateKey)]))).toBe("unreadable");
  });
});
