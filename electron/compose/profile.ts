import type { Handlers } from "#shared/contract/index";
import { PliError } from "#shared/domain/failure";
import type { AppState } from "#shared/domain/session";
import { linkVerdict } from "#shared/rules/link-verdict";
import { safeFileName } from "#shared/rules/safe-filename";
import { catalogue } from "#shared/text/index";
import { seedDemonstration, type Demonstration } from "./demonstration";
import type { RecoveryCodes } from "./recovery";
import { createRestarts } from "./restarts";
import { safetyHandlers } from "./safety";
import type { Services } from "./services";
import { channelsOf } from "./sign-in";
import type { StoreKeeper, Wanted } from "./store-process";

type Names =
  | "app.state"
  | "app.openDemo"
  | "app.resetDemo"
  | "app.createProfile"
  | "app.retry"
  | "app.unlock"
  | "app.lock"
  | "app.leaveDemo"
  | "app.openLink"
  | "app.savePdf"
  | "app.diagnostics"
  | "settings.set"
  | Extract<keyof Handlers, `safety.${string}`>;

/** What opens and closes with a profile, besides its store. */
export type ProfileLife = {
  readonly services: Services;
  readonly keeper: StoreKeeper;
  readonly codes: RecoveryCodes;
  readonly demonstration: Demonstration;
  /** The store is open: the queue runs, what is known connects once signed in. `known` is called once pages may ask. */
  readonly opened: (known?: () => void) => Promise<void>;
  /** The store is there again under a profile that stayed open: what its end cut short goes on. */
  readonly resumed: () => Promise<void>;
  /** Before the store closes: sessions end, the queue stops. */
  readonly closing: () => Promise<void>;
};

/** The profile's handlers, and what start-up does with the profile that was open last. */
export function createProfile(life: ProfileLife) {
  const { services } = life;
  const state = (): AppState => appState(life);
  const after = async (act: Promise<unknown>): Promise<AppState> => {
    await act;
    services.changed("app", "mailboxes", "conversations");
    return state();
  };
  const restarts = createRestarts(life);
  const handlers: Pick<Handlers, Names> = {
    ...safetyHandlers({
      life,
      after,
      state,
      createReal: (passphrase) => createReal(life, passphrase),
      wanted: (passphrase) => wantedProtection(life, passphrase),
    }),
    "app.state": async () => state(),
    "app.openDemo": () => after(openDemo(life)),
    "app.resetDemo": () => after(resetDemo(life)),
    "app.leaveDemo": () => after(leaveDemo(life)),
    "app.createProfile": ({ passphrase }) => after(createReal(life, passphrase)),
    "app.retry": () => after(reopen(life)),
    "app.unlock": ({ passphrase }) => after(unlock(life, passphrase)),
    "app.lock": () => after(lock(life)),
    "app.openLink": async ({ href }) => {
      const verdict = linkVerdict(href, "");
      return { opened: verdict.kind === "openable" && (await services.platform.dialogs.openLink(verdict.url)) };
    },
    "app.savePdf": () => savePdf(services),
    "app.diagnostics": async () => ({ text: diagnostics(life) }),
    "settings.set": async (change) => {
      const settings = { ...services.bootstrap.get().settings, ...withoutUndefined(change) };
      await services.bootstrap.set({ settings });
      await services.desk.apply();
      services.changed("app");
      return settings;
    },
  };
  return {
    handlers,
    /** What only the system honours is asked before any window is seen; then the demonstration, or what was open last. */
    start: async (inDemo: boolean, known: () => void) => {
      await services.desk.apply();
      await (inDemo ? openDemo(life) : reopen(life, known));
    },
    /** The store's process is gone, or its file is found damaged: what stands on it ends, and its screen is shown. */
    lost: async (damaged: boolean): Promise<void> => {
      if (!damaged && (await restarts.store())) return;
      await life.closing();
      if (damaged) await life.keeper.close({ state: "blocked", reason: "corrupt" });
      services.changed("app");
    },
    /** The demonstration's operator ended by itself. */
    operatorLost: restarts.operator,
  };
}

function appState({ services, keeper, codes }: ProfileLife): AppState {
  const { profile, lastIdNat, lastChannel, settings } = services.bootstrap.get();
  const { platform } = services;
  const environment = services.environment();
  return {
    profile,
    environmentId: profile === "none" ? null : environment.id,
    store: keeper.state(),
    recovery: codes.proposed()
      ? "proposed"
      : codes.inForce(profile === "demo" ? "demo" : "real") === null
        ? "none"
        : "in-force",
    lastIdNat,
    channels: channelsOf(environment).toSorted((a, b) => Number(b === lastChannel) - Number(a === lastChannel)),
    settings,
    version: platform.version,
    runtime: platform.runtime,
    copy: platform.copy,
    nil: platform.nil === "" ? environment.nil : platform.nil,
    vaultAvailable: platform.vault.available(),
  };
}

