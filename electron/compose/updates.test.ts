import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import type { DraftId } from "#shared/domain/ids";
import type { Input, MethodName, Output } from "#shared/contract/index";
import { type Application, createApplication } from "../compose";
import { realDisk } from "../update/testing/real-disk";
import { openPublisher, type Publisher } from "../update/testing/publisher";
import type { StoreClient } from "../store/serve";
import type { Ground } from "./ground";
import { createGate } from "./gate";
import type { OwnFiles } from "./ports";
import { machine, type Machine } from "./testing/machine";
import { createUpdates } from "./updates";

const PLATFORM = `${process.platform}-${process.arch}`;
const EVERY = { offset: 0, limit: 50, search: "", from: null, to: null, kind: null } as const;
let folder = "";
let publisher: Publisher;
let on: Machine;
let app: Application;
const shown: string[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "pli-updates-"));
  publisher = await openPublisher();
  const { folder: file } = publisher.manifest.files["linux-x64"] ?? {};
  publisher.manifest = { ...publisher.manifest, minSchema: 1, files: { [PLATFORM]: { folder: file, system: file } } };
  on = machine(folder);
  shown.length = 0;
});
afterEach(async () => {
  await app.stop();
  publisher.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(updates: unknown, ownFiles: OwnFiles | null = null): Promise<void> {
  const dialogs = { ...on.platform.dialogs, showFile: (path: string) => void shown.push(path) };
  app = await createApplication({ ...on.platform, dialogs, updates, ownFiles });
  await app.start();
  if ((await call("app.state", undefined)).profile === "none") await call("app.createProfile", { passphrase: null });
}
const call = <Name extends MethodName>(name: Name, input: Input<Name>): Promise<Output<Name>> =>
  app.handlers[name](input);

/** Until the download that goes on behind a look has ended. */
async function settled(): Promise<Output<"updates.view">> {
  for (;;) {
    const view = await call("updates.view", undefined);
    if (view.step !== "downloading") return view;
    await new Promise<void>((done) => setImmediate(done));
  }
}

test("what is published is downloaded under the authorities that the packager named, told once, shown when asked, each step in the journal", async () => {
  await start(publisher.configuration);
  expect(await call("updates.view", undefined)).toEqual({ step: "quiet", lookedAt: null, by: "system" });
  await call("updates.look", undefined);
  expect(await settled()).toMatchObject({ step: "ready", release: { version: "0.2.0" }, by: "system" });
  expect(on.events).toContainEqual({ kind: "notice", code: "update-ready" });
  expect(on.events).toContainEqual({ kind: "changed", what: expect.arrayContaining(["updates"]) as unknown });
  expect(await call("updates.install", undefined)).toEqual({ outcome: "shown" });
  expect(shown.map((path) => dirname(path))).toEqual([join(folder, "updates")]);
  expect(new Uint8Array(readFileSync(shown[0] ?? ""))).toEqual(new Uint8Array(publisher.bytes));
  const { lines } = await call("journal.list", EVERY);
  const told = lines.filter(({ action }) => action === "update").map(({ request, answer }) => `${request}: ${answer}`);
  expect(told.toReversed()).toEqual(["look 0.2.0: offered", "download 0.2.0: verified", "show 0.2.0: file"]);
});

test("while a message is written, nothing is installed", async () => {
  await start(publisher.configuration);
  await call("updates.look", undefined);
  await settled();
  await call("composers.docked", { ids: ["un-brouillon" as DraftId] });
  expect(await call("updates.install", undefined)).toEqual({ outcome: "writing" });
  await call("composers.docked", { ids: [] });
  expect(await call("updates.install", undefined)).toEqual({ outcome: "shown" });
});

describe("where the files are the person's to replace", () => {
  let home = "";
  let restarts = 0;
  let tried: string[] = [];
  beforeEach(async () => {
    home = join(folder, "installed", "pli");
    restarts = 0;
    tried = [];
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, "pli"), "0");
    publisher.stop();
    publisher = await openPublisher({ file: await zipOf("pli-0.2.0/pli", "0.2.0") });
    const { folder: file } = publisher.manifest.files["linux-x64"] ?? {};
    publisher.manifest = { ...publisher.manifest, minSchema: 1, files: { [PLATFORM]: { folder: file } } };
  });
  const own = (starts: () => Promise<boolean>): OwnFiles => ({
    folder: home,
    disk: realDisk,
    starts: (place) => {
      tried.push(readFileSync(join(place, "pli"), "utf8"));
      return starts();
    },
    restart: () => (restarts += 1),
  });
  /** As it ends: its services first, then what it leaves in its place. */
  const end = async (): Promise<void> => {
    await app.stop();
    await app.putInPlace();
  };
  const beside = (): readonly string[] => readdirSync(join(folder, "installed"));
  const ready = async (starts: () => Promise<boolean>): Promise<void> => {
    await start(publisher.configuration, own(starts));
    await call("updates.look", undefined);
    expect(await settled()).toMatchObject({ step: "ready", by: "here" });
  };

  test("the new version is tried once, aside, and takes the place when all is closed; the former goes when the new one has started", async () => {
    await ready(async () => true);
    expect(await call("updates.install", undefined)).toEqual({ outcome: "installing" });
    expect([tried, restarts]).toEqual([["0.2.0"], 1]);
    expect(readFileSync(join(home, "pli"), "utf8")).toBe("0");
    await end();
    expect(readFileSync(join(home, "pli"), "utf8")).toBe("0.2.0");
    expect(beside()).toEqual([".pli.former", "pli"]);
    await start(
      publisher.configuration,
      own(async () => true),
    );
    expect(beside()).toEqual(["pli"]);
  });

  test("services that take too long to close keep it from nothing", async () => {
    await ready(async () => true);
    expect(await call("updates.install", undefined)).toEqual({ outcome: "installing" });
    await app.putInPlace();
    expect(readFileSync(join(home, "pli"), "utf8")).toBe("0.2.0");
    await end();
    expect([beside(), readFileSync(join(home, "pli"), "utf8")]).toEqual([[".pli.former", "pli"], "0.2.0"]);
  });

  test("one that does not start is taken away, and what runs stays", async () => {
    let say = (_starts: boolean): void => undefined;
    const answer = new Promise<boolean>((resolve) => (say = resolve));
    await ready(() => answer);
    const asked = call("updates.install", undefined);
    say(false);
    expect(await asked).toEqual({ outcome: "nothing" });
    expect(await call("updates.view", undefined)).toMatchObject({ step: "failed", code: "does-not-start" });
    await end();
    expect([beside(), readFileSync(join(home, "pli"), "utf8"), restarts]).toEqual([["pli"], "0", 0]);
  });

  test("a disk that fills while it is unpacked leaves nothing beside, and says so", async () => {
    const full = own(async () => true);
    const write: OwnFiles["disk"]["write"] = () => createWriteStream("/dev/full");
    await start(publisher.configuration, { ...full, disk: { ...full.disk, write } });
    await call("updates.look", undefined);
    await settled();
    expect(await call("updates.install", undefined)).toEqual({ outcome: "nothing" });
    expect(await call("updates.view", undefined)).toMatchObject({ step: "failed", code: "no-space" });
    expect([beside(), tried]).toEqual([["pli"], []]);
  });

  test("one that does not start is announced ready to nobody, and tried again at the next look", async () => {
    let starts = false;
    await ready(async () => starts);
    const failed = async (): Promise<void> => {
      while ((await call("updates.view", undefined)).step !== "failed")
        await new Promise<void>((done) => setImmediate(done));
    };
    await failed();
    const notice = { kind: "notice", code: "update-ready" };
    expect(on.events).not.toContainEqual(notice);
    starts = true;
    await call("updates.look", undefined);
    expect(await settled()).toMatchObject({ step: "ready" });
    expect(await call("updates.install", undefined)).toEqual({ outcome: "installing" });
    expect([tried, restarts]).toEqual([["0.2.0", "0.2.0"], 1]);
    expect(on.events).toContainEqual(notice);
  });

  test("one that can no longer take the place leaves what runs in it, and the log says why", async () => {
    await ready(async () => true);
    expect(await call("updates.install", undefined)).toEqual({ outcome: "installing" });
    rmSync(join(folder, "installed", ".pli.new"), { recursive: true });
    const before = on.reports.length;
    await end();
    expect([beside(), readFileSync(join(home, "pli"), "utf8")]).toEqual([["pli"], "0"]);
    expect(on.reports.slice(before).join("")).toContain("ENOENT");
  });

  test("a message begun while it is tried is not interrupted; closing Pli later puts it in place", async () => {
    await ready(async () => {
      await call("composers.docked", { ids: ["un-brouillon" as DraftId] });
      return true;
    });
    expect(await call("updates.install", undefined)).toEqual({ outcome: "writing" });
    expect(restarts).toBe(0);
    await end();
    expect(readFileSync(join(home, "pli"), "utf8")).toBe("0.2.0");
  });
});

