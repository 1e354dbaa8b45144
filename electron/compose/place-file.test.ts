import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { placeFile, resolvedFolder } from "./place-file";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
let root = "";
let folder = "";

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "pli-place-"));
  mkdirSync(join(root, "chosen"));
  folder = await resolvedFolder(join(root, "chosen"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("a file stands there whole, alone, for its owner only", async () => {
  expect(await placeFile(folder, "compte rendu.pdf", bytes("corps"))).toBe("compte rendu.pdf");
  expect(readdirSync(folder)).toEqual(["compte rendu.pdf"]);
  expect(readFileSync(join(folder, "compte rendu.pdf"), "utf8")).toBe("corps");
  expect(statSync(join(folder, "compte rendu.pdf")).mode & 0o777).toBe(0o600);
});

test("a name that is taken gets a number, and what had it is untouched", async () => {
  writeFileSync(join(folder, "a.pdf"), "first");
  expect(await placeFile(folder, "a.pdf", bytes("second"))).toBe("a (2).pdf");
  expect(await placeFile(folder, "a.pdf", bytes("third"))).toBe("a (3).pdf");
  expect(readFileSync(join(folder, "a.pdf"), "utf8")).toBe("first");
  expect(await placeFile(folder, "sans-extension", bytes("x"))).toBe("sans-extension");
  expect(await placeFile(folder, "sans-extension", bytes("x"))).toBe("sans-extension (2)");
});

test("two at the same moment both stand", async () => {
  const names = await Promise.all([1, 2, 3].map((one) => placeFile(folder, "a.pdf", bytes(String(one)))));
  expect(new Set(names).size).toBe(3);
  expect(readdirSync(folder).toSorted()).toEqual(names.toSorted());
});

test("a link left under the name leads nowhere: it is left where it is", async () => {
  const outside = join(root, "outside.pdf");
  symlinkSync(outside, join(folder, "a.pdf"));
  expect(await placeFile(folder, "a.pdf", bytes("corps"))).toBe("a (2).pdf");
  expect(readdirSync(root)).toEqual(["chosen"]);
});

test("a folder replaced by a link is no longer the one that was chosen", async () => {
  mkdirSync(join(root, "elsewhere"));
  renameSync(folder, join(root, "old"));
  symlinkSync(join(root, "elsewhere"), folder);
  await expect(placeFile(folder, "a.pdf", bytes("corps"))).rejects.toMatchObject({ code: "folder-missing" });
  expect(readdirSync(join(root, "elsewhere"))).toEqual([]);
});

test("a folder behind a link is no longer the one that was chosen either", async () => {
  mkdirSync(join(root, "chosen", "inner"));
  const inner = await resolvedFolder(join(root, "chosen", "inner"));
  renameSync(join(root, "chosen"), join(root, "moved"));
  symlinkSync(join(root, "moved"), join(root, "chosen"));
  await expect(placeFile(inner, "a.pdf", bytes("corps"))).rejects.toMatchObject({ code: "folder-missing" });
});

test("a link chosen as the folder is resolved once, when it is chosen", async () => {
  symlinkSync(folder, join(root, "shortcut"));
  expect(await resolvedFolder(join(root, "shortcut"))).toBe(folder);
});

test("a folder that is gone, or a file, is said so, without a path", async () => {
  rmSync(folder, { recursive: true });
  const failed = await placeFile(folder, "a.pdf", bytes("x")).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: "folder-missing", message: "folder-missing" });
  writeFileSync(join(root, "file"), "");
  await expect(resolvedFolder(join(root, "file"))).rejects.toMatchObject({ code: "folder-missing" });
});

test("what a cut left half written is taken away by the next one, nothing else is", async () => {
  const half = join(folder, `.pli-${"0".repeat(24)}.part`);
  writeFileSync(half, "half");
  utimesSync(half, 0, 0);
  writeFileSync(join(folder, ".pli-notes.part"), "hers");
  utimesSync(join(folder, ".pli-notes.part"), 0, 0);
  await placeFile(folder, "a.pdf", bytes("x"));
  expect(readdirSync(folder).toSorted()).toEqual([".pli-notes.part", "a.pdf"]);
});

test("what another computer that shares the folder is writing now is left to it", async () => {
  const its = `.pli-${"1".repeat(24)}.part`;
  writeFileSync(join(folder, its), "being written");
  await placeFile(folder, "a.pdf", bytes("x"));
  expect(readdirSync(folder).toSorted()).toEqual([its, "a.pdf"]);
});

test("a folder that bears the name of a leftover keeps nobody from writing", async () => {
  const trap = `.pli-${"2".repeat(24)}.part`;
  mkdirSync(join(folder, trap));
  writeFileSync(join(folder, trap, "x"), "");
  utimesSync(join(folder, trap), 0, 0);
  expect(await placeFile(folder, "a.pdf", bytes("x"))).toBe("a.pdf");
  expect(readdirSync(folder).toSorted()).toEqual([trap, "a.pdf"]);
});

test("whatever the name, one file more stands in the folder and nowhere else", async () => {
  const part = fc.constantFrom("..", ".", "/", "\\", "C:", "~", "a", "é", "\u0000", "\u202e", "CON", " ", "\n", ".pdf");
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
      const before = readdirSync(folder).length;
      const name = await placeFile(folder, parts.join(""), bytes("x"));
      expect(readdirSync(folder)).toHaveLength(before + 1);
      expect(readdirSync(folder)).toContain(name);
      expect(readdirSync(root)).toEqual(["chosen"]);
    }),
    { numRuns: 60 },
  );
});
