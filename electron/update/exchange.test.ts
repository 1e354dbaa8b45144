import { spawnSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { exchange, forgetFormer, freshPlace } from "./exchange";
import { realDisk } from "./testing/real-disk";
import { unpackApplication } from "./unpack";

let work: string;
let current: string;
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), "pli-exchange-"));
  current = join(work, "pli");
  await mkdir(current);
  await writeFile(join(current, "pli"), "0.1.0");
});
afterEach(() => rm(work, { recursive: true }));

type Entry = { readonly path: string; readonly text: string; readonly mode?: number };

async function zipOf(entries: readonly Entry[]): Promise<string> {
  const file = join(work, "update.zip");
  const zip = new ZipFile();
  for (const { path, text, mode = 0o100644 } of entries) zip.addBuffer(Buffer.from(text), path, { mode });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

const application: readonly Entry[] = [
  { path: "pli-0.2.0-linux-x64/pli", text: "0.2.0", mode: 0o100755 },
  { path: "pli-0.2.0-linux-x64/resources/app.asar", text: "archive" },
];
const version = (): Promise<string> => readFile(join(current, "pli"), "utf8");

describe("unpacking", () => {
  test("the one folder of the zip becomes the new application, executables executable", async () => {
    const fresh = freshPlace(current);
    await unpackApplication(await zipOf(application), fresh, realDisk);
    expect(await readFile(join(fresh, "resources", "app.asar"), "utf8")).toBe("archive");
    expect((await stat(join(fresh, "pli"))).mode & 0o100).toBe(0o100);
    expect((await stat(join(fresh, "resources", "app.asar"))).mode & 0o111).toBe(0);
  });

  test("what an interrupted attempt left is not mixed with it", async () => {
    const fresh = freshPlace(current);
    await mkdir(fresh);
    await writeFile(join(fresh, "left"), "");
    await unpackApplication(await zipOf(application), fresh, realDisk);
    expect(await readdir(fresh)).not.toContain("left");
  });

  test.each([
    ["a link", { path: "pli/lien", text: "/etc/passwd", mode: 0o120777 }],
    ["a file beside the folder", { path: "fichier", text: "" }],
    ["a device", { path: "pli/disque", text: "", mode: 0o060600 }],
    ["a Windows stream", { path: "pli/a:b", text: "" }],
  ])("%s stops it, and nothing is left", async (_what, entry) => {
    const fresh = freshPlace(current);
    await expect(unpackApplication(await zipOf([...application, entry]), fresh, realDisk)).rejects.toThrow();
    expect((await readdir(work)).toSorted()).toEqual(["pli", "update.zip"]);
  });

  test("a way out of the folder stops it", async () => {
    const file = await zipOf([{ path: "pli/aa/aa/evil", text: "" }]);
    const bytes = (await readFile(file, "latin1")).replaceAll("pli/aa/aa/evil", "pli/../../evil");
    await writeFile(file, Buffer.from(bytes, "latin1"));
    await expect(unpackApplication(file, freshPlace(current), realDisk)).rejects.toThrow();
    expect((await readdir(work)).toSorted()).toEqual(["pli", "update.zip"]);
  });

  test("what is not a zip stops it", async () => {
    await writeFile(join(work, "update.zip"), "not a zip");
    await expect(unpackApplication(join(work, "update.zip"), freshPlace(current), realDisk)).rejects.toThrow();
  });
});

describe("exchanging", () => {
  beforeEach(async () => unpackApplication(await zipOf(application), freshPlace(current), realDisk));

  test("the new application takes the place of the one that runs, which is kept until the new one has started", async () => {
    await exchange(current, realDisk);
    expect(await version()).toBe("0.2.0");
    expect((await readdir(work)).toSorted()).toEqual([".pli.former", "pli", "update.zip"]);
    await forgetFormer(current, realDisk);
    expect((await readdir(work)).toSorted()).toEqual(["pli", "update.zip"]);
  });

  test("when the new one cannot take it, the former is back in its place", async () => {
    await rm(freshPlace(current), { recursive: true });
    await expect(exchange(current, realDisk)).rejects.toThrow("ENOENT");
    expect(await version()).toBe("0.1.0");
    expect((await readdir(work)).toSorted()).toEqual(["pli", "update.zip"]);
  });

  test.each([
    [0, "0.1.0", [".pli.new", "pli", "update.zip"]],
    [1, "0.1.0", [".pli.new", "pli", "update.zip"]],
    [2, "0.2.0", [".pli.former", "pli", "update.zip"]],
  ])("killed after %i of its renames, a whole application is in its place", async (renames, expected, beside) => {
    const child = fileURLToPath(new URL("testing/killed-exchange-child.ts", import.meta.url));
    const { signal } = spawnSync(process.execPath, ["--import", "tsx", child, current, String(renames)]);
    expect(signal).toBe("SIGKILL");
    await expect.poll(() => version().catch(() => "nothing"), { interval: 10, timeout: 20_000 }).toBe(expected);
    expect((await readdir(work)).toSorted()).toEqual(beside);
  });

  test("one kept from an earlier update is replaced, and what was never put in place goes at the next start", async () => {
    await mkdir(join(work, ".pli.former"));
    await exchange(current, realDisk);
    expect(await readFile(join(work, ".pli.former", "pli"), "utf8")).toBe("0.1.0");
    await mkdir(freshPlace(current));
    await forgetFormer(current, realDisk);
    expect((await readdir(work)).toSorted()).toEqual(["pli", "update.zip"]);
  });
});
