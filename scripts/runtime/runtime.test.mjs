import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { onDisplay } from "./display.mjs";
import { asPerson } from "./person.mjs";
import { run } from "./say.mjs";
import { unzip } from "./unzip.mjs";
import { inPlace } from "./workplace.mjs";

/** @type {string} */
let folder;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pli-runtime-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("an archive is unpacked with its chosen names and executable modes", async () => {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from("run"), "Cypress/Cypress", { mode: 0o100755 });
  zip.addBuffer(Buffer.from("data"), "Cypress/locales/fr.pak", { mode: 0o100600 });
  zip.addBuffer(Buffer.from("no"), "Cypress/resources/app.asar");
  zip.end();
  const archive = join(folder, "a.zip");
  await pipeline(zip.outputStream, createWriteStream(archive));
  await unzip(archive, join(folder, "out"), (name) =>
    name.includes("/resources/") ? null : name.replace("Cypress/", "").replace("Cypress", "electron"),
  );
  expect((await stat(join(folder, "out/electron"))).mode & 0o777).toBe(0o755);
  expect((await stat(join(folder, "out/locales/fr.pak"))).mode & 0o777).toBe(0o644);
  await expect(stat(join(folder, "out/resources"))).rejects.toThrow("ENOENT");
  await expect(unzip(archive, join(folder, "out"), () => "../outside")).rejects.toThrow("hors du dossier");
  expect(await readFile(join(folder, "out/electron"), "utf8")).toBe("run");
});

test("another person's process gets nothing of root's environment but what it needs", () => {
  process.env["SECRET_DE_ROOT"] = "x";
  process.env["PLI_ESSAI"] = "oui";
  const { env, uid } = asPerson({ name: "pli", home: "/var/lib/pli", uid: 4321, gid: 4321 }, { PLI_OUT: "/o" });
  expect(env).not.toHaveProperty("SECRET_DE_ROOT");
  expect(env).toMatchObject({
    HOME: "/var/lib/pli",
    USER: "pli",
    PLI_ESSAI: "oui",
    PLI_OUT: "/o",
    PATH: process.env["PATH"],
  });
  expect(uid).toBe(4321);
});

test("a path inside the checkout follows it to the copy, another stays", () => {
  expect(inPlace("/a/b/node_modules/x", "/a/b", "/copy")).toBe("/copy/node_modules/x");
  expect(inPlace("/var/cache/x", "/a/b", "/copy")).toBe("/var/cache/x");
});

test("the sandbox is never switched off on the way to the virtual screen", () => {
  expect(onDisplay(true, "/electron", ["."])).toEqual({
    command: "xvfb-run",
    args: ["-a", "-s", "-screen 0 1920x1200x24", "/electron", "."],
  });
  expect(onDisplay(false, "/electron", ["."])).toEqual({ command: "/electron", args: ["."] });
});

test("a command that cannot start, fails or never ends gives a code", async () => {
  expect(await run("/nonexistent/command", [])).toMatchObject({ code: 127 });
  expect(await run("sh", ["-c", "echo dit; exit 3"])).toEqual({ code: 3, output: "dit\n" });
  expect((await run("sleep", ["30"], { limit: 100 })).code).not.toBe(0);
});
