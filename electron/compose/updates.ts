import { mkdir, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Handlers } from "#shared/contract/index";
import type { updates as contract } from "#shared/contract/updates";
import type { Environment } from "#shared/domain/environment";
import type { UpdateInstall, UpdateView } from "#shared/domain/update";
import { KNOWN_ENVIRONMENTS } from "../trust/known-environments";
import { LATEST_SCHEMA } from "../store/migrate";
import { readUpdateSource, type UpdateSource } from "../update/source";
import { createUpdater, type ReadyUpdate } from "../update/updater";
import type { Ground } from "./ground";
import { createStagedUpdate } from "./staged-update";

/** Newer versions of the application, over the ground; nothing is asked before `start`. */
export type Updates = {
  readonly handlers: Pick<Handlers, keyof typeof contract>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Gives its place to the next version, where one is ready; called once all is closed, or was given its time to. */
  readonly putInPlace: () => Promise<void>;
};

type Told = Pick<Ground, "platform" | "trace">;

/** What leaves within this time is waited for; what is planned for later is not. */
const SOON_MS = 120_000;

/** Builds them; `isWriting` tells whether a message is being written in any window. */
export function createUpdates(
  ground: Pick<Ground, "platform" | "bootstrap" | "store" | "door" | "trace" | "changed">,
  isWriting: () => boolean,
): Updates {
  const { platform } = ground;
  const source = readUpdateSource(platform.updates);
  const updater = createUpdater({
    source,
    running: {
      version: platform.version,
      copy: platform.copy,
      platform: `${process.platform}-${process.arch}`,
      installed: platform.ownFiles === null ? "system" : "folder",
      schema: LATEST_SCHEMA,
    },
    folder: join(platform.folder, "updates"),
    request: (exchange) => ground.door(environmentOf(source), "updates")(exchange),
    clock: platform.clock,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      timer.unref();
      return () => clearTimeout(timer);
    },
    chance: () => (platform.random(1)[0] ?? 0) / 255,
    room,
    mayLook: () => ground.bootstrap.get().profile === "real",
    changed: () => ground.changed("updates"),
    trace: async ({ act, version, answer }) => {
      const success = answer === "current" || answer === "offered" || answer === "verified";
      await ground.trace({ action: "update", request: `${act} ${version}`.trim(), answer, success });
    },
    readied: () => {
      const tell = (): void => platform.emit({ kind: "notice", code: "update-ready" });
      if (platform.ownFiles === null) return tell();
      // Announced once it is known to start.
      updater
        .ready()
        .then(async (ready) => ready !== null && (await staged.stage(ready)) && tell())
        .catch((error: unknown) => platform.report(error, "update"));
    },
    report: (error) => platform.report(error, "update"),
  });
  const staged = createStagedUpdate(ground, updater.refuse);
  const by = platform.ownFiles === null ? "system" : "here";
  const view = (): UpdateView => ({ ...updater.step(), lookedAt: updater.lookedAt(), by });
  const heldBack = async (): Promise<UpdateInstall | null> =>
    isWriting() ? "writing" : (await isSending(ground)) ? "sending" : null;
  const install = async (): Promise<UpdateInstall> => {
    const held = await heldBack();
    if (held !== null) return held;
    const ready = await updater.ready();
    if (ready === null) return "nothing";
    const own = platform.ownFiles;
    if (own === null) return show(ground, ready);
    if (!(await staged.stage(ready))) return "nothing";
    // Begun while it was tried.
    const since = await heldBack();
    if (since === null) own.restart();
    return since ?? "installing";
  };
  return {
    handlers: {
      "updates.view": async () => view(),
      "updates.look": async () => {
        await updater.look();
        return view();
      },
      "updates.install": async () => ({ outcome: await install() }),
    },
    start: async () => {
      await staged.started();
      await updater.start();
    },
    stop: updater.stop,
    putInPlace: staged.putInPlace,
  };
}

async function show({ platform, trace }: Told, { path, release }: ReadyUpdate): Promise<UpdateInstall> {
  await trace({ action: "update", request: `show ${release.version}`, answer: "file", success: true });
  platform.dialogs.showFile(path);
  return "shown";
}

/** Whether a message is leaving, or is about to. */
async function isSending({ store, platform }: Pick<Ground, "store" | "platform">): Promise<boolean> {
  const waiting = (await store.peek()?.pendingOutbox()) ?? [];
  const soon = new Date(platform.clock().getTime() + SOON_MS).toISOString();
  return waiting.some(({ state, sendAt }) => state === "sending" || (state === "waiting" && sendAt <= soon));
}

/** Where the publisher is: on the public Internet, or in a closed network at the places that the packager named. */
function environmentOf(source: UpdateSource | null): Environment {
  const { anchors = [], hosts = {} } = source ?? {};
  const closed = Object.keys(hosts).length > 0;
  return {
    ...KNOWN_ENVIRONMENTS.production,
    id: closed ? "custom" : "production",
    anchorsPem: anchors,
    hosts,
    publicDns: !closed,
  };
}

async function room(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