test("a copy without a configuration asks nothing, and says that it does not look", async () => {
  await start(undefined);
  expect(await call("updates.look", undefined)).toEqual({ step: "off", lookedAt: null, by: "system" });
  expect(await call("updates.install", undefined)).toEqual({ outcome: "nothing" });
  expect(publisher.asked).toEqual([]);
});

test.each([
  ["is leaving", "sending", "2026-11-22T07:59:00.000Z", "sending"],
  ["may still be taken back", "waiting", "2026-11-22T08:00:10.000Z", "sending"],
  ["is planned for tomorrow", "waiting", "2026-11-23T08:00:00.000Z", "nothing"],
  ["failed and waits for its next attempt", "retry", "2026-11-22T08:00:10.000Z", "nothing"],
] as const)("a message that %s", async (_what, state, sendAt, outcome) => {
  await start(undefined);
  const store = createGate<StoreClient>("store-closed");
  store.set({ pendingOutbox: async () => [{ state, sendAt }] } as unknown as StoreClient);
  const updates = createUpdates({ platform: on.platform, store } as unknown as Ground, () => false);
  expect(await updates.handlers["updates.install"](undefined)).toEqual({ outcome });
});

async function zipOf(path: string, text: string): Promise<Uint8Array> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(text), path, { mode: 0o100755 });
  zip.end();
  return buffer(zip.outputStream as unknown as NodeJS.ReadableStream);
}
