import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runs } from "../../scripts/testing/runs";
import { type Application, createApplication } from "../compose";
import { openKey } from "../store/key";
import { openDatabase } from "../store/open";
import { databaseIn, keysIn } from "./store-process";
import { machine, type Machine } from "./testing/machine";

const PAGE = 4096;

let home = "";
let on: Machine;
let running: Application | null = null;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "pli-unusable-"));
  on = machine(home);
  await begin();
  await running?.handlers["app.createProfile"]({ passphrase: null });
  await end();
});
afterEach(async () => {
  await end();
  rmSync(home, { recursive: true, force: true });
});

async function begin(): Promise<unknown> {
  running = await createApplication(on.platform);
  await running.start();
  return (await running.handlers["app.state"](undefined)).store;
}
async function end(): Promise<void> {
  await running?.stop();
  running = null;
}
const profile = () => join(home, "profiles", "real");
const database = () => databaseIn(profile());

test.each([
  ["to nothing", () => 0],
  ["within its first page", () => PAGE / 2],
  ["behind its first page", () => PAGE],
  ["in the middle of a page", (size: number) => size - PAGE * 3 - 100],
  ["of its last page", (size: number) => size - PAGE],
])("a store that was cut %s is said damaged and left as it is: no empty one takes its place", async (_name, kept) => {
  truncateSync(database(), kept(statSync(database()).size));
  const left = readFileSync(database());
  expect(await begin()).toMatchObject({ state: "blocked", reason: "corrupt" });
  await end();
  expect(readFileSync(database()).equals(left)).toBe(true);
});

test("a store of a newer Pli is said so and left as it is", async () => {
  const opened = await openKey(keysIn({ ...on.platform, report: () => undefined }, profile()), {
    passphrase: null,
    profile: "real",
  });
  if (opened.state !== "ready") throw new Error("the key is there");
  const newer = openDatabase(database(), opened.key);
  newer.pragma("user_version = 9999");
  newer.pragma("wal_checkpoint(TRUNCATE)");
  newer.close();
  const left = readFileSync(database());
  expect(await begin()).toMatchObject({ state: "blocked", reason: "newer-schema" });
  await end();
  expect(readFileSync(database()).equals(left)).toBe(true);
});

test("wherever the store was cut, it is said damaged and left as it is; put back whole, it opens", async () => {
  const whole = readFileSync(database());
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (kept) => {
      writeFileSync(database(), whole.subarray(0, kept));
      expect(await begin()).toMatchObject({ state: "blocked", reason: "corrupt" });
      await end();
      expect(readFileSync(database()).equals(whole.subarray(0, kept))).toBe(true);
    }),
    { numRuns: runs(8, 300) },
  );
  writeFileSync(database(), whole);
  expect(await begin()).toMatchObject({ state: "ready" });
});
