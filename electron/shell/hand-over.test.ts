import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startAtLogin } from "./autostart";
import { createHandOver } from "./hand-over";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pli-desk-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("lends a file in a folder of its own, for this account only, and takes everything back", async () => {
  const { lend, empty } = createHandOver(folder);
  const file = await lend("Compte rendu.pdf", new TextEncoder().encode("demo"));
  const again = await lend("Compte rendu.pdf", new TextEncoder().encode("other"));
  expect(readFileSync(file, "utf8")).toBe("demo");
  expect(again).not.toBe(file);
  expect(statSync(file).mode & 0o077).toBe(0);
  for (const name of readdirSync(join(folder, "drag")))
    expect(statSync(join(folder, "drag", name)).mode & 0o077).toBe(0);
  await empty();
  expect(existsSync(join(folder, "drag"))).toBe(false);
  await empty();
});

it("is started at login by a file that names its program and nothing more, and no longer once it is refused", async () => {
  const file = join(folder, ".config", "autostart", "pli.desktop");
  await startAtLogin(true, folder, '/opt/P"l`i/$pli');
  expect(readFileSync(file, "utf8")).toContain(String.raw`Exec="/opt/P\"l\`i/\$pli"`);
  await startAtLogin(false, folder, "/opt/Pli/pli");
  expect(existsSync(file)).toBe(false);
  await startAtLogin(false, folder, "/opt/Pli/pli");
});
