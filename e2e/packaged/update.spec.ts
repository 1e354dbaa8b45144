import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { readUpdateSource } from "../../electron/update/source";
import { assemble } from "../../scripts/packaging/assemble";
import { publish } from "../../scripts/packaging/publish";
import { openUpdateAddress, type UpdateAddress } from "./support/address";
import { codeOf, endRestarted, newProfile, openPackage, openRestarted } from "./support/open-package";

const ROOT = join(import.meta.dirname, "..", "..");
const ANNOUNCED = { notes: { fr: "Plus rapide.", en: "Faster." }, now: new Date(), days: 30 };
/** The Electron that the package is made from, whatever its version: these copies are for tests. */
const RUNTIME = { folder: dirname(process.env["PLI_ELECTRON"] ?? ""), version: "" };

test("a package puts the next version in its own place once it was tried, and never one that does not start", async () => {
  test.setTimeout(300_000);
  const work = mkdtempSync(join(tmpdir(), "pli-update-"));
  const address = await openUpdateAddress();
  const profile = newProfile();
  const updates = address.configuration;
  const made = await assemble(ROOT, RUNTIME, join(work, "install"), { version: "0.0.1", updates });
  const port = await freePort();
  const open = await openPackage(profile.folder, { executable: made.executable, port });
  try {
    await announce(work, address, "0.0.2", true);
    expect(await installNext(open.page)).toBe("failed does-not-start");
    expect(readdirSync(join(work, "install"))).toHaveLength(1);
    await announce(work, address, "0.0.3", false);
    expect(await installNext(open.page)).toBe("installing");
    expect(await codeOf(open.child)).toBe(0);
    const page = await openRestarted(port);
    await expect.poll(() => versionOf(page)).toBe("0.0.3");
    await expect.poll(() => readdirSync(join(work, "install")).length).toBe(1);
  } finally {
    await open.close();
    await endRestarted(port);
    address.stop();
    profile.forget();
    rmSync(work, { recursive: true, force: true });
  }
});

/** Publishes a version; one that ends at once when it is `broken`. */
async function announce(work: string, address: UpdateAddress, version: string, broken: boolean): Promise<void> {
  const source = readUpdateSource(address.configuration);
  if (source === null) throw new Error("no source");
  const made = await assemble(ROOT, RUNTIME, join(work, version), { version, updates: address.configuration });
  if (broken) writeFileSync(made.executable, "#!/bin/sh\nexit 1\n");
  address.folder = join(work, `published-${version}`);
  await publish({ made, debian: undefined }, ANNOUNCED, { pem: address.pem, source }, address.folder);
}

/** Looks for what is published, waits for its download, and asks for its installation; what came of it. */
async function installNext(page: Page): Promise<string> {
  await page.evaluate(() => window.pli.call("updates.look", undefined));
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toMatch(/^(?:ready|failed .*)$/u);
  const answer = await page.evaluate(() => window.pli.call("updates.install", undefined));
  const outcome = answer.ok ? answer.value.outcome : "refused";
  return outcome === "nothing" ? stepOf(page) : outcome;
}

async function stepOf(page: Page): Promise<string> {
  const answer = await page.evaluate(() => window.pli.call("updates.view", undefined));
  if (!answer.ok) return "no view";
  return answer.value.step === "failed" ? `failed ${answer.value.code}` : answer.value.step;
}

async function versionOf(page: Page): Promise<unknown> {
  const answer = await page.evaluate(() => window.pli.call("app.state", undefined));
  return answer.ok ? answer.value.version : answer;
}

/** A port that the application may have twice in a row. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { readonly port: number };
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}
