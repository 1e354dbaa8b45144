import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { formatKeyFile } from "../../../electron/store/key-file";
import { openStore, type Store } from "../../../electron/store/open";
import { createStoreService, type StoreService } from "../../../electron/store/service";
import type { Desk } from "./desk";
import { launch } from "./launch";

/** The key of every store that is measured. */
export const KEY = new Uint8Array(32).fill(7);
/** Who signs in on the servers of the tests. */
export const DOCTOR = "899700000011";

const SETTINGS = {
  theme: "light",
  density: "comfortable",
  textSize: 100,
  language: "fr",
  undoSeconds: 0,
  notifications: "none",
  lockMinutes: 480,
};

/** Makes profiles whose key is in the vault of a desk, as most people's is. */
export type Profiles = {
  /** The folder of a new one; `fill` is given its store, or a database is copied there by `put` first. */
  readonly make: (fill: Fill) => Promise<string>;
};

type Fill = {
  /** Puts a database at that path, where it is not to be an empty one. */
  readonly put?: (file: string) => void;
  readonly change?: (service: StoreService, store: Store) => void;
};

export const databaseOf = (profile: string): string => join(profile, "profiles", "real", "pli.db");

export function createProfiles(desk: Desk): Profiles {
  let wrapped: Promise<string> | null = null;
  let made = 0;
  return {
    make: async ({ put, change }) => {
      const key = await (wrapped ??= wrap(desk));
      const folder = join(desk.folder, `profile-${made++}`);
      const file = databaseOf(folder);
      const inner = dirname(file);
      mkdirSync(inner, { recursive: true, mode: 0o700 });
      put?.(file);
      let id = 0;
      const store = openStore({ file, key: KEY, now: () => new Date(), newId: () => `profile-${id++}` });
      change?.(createStoreService(store), store);
      store.close();
      const keyFile = {
        version: 1,
        protection: "vault",
        salt: null,
        params: null,
        backend: "gnome_libsecret",
      } as const;
      writeFileSync(join(inner, "key.json"), formatKeyFile({ ...keyFile, wrapped: key }));
      const bootstrap = { profile: "real", lastIdNat: DOCTOR, lastChannel: "mobile", settings: SETTINGS };
      writeFileSync(join(folder, "bootstrap.json"), JSON.stringify(bootstrap));
      for (const path of [
        folder,
        join(folder, "profiles"),
        inner,
        file,
        join(inner, "key.json"),
        join(folder, "bootstrap.json"),
      ])
        desk.give(path);
      return folder;
    },
  };
}

/** The vault's key is of the application's name, which the blank window bears too. */
async function wrap(desk: Desk): Promise<string> {
  const blank = launch(desk, "blank", { profile: join(desk.folder, "blank") });
  try {
    return await blank.ask<string>("wrap", Buffer.from(KEY).toString("hex"));
  } finally {
    await blank.end();
  }
}
