import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openLogFile } from "./log-file";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pli-log-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("adds lines, for this account only", () => {
  const path = join(folder, "a.log");
  const write = openLogFile(path);
  write("one");
  write("two");
  expect(readFileSync(path, "utf8")).toBe("one\ntwo\n");
  expect(statSync(path).mode & 0o077).toBe(0);
});

it("puts a long log aside and starts again", () => {
  const path = join(folder, "b.log");
  writeFileSync(path, "x".repeat(1_000_001));
  openLogFile(path)("fresh");
  expect(readFileSync(path, "utf8")).toBe("fresh\n");
  expect(statSync(`${path}.1`).size).toBe(1_000_001);
});

it("never stops the application", () => {
  expect(() => openLogFile(join(folder, "absent", "c.log"))("lost")).not.toThrow();
});
