import { createHash, generateKeyPairSync } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import yauzl from "yauzl";
import { readManifest } from "../../electron/update/manifest";
import { readUpdateSource, type UpdateSource } from "../../electron/update/source";
import type { Assembled } from "./assemble";
import { publish } from "./publish";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const pem = String(privateKey.export({ type: "pkcs8", format: "pem" }));
const announcement = { notes: { fr: "Plus rapide.", en: "Faster." }, now: new Date("2026-11-22T08:00:00Z"), days: 30 };
let work: string;
let made: Assembled;
let debian: string;
let source: UpdateSource;
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), "pli-publish-"));
  const folder = join(work, "pli-0.2.0-linux-x64");
  const executable = join(folder, "pli");
  made = { folder, executable, copy: "release", name: "pli", label: "Pli", version: "0.2.0", platform: "linux-x64" };
  debian = join(work, "pli_0.2.0_amd64.deb");
  await mkdir(join(folder, "resources"), { recursive: true });
  await writeFile(executable, "executable");
  await chmod(executable, 0o755);
  await writeFile(join(folder, "resources", "app.asar"), "archive");
  await writeFile(debian, "debian");
  const keys = [Buffer.from(String(publicKey.export({ format: "jwk" })["x"]), "base64url").toString("base64")];
  const read = readUpdateSource({ address: "https://mises-a-jour.demo.mssante.fr/", keys });
  if (read === null) throw new Error("no source");
  source = read;
});
afterEach(() => rm(work, { recursive: true }));

test("what is published is believed by the copies that have the key, names each file with its digest, and holds no key", async () => {
  const out = join(work, "publish");
  const names = await publish({ made, debian }, announcement, { pem, source }, out);
  expect((await readdir(out)).toSorted()).toEqual(names.toSorted());
  const read = readManifest(await readFile(join(out, "latest.pli-update")), source.keys);
  if (!read.ok) throw new Error(read.code);
  expect(read.manifest).toMatchObject({ copy: "release", version: "0.2.0", expires: "2026-12-22T08:00:00.000Z" });
  const files = read.manifest.files["linux-x64"];
  expect(files?.system).toMatchObject({ name: "pli_0.2.0_amd64.deb", size: 6 });
  for (const file of [files?.folder, files?.system]) {
    const bytes = await readFile(join(out, file?.name ?? ""));
    expect(file?.sha512).toBe(createHash("sha512").update(bytes).digest("hex"));
  }
  for (const name of names) expect((await readFile(join(out, name))).includes("PRIVATE KEY")).toBe(false);
});

test("the zip has one folder, with the modes of its files", async () => {
  const out = join(work, "publish");
  await publish({ made, debian: undefined }, announcement, { pem, source }, out);
  const zip = await yauzl.openPromise(join(out, "pli-0.2.0-linux-x64.zip"));
  const entries: [string, number][] = [];
  for await (const { fileName, externalFileAttributes } of zip.eachEntry())
    entries.push([fileName, (externalFileAttributes >>> 16) & 0o777]);
  expect(entries).toEqual([
    ["pli-0.2.0-linux-x64/pli", 0o755],
    ["pli-0.2.0-linux-x64/resources/app.asar", expect.any(Number)],
  ]);
});

test("a key that the copies do not know, or of another kind, publishes nothing", async () => {
  const other = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" });
  const rsa = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" });
  for (const [spoilt, why] of [
    [other, "would not believe"],
    [rsa, "Ed25519"],
  ] as const) {
    const out = join(work, "publish");
    const act = publish({ made, debian }, announcement, { pem: String(spoilt), source }, out);
    await expect(act).rejects.toThrow(why);
    expect(await readdir(out).catch(() => [])).not.toContain("latest.pli-update");
  }
});