/** Opens the profile that was open last, as far as it opens without being asked anything. */
async function reopen(life: ProfileLife, known?: () => void): Promise<void> {
  const { profile } = life.services.bootstrap.get();
  if (life.keeper.state().state === "ready") return;
  if (profile === "demo") await openDemo(life);
  if (profile === "real" && (await life.keeper.open("real", null)).state === "ready") await life.opened(known);
}

/** What is stored is shown at once; the operator comes beside it, and only a first start waits for it. */
async function openDemo(life: ProfileLife): Promise<void> {
  const { services, keeper, demonstration } = life;
  const starting = demonstration.start(keeper.folderOf("demo"));
  starting.catch(() => undefined);
  let opened = await keeper.open("demo", null);
  if (opened.state === "none") opened = await keeper.create("demo", { protection: "demo-file", passphrase: null });
  if (opened.state !== "ready") return;
  await services.bootstrap.set({ profile: "demo" });
  if ((await services.store.get().listMailboxes()).length === 0)
    await seedDemonstration(services.store.get(), await starting);
  const ready = starting.then(() => life.opened());
  if (services.bootstrap.get().lastIdNat === null) await ready;
  else ready.catch((error: unknown) => services.platform.report(error, "start demonstration"));
}

async function resetDemo(life: ProfileLife): Promise<void> {
  life.codes.putOff();
  await life.closing();
  await life.demonstration.reset();
  await life.keeper.close({ state: "none" });
  await life.keeper.erase("demo");
  await life.services.bootstrap.set({ lastIdNat: null });
  await openDemo(life);
}

async function leaveDemo(life: ProfileLife): Promise<void> {
  life.codes.putOff();
  await life.closing();
  await life.demonstration.stop();
  await life.keeper.close({ state: "none" });
  await life.services.bootstrap.set({ profile: "none", lastIdNat: null });
}

/** Never a store without protection: the vault where there is one, a passphrase otherwise. */
function wantedProtection({ services }: ProfileLife, passphrase: string | null): Wanted {
  const vault = services.platform.vault.available();
  if (!vault && passphrase === null) throw new PliError("passphrase-needed");
  return { protection: vault ? (passphrase === null ? "vault" : "vault-and-pin") : "passphrase", passphrase };
}

async function createReal(life: ProfileLife, passphrase: string | null): Promise<void> {
  const { services, keeper } = life;
  const opened = await keeper.create("real", wantedProtection(life, passphrase));
  if (opened.state !== "ready") return;
  await life.codes.propose("real", passphrase);
  await services.bootstrap.set({ profile: "real" });
  await life.opened();
}

async function unlock(life: ProfileLife, passphrase: string): Promise<void> {
  const opened = await life.keeper.open("real", passphrase);
  if (opened.state === "ready") await life.opened();
}

async function lock(life: ProfileLife): Promise<void> {
  const current = life.keeper.state();
  const protection = current.state === "ready" ? current.protection : null;
  if (protection !== "passphrase" && protection !== "vault-and-pin") throw new PliError("no-lock");
  life.codes.putOff();
  await life.closing();
  await life.keeper.close({ state: "locked", protection, wrong: false });
}

/** The name says what it is and when, never about whom: the person chooses another where she wants one. */
async function savePdf({ platform, bootstrap, trace }: Services): Promise<{ readonly saved: boolean }> {
  const bytes = await platform.leaving.pageAsPdf("a4");
  const day = platform.clock().toISOString().slice(0, 10);
  const stem = catalogue(bootstrap.get().settings.language)["desk.pdfName"] ?? "";
  const saved = await platform.dialogs.saveFile(safeFileName(`${stem} ${day}.pdf`), bytes);
  if (saved)
    await trace({
      action: "document-export",
      request: "page as pdf",
      answer: "saved",
      success: true,
      size: bytes.byteLength,
    });
  return { saved };
}

/** What helps to understand a problem; no name, no address, no path. */
function diagnostics(life: ProfileLife): string {
  const state = appState(life);
  const { profile, environmentId, store, version, runtime, copy, vaultAvailable } = state;
  return JSON.stringify(
    { version, runtime, copy, platform: process.platform, profile, environmentId, store, vaultAvailable },
    null,
    2,
  );
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
function withoutUndefined<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Present<T>;
}
