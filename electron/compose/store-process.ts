import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { PliError } from "#shared/domain/failure";
import type { KeyProtection, StoreState } from "#shared/domain/session";
import { connectStore } from "../store/connect";
import { createKey, openKey, type KeyPorts } from "../store/key";
import { keyFileAt } from "../store/key-file";
import type { StoreClient } from "../store/serve";
import type { Gate } from "./gate";
import type { Reporting } from "./ports";

/** Which profile's store is meant. */
export type ProfileName = "demo" | "real";

/** The store of the current profile: its key, its process, and the state whose screen is shown. */
export type StoreKeeper = {
  readonly state: () => StoreState;
  /** Opens what exists; `none` where nothing does. */
  readonly open: (profile: ProfileName, passphrase: string | null) => Promise<StoreState>;
  readonly create: (profile: ProfileName, protection: KeyProtection, passphrase: string | null) => Promise<StoreState>;
  /** Closes the database and ends its process: the key leaves memory with it. */
  readonly close: (state: StoreState) => Promise<void>;
  /** Erases a closed profile. */
  readonly erase: (profile: ProfileName) => Promise<void>;
  readonly folderOf: (profile: ProfileName) => string;
};

const BLOCKING = new Set(["newer-schema", "corrupt", "read-only"]);

/** Keeps the store behind `gate`; when its process dies the gate closes and `gone` is told. */
export function createStoreKeeper(platform: Reporting, gate: Gate<StoreClient>, gone: () => void): StoreKeeper {
  let state: StoreState = { state: "none" };
  let kill = (): void => undefined;
  const folderOf = (profile: ProfileName): string => join(platform.folder, "profiles", profile);
  const keys = (profile: ProfileName): KeyPorts => ({
    vault: platform.vault,
    files: keyFileAt(join(folderOf(profile), "key.json")),
  });
  const start = async (profile: ProfileName, key: Uint8Array, protection: KeyProtection): Promise<StoreState> => {
    const child = platform.start("store");
    const client = connectStore(child);
    let ours = true;
    child.onClose(() => {
      if (!ours || gate.peek() !== client) return;
      gate.set(null);
      gone();
    });
    kill = () => {
      ours = false;
      child.kill();
    };
    try {
      await client.open({ file: join(folderOf(profile), "pli.db"), keyHex: Buffer.from(key).toString("hex") });
    } catch (error) {
      kill();
      const code = error instanceof PliError ? error.code : "";
      if (!BLOCKING.has(code)) throw error;
      return { state: "blocked", reason: code as "newer-schema" | "corrupt" | "read-only" };
    } finally {
      key.fill(0);
    }
    gate.set(client);
    return { state: "ready", protection };
  };
  return {
    state: () => state,
    folderOf,
    open: async (profile, passphrase) => {
      const opened = await openKey(keys(profile), { passphrase, profile });
      // A key without its database: opening would make an empty one in silence, over what may only be out of reach.
      if (opened.state === "ready" && profile === "real" && !existsSync(join(folderOf(profile), "pli.db"))) {
        opened.key.fill(0);
        state = { state: "blocked", reason: "corrupt" };
        return state;
      }
      state = opened.state === "ready" ? await start(profile, opened.key, opened.protection) : opened;
      return state;
    },
    create: async (profile, protection, passphrase) => {
      await mkdir(folderOf(profile), { recursive: true, mode: 0o700 });
      const made = await createKey(keys(profile), { protection, passphrase, profile });
      state = await start(profile, made.key, made.protection);
      return state;
    },
    close: async (after) => {
      const client = gate.peek();
      gate.set(null);
      state = after;
      await client?.close().catch(() => undefined);
      kill();
    },
    erase: (profile) => rm(folderOf(profile), { recursive: true, force: true }),
  };
}
