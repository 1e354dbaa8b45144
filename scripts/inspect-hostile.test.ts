import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defusedFiles, refusedFiles } from "./testing/hostile-files";
import { hostileSets } from "./testing/hostile-sets";
import { runInspect, type Run } from "./testing/run-inspect";

const SECONDS = 2;
const MEGABYTES = 256;
let folder: string;
let count = 0;
// Two at a time: more would wait for the processor, and be judged late for it.
const lanes: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pli-hostile-"));
  // The command is built on first use; no file is judged by that.
  await runInspect(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function inspect(bytes: Uint8Array): Promise<Run> {
  const path = join(folder, `piece-${++count}`);
  await writeFile(path, bytes);
  const lane = count % lanes.length;
  const running = (lanes[lane] ?? Promise.resolve()).then(() => runInspect(path));
  lanes[lane] = running.catch(() => undefined);
  const run = await running;
  expect(run.err).toBe("");
  expect(run.seconds).toBeLessThan(SECONDS);
  expect(run.megabytes).toBeLessThan(MEGABYTES);
  return run;
}

describe.concurrent(
  "every hostile file, through the command, within two seconds and 256 MB",
  { timeout: 60_000 },
  () => {
    test.each(refusedFiles)("$threat is refused: $code", async ({ code, make }) => {
      const run = await inspect(await make());
      expect(run.code).toBe(2);
      expect(run.json).toEqual({ error: { code, message: expect.stringMatching(/^\p{Lu}.{5,120}\.$/u) } });
      expect(run.out).not.toMatch(/\n\s+at |node_modules|Error:/);
    });

    test.each([...defusedFiles, ...hostileSets])("$threat is read, and disarmed", async ({ make, tells, never }) => {
      const { code, out } = await inspect(await make());
      expect(code).toBe(0);
      for (const told of tells) expect(out).toContain(told);
      for (const hidden of never) expect(out).not.toContain(hidden);
    });
  },
);

test("the pack names every threat once", () => {
  const threats = [...refusedFiles, ...defusedFiles, ...hostileSets].map(({ threat }) => threat);
  expect(threats).toHaveLength(65);
  expect(new Set(threats).size).toBe(threats.length);
});
