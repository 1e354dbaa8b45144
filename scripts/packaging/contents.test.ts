import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { contentsOf } from "./contents";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "pli-contents-"));
  for (const name of ["@signalapp/sqlcipher", "hunspell-asm", "oidc-provider", "pdfjs-dist"]) await give(name);
  await give("smtp-server", { asked: "1" });
  await give("asked");
});
afterEach(() => rm(root, { recursive: true }));

async function put(path: string, text = ""): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}
const give = (name: string, dependencies: Readonly<Record<string, string>> = {}, inside = ""): Promise<void> =>
  put(`${inside}node_modules/${name}/package.json`, JSON.stringify({ dependencies }));
const paths = async (): Promise<readonly string[]> =>
  (await contentsOf(root, { platform: "linux", arch: "x64" })).map(({ path }) => path);

test("the build goes in without its source maps and its stamp", async () => {
  for (const name of ["main/main.js", "main/main.js.map", ".built"]) await put(`out/build/${name}`);
  expect((await paths()).filter((path) => path.startsWith("out/"))).toEqual(["out/build/main/main.js"]);
});

test("a module brings what it loads, its licence and what it depends on, not its types, tests or configuration", async () => {
  await put("out/build/main/main.js");
  for (const name of [
    "index.js",
    "LICENSE",
    "index.d.ts",
    "README.md",
    "test/one.js",
    "src/tsconfig.json",
    "lib/a.wasm",
  ])
    await put(`node_modules/smtp-server/${name}`);
  expect((await paths()).filter((path) => /smtp-server|asked/u.test(path))).toEqual([
    "node_modules/asked/package.json",
    "node_modules/smtp-server/LICENSE",
    "node_modules/smtp-server/index.js",
    "node_modules/smtp-server/lib/a.wasm",
    "node_modules/smtp-server/package.json",
  ]);
});

test("a dependency is taken from beside its parent before the common folder", async () => {
  await put("out/build/main/main.js");
  await give("asked", {}, "node_modules/smtp-server/");
  const found = await paths();
  expect(found).toContain("node_modules/smtp-server/node_modules/asked/package.json");
  expect(found).not.toContain("node_modules/asked/package.json");
});

test("only the add-on of the platform goes in", async () => {
  await put("out/build/main/main.js");
  for (const name of ["linux-x64", "linux-arm64", "win32-x64", "darwin-arm64"])
    await put(`node_modules/@signalapp/sqlcipher/prebuilds/${name}/a.node`);
  expect((await paths()).filter((path) => path.endsWith(".node"))).toEqual([
    "node_modules/@signalapp/sqlcipher/prebuilds/linux-x64/a.node",
  ]);
});

test("a module that is not installed stops the packager, which makes no package without it", async () => {
  await put("out/build/main/main.js");
  await give("smtp-server", { missing: "1" });
  await expect(paths()).rejects.toThrow("missing is not installed");
});
