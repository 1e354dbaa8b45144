import { existsSync, statSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PliError } from "#shared/domain/failure";
import type { KeyProtection, StoreState } from "#shared/domain/session";
import { connectStore } from "../store/connect";
import { changeProtection, createKey, openKey, type KeyPorts } from "../store/key";
import { keyFileAt } from "../store/key-file";
import type { OpenRequest, StoreClient } from "../store/serve";
import type { Gate } from "./gate";
import type { Reporting } from "./ports";

/** Which profile's store is meant. */
export type ProfileName = "demo" | "real";

/** How the key is to be kept; a passphrase where the protection asks for one. */
export type Wanted = { readonly protection: KeyProtection; readonly passphrase: string | null };

/** The store of the current profile: its key, its process, and the state whose screen is shown. */
export type StoreKeeper = {
  readonly state: () => StoreState;
  /** Opens what exists; `none` where nothing does. */
  readonly open: (profile: ProfileName, passphrase: string | null) => Promise<StoreState>;
  readonly create: (profile: ProfileName, wanted: Wanted) => Promise<StoreState>;
  /** Starts the process again after it ended by itself, with the key that it had; its state says whether that did. */
  readonly restart: () => Promise<StoreState>;
  /** Keeps a key that was found again (a recovery code) in place of the one that cannot be opened. */
  readonly keepKey: (profile: ProfileName, key: Uint8Array, wanted: Wanted) => Promise<void>;
  /** Hands the key of a profile over for one use, then zeroes it. Throws `wrong-key` when it does not open so. */
  readonly useKey: <Value>(
    profile: ProfileName,
    passphrase: string | null,
    work: (key: Uint8Array) => Promise<Value>,
  ) => Promise<Value>;
  /** Closes the database and ends its process: the key leaves memory with it. */
  readonly close: (state: StoreState) => Promise<void>;
  /** Erases a closed profile. */
  readonly erase: (profile: ProfileName) => Promise<void>;
  /** Puts a closed profile aside, whole, under the day and time: nothing of it is lost. */
  readonly setAside: (profile: ProfileName) => Promise<void>;
  readonly folderOf: (profile: ProfileName) => string;
};

/** What is told when the store is no longer what it was. */
export type StoreEnds = {
  /** Its process ended by itself. */
  readonly gone: () => void;
  /** The check that follows a start after a cut found damage. */
  readonly damaged: () => void;
};

type Blocked = Extract<StoreState, { state: "blocked" }>["reason"];
const BLOCKING: Readonly<Record<string, Blocked>> = {
  "newer-schema": "newer-schema",
  corrupt: "corrupt",
  "read-only": "read-only",
  "disk-full": "read-only",
  "disk-error": "read-only",
  // The key proved itself when it was unwrapped: the file is not what it was.
  "wrong-key": "corrupt",
  // Its process ended before it had opened anything.
  "store-gone": "stopped",
};

/** Where a profile keeps its database, its key, and the mark of an open store. */
const DATABASE = "pli.db";
export const databaseIn = (folder: string): string => join(folder, DATABASE);
/** A file of no length is none: the engine would make a new database of it. */
const hasDatabase = (folder: string): boolean =>
  (statSync(databaseIn(folder), { throwIfNoEntry: false })?.size ?? 0) > 0;
export const keysIn = (platform: Reporting, folder: string): KeyPorts => ({
  vault: platform.vault,
  files: keyFileAt(join(folder, "key.json")),
  ...(platform.kdf === undefined ? {} : { kdf: platform.kdf }),
});
const markIn = (folder: string): string => join(folder, "open");

/** Runs one thing in a store process of its own, beside the open store. */
export async function apart<Value>(
  platform: Reporting,
  work: (store: Pick<StoreClient, "copy" | "check">) => Promise<Value>,
): Promise<Value> {
  const child = platform.start("store");
  try {
    return await work(connectStore(child));
  } finally {
    child.kill();
  }
}

