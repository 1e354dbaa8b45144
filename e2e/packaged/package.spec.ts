import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { extractFile, listPackage } from "@electron/asar";
import { FuseState, getCurrentFuseWire } from "@electron/fuses";
import { expect, test } from "@playwright/test";
import { FUSES } from "../../scripts/packaging/fuses";

/** The executable of the package that is tested. */
function packaged(): string {
  const executable = process.env["PLI_PACKAGED"];
  if (executable === undefined) throw new Error("PLI_PACKAGED names no package");
  return executable;
}
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

test("a package made from another Electron than the pinned one says that it is for tests", () => {
  const about = JSON.parse(extractFile(archive(), "package.json").toString("utf8")) as Record<string, unknown>;
  const isTest = basename(packaged()) === "pli-essai";
  expect(about).toMatchObject(
    isTest ? { copy: "test", productName: "Pli (essai)" } : { copy: "release", productName: "Pli" },
  );
});
