import { readdirSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { extractFile, listPackage } from "@electron/asar";
import { FuseState, getCurrentFuseWire } from "@electron/fuses";
import { expect, test } from "@playwright/test";
import { FUSES } from "../../scripts/packaging/fuses";
import { codeOf, newProfile, openPackage, packaged, startPackage } from "./support/open-package";

const archive = () => join(dirname(packaged()), "resources", "app.asar");

test("the fuses of the executable are those that are decided", async () => {
  const wire: Readonly<Record<string, unknown>> = { ...(await getCurrentFuseWire(packaged())) };
  const present = Object.entries(FUSES).filter(([key]) => key in wire);
  expect(present.length).toBeGreaterThanOrEqual(8);
  for (const [key, on] of present) expect([key, wire[key]]).toEqual([key, on ? FuseState.ENABLE : FuseState.DISABLE]);
});

test("the package holds what is loaded and nothing else: no source, no map, no test, no key, no other platform's add-on", () => {
  const inside = listPackage(archive(), { isPack: false }).map((path) => path.replaceAll("\\", "/").slice(1));
  expect(inside).toContain("out/build/main/main.js");
  const unwanted =
    /\.(?:tsx?|map|pem|key|p12|pfx|crt|env|log)$|(?:^|\/)(?:e2e|scripts|\.git|\.cache)\/|\.(?:test|spec)\.|(?:^|\/)(?:tests?|__tests__)\//u;
  expect(inside.filter((path) => unwanted.test(path))).toEqual([]);
  const addOns = inside.filter((path) => path.endsWith(".node"));
  expect(addOns).toHaveLength(1);
  expect(addOns[0]).toContain(`/${process.platform}-${process.arch}/`);
  const beside = readdirSync(dirname(packaged()), { recursive: true, encoding: "utf8" });
  expect(beside.filter((path) => unwanted.test(path))).toEqual([]);
  expect(readdirSync(dirname(archive())).toSorted()).toEqual(["app.asar", "app.asar.unpacked"]);
});

test("all of the runtime is there but its default application, and only our languages of it", () => {
  const runtime = filesIn(dirname(process.env["PLI_ELECTRON"] ?? ""));
  const ours = new Set(filesIn(dirname(packaged())));
  const left = runtime.filter((path) => !ours.has(path) && !path.startsWith("resources/") && path !== "electron");
  expect(left.filter((path) => !path.startsWith("locales/"))).toEqual([]);
  expect([...ours].filter((path) => path.startsWith("locales/")).toSorted()).toEqual(
    ["en-GB.pak", "en-US.pak", "fr.pak"].map((name) => `locales/${name}`),
  );
});

test("a package made from another Electron than the pinned one says that it is for tests", () => {
  const about = JSON.parse(extractFile(archive(), "package.json").toString("utf8")) as Record<string, unknown>;
  const isTest = basename(packaged()) === "pli-essai";
  expect(about).toMatchObject(
    isTest ? { copy: "test", productName: "Pli (essai)" } : { copy: "release", productName: "Pli" },
  );
});

test("the package opens the demonstration and a message, gives way to the one that runs, and cannot be a Node", async () => {
  const profile = newProfile();
  const open = await openPackage(profile.folder);
  try {
    const { page } = open;
    await page.getByRole("button", { name: /Essayer avec le cabinet de démonstration/u }).click();
    await page.getByRole("button", { name: "Valider avec l’application e-CPS" }).click({ timeout: 60_000 });
    const phone = await open.pageOf("phone.html");
    await phone.getByRole("button", { name: "Accepter" }).click();
    const first = page.getByRole("listbox").getByRole("option").first();
    const ready = page.getByRole("button", { name: "Ouvrir ma boîte" });
    await expect(ready.or(first).first()).toBeVisible({ timeout: 60_000 });
    if (await ready.isVisible()) await ready.click();
    await first.click({ timeout: 30_000 });
    await expect(page.getByRole("article").first()).toBeVisible({ timeout: 30_000 });
    // Chromium's own style sheet is one of its resources.
    expect(await page.evaluate(() => getComputedStyle(document.head).display)).toBe("none");
    expect(await page.evaluate(() => window.pli.call("app.state", undefined))).toMatchObject({
      value: { copy: basename(packaged()) === "pli-essai" ? "test" : "release" },
    });
    const second = startPackage(profile.folder);
    expect(await codeOf(second)).toBe(0);
    await expect(page.getByRole("article").first()).toBeVisible();
    const node = startPackage(profile.folder, ["-e", "process.exit(7)"], packaged(), { ELECTRON_RUN_AS_NODE: "1" });
    expect(await codeOf(node)).toBe(0);
  } finally {
    await open.close();
    profile.forget();
  }
});

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