/** Keeps the store behind `gate`. */
export function createStoreKeeper(platform: Reporting, gate: Gate<StoreClient>, ends: StoreEnds): StoreKeeper {
  let state: StoreState = { state: "none" };
  let running: (Running & { readonly profile: ProfileName; readonly protection: KeyProtection }) | null = null;
  const folderOf = (profile: ProfileName): string => join(platform.folder, "profiles", profile);
  const keys = (profile: ProfileName): KeyPorts => keysIn(platform, folderOf(profile));
  const start = async (
    profile: ProfileName,
    key: Uint8Array,
    protection: KeyProtection,
    child = platform.start("store"),
  ): Promise<StoreState> => {
    const started = await startStore(child, folderOf(profile), key);
    if ("reason" in started) return { state: "blocked", reason: started.reason };
    running = { ...started, profile, protection };
    gate.set(started.client);
    started.onEnd(() => {
      if (gate.peek() !== started.client) return;
      gate.set(null);
      state = { state: "blocked", reason: "stopped" };
      ends.gone();
    });
    if (started.cut)
      void checkAfterCut(platform, started.request, () => gate.peek() === started.client && ends.damaged());
    return { state: "ready", protection };
  };
  return {
    state: () => state,
    folderOf,
    open: async (profile, passphrase) => {
      // The process comes up while the vault is asked for the key.
      const child = hasDatabase(folderOf(profile)) ? platform.start("store") : undefined;
      const opened = await openKey(keys(profile), { passphrase, profile }).catch((error: unknown) => {
        child?.kill();
        throw error;
      });
      if (opened.state !== "ready") child?.kill();
      // A key without its database: opening would make an empty one in silence, over what may only be out of reach.
      if (opened.state === "ready" && profile === "real" && !hasDatabase(folderOf(profile))) {
        opened.key.fill(0);
        state = { state: "blocked", reason: "corrupt" };
        return state;
      }
      state = opened.state === "ready" ? await start(profile, opened.key, opened.protection, child) : opened;
      return state;
    },
    restart: async () => {
      if (running === null || state.state === "ready") return state;
      const { profile, protection, request } = running;
      state = await start(profile, Buffer.from(request.keyHex, "hex"), protection);
      return state;
    },
    create: async (profile, wanted) => {
      await mkdir(folderOf(profile), { recursive: true, mode: 0o700 });
      const made = await createKey(keys(profile), { ...wanted, profile });
      state = await start(profile, made.key, made.protection);
      return state;
    },
    keepKey: (profile, key, wanted) => changeProtection(keys(profile), key, { ...wanted, profile }),
    useKey: async (profile, passphrase, work) => {
      const opened = await openKey(keys(profile), { passphrase, profile });
      if (opened.state !== "ready") throw new PliError("wrong-key");
      try {
        return await work(opened.key);
      } finally {
        opened.key.fill(0);
      }
    },
    close: async (after) => {
      const closing = running;
      running = null;
      gate.set(null);
      state = after;
      await closing?.close();
    },
    erase: (profile) => rm(folderOf(profile), { recursive: true, force: true }),
    setAside: async (profile) => {
      if (!existsSync(folderOf(profile))) return;
      const when = platform
        .clock()
        .toISOString()
        .replace(/[^0-9]/gu, "")
        .slice(0, 14);
      await rename(folderOf(profile), `${folderOf(profile)}-${when}`);
    },
  };
}

type Running = {
  readonly client: StoreClient;
  readonly request: OpenRequest;
  /** The store was not closed the last time. */
  readonly cut: boolean;
  readonly onEnd: (listener: () => void) => void;
  readonly close: () => Promise<void>;
};

/** Opens the store of a folder in its process; the key is zeroed at once. */
async function startStore(
  child: ReturnType<Reporting["start"]>,
  folder: string,
  key: Uint8Array,
): Promise<Running | { readonly reason: Blocked }> {
  const client = connectStore(child);
  let ours = true;
  let ended = false;
  let told = (): void => undefined;
  child.onClose(() => {
    ended = true;
    if (ours) told();
  });
  const kill = (): void => {
    ours = false;
    child.kill();
  };
  const mark = markIn(folder);
  const cut = existsSync(mark);
  const request: OpenRequest = { file: databaseIn(folder), keyHex: Buffer.from(key).toString("hex") };
  key.fill(0);
  try {
    await client.open(request);
    await writeFile(mark, "", { mode: 0o600 });
    if (ended) throw new PliError("store-gone");
  } catch (error) {
    kill();
    const reason = BLOCKING[error instanceof PliError ? error.code : ""];
    if (reason === undefined) throw error;
    return { reason };
  }
  return {
    client,
    request,
    cut,
    onEnd: (listener) => void (told = listener),
    close: async () => {
      const whole = await client.close().then(
        () => true,
        () => false,
      );
      if (whole) await rm(mark, { force: true });
      kill();
    },
  };
}

async function checkAfterCut(platform: Reporting, request: OpenRequest, damaged: () => void): Promise<void> {
  try {
    if ((await apart(platform, (store) => store.check(request))) === "corrupt") damaged();
  } catch (error) {
    platform.report(error, "check of the store");
  }
}
