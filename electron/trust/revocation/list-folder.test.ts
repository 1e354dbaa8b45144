import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { listFolder } from "./list-folder";

const root = mkdtempSync(join(tmpdir(), "pli-lists-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const folder = join(root, "listes", "production");
const key = "ab".repeat(32);
const savedAt = Date.parse("2026-01-02T03:04:05Z");

test("what was kept comes back after a restart with its date, the newest in place of the old, and nothing else is left", async () => {
  expect(await listFolder(folder).get(key)).toBeNull();
  await listFolder(folder).set(key, { bytes: new Uint8Array([1]), savedAt });
  await listFolder(folder).set(key, { bytes: new Uint8Array([2, 3]), savedAt: savedAt + 5_000 });
  expect(await listFolder(folder).get(key)).toEqual({ bytes: new Uint8Array([2, 3]), savedAt: savedAt + 5_000 });
  expect(readdirSync(folder)).toEqual([`${key}.signed`]);
});

test("a key that is not one never leaves the folder", async () => {
  await listFolder(folder).set("../../evasion", { bytes: new Uint8Array([9]), savedAt });
  expect(readdirSync(root)).toEqual(["listes"]);
  expect(readdirSync(folder).toSorted()).toEqual([`${key}.signed`, "unnamed.signed"]);
});

test("a folder that cannot be written says so to the keeper, and reads as empty", async () => {
  const nowhere = listFolder(join(folder, `${key}.signed`, "listes"));
  await expect(nowhere.set(key, { bytes: new Uint8Array(), savedAt })).rejects.toThrow();
  expect(await nowhere.get(key)).toBeNull();
});
