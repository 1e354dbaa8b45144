import { expect, test } from "vitest";
import { fromUtf8OrWindows1252, fromWindows1252 } from "./windows-1252";

test("letters and signs above ASCII are those of Windows, whatever the runtime decodes", () => {
  const bytes = Uint8Array.of(0x8c, 0x75, 0x76, 0x72, 0x65, 0x20, 0x64, 0x92, 0xc9, 0x6d, 0x69, 0x6c, 0x65, 0x20, 0x80);
  expect(fromWindows1252(bytes)).toBe("Œuvre d’Émile €");
});

test("every byte gives one character, and none the sign of damage", () => {
  const all = fromWindows1252(Uint8Array.from({ length: 256 }, (_, at) => at));
  expect(all).toHaveLength(256);
  expect(all).not.toContain("\uFFFD");
  expect(all.slice(0, 128)).toBe(String.fromCharCode(...Array.from({ length: 128 }, (_, at) => at)));
  expect(new Set(all).size).toBe(256);
});

test("a file is read as UTF-8 with its mark where it is UTF-8, else as written by older Windows software", () => {
  expect(fromUtf8OrWindows1252(new TextEncoder().encode("\uFEFFœuvre"))).toBe("\uFEFFœuvre");
  expect(fromUtf8OrWindows1252(Uint8Array.of(0x9c, 0x75, 0x76, 0x72, 0x65))).toBe("œuvre");
});
