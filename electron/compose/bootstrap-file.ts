import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Settings, SignInChannel } from "#shared/domain/session";

/** What must be known before any store is open: which profile, how to look, whom to prefill. No health data, no secret. */
export type Bootstrap = {
  readonly profile: "none" | "demo" | "real";
  readonly lastIdNat: string | null;
  readonly lastChannel: SignInChannel;
  readonly settings: Settings;
};

const DEFAULTS: Bootstrap = {
  profile: "none",
  lastIdNat: null,
  lastChannel: "mobile",
  settings: {
    theme: "system",
    density: "comfortable",
    textSize: 100,
    language: "fr",
    undoSeconds: 10,
    deliveryReceipt: false,
    notifications: "kind",
    startAtLogin: false,
    hideFromCapture: false,
    mailto: false,
    lockMinutes: 120,
    spelling: "fr",
  },
};

/** Settings as a file holds them. */
export const settingsSchema = z.object({
  theme: z.enum(["system", "light", "dark"]),
  density: z.enum(["comfortable", "compact", "touch"]),
  textSize: z.number().min(100).max(200),
  language: z.enum(["fr", "en"]),
  undoSeconds: z.number().min(0).max(60),
  notifications: z.enum(["none", "kind", "professional-name"]),
  // Of a later release: a file without them is still good.
  deliveryReceipt: z.boolean().default(false),
  startAtLogin: z.boolean().default(false),
  hideFromCapture: z.boolean().default(false),
  mailto: z.boolean().default(false),
  lockMinutes: z.number().int().min(5).max(480).default(120),
  spelling: z.enum(["none", "fr", "en", "fr-en"]).default("fr"),
});

const schema = z.object({
  profile: z.enum(["none", "demo", "real"]),
  lastIdNat: z.string().max(20).nullable(),
  lastChannel: z.enum(["mobile", "card", "browser"]).default("mobile"),
  settings: settingsSchema,
});

/** Opens the bootstrap file of a folder; a missing or damaged one gives the defaults and loses nothing else. */
export async function openBootstrap(
  folder: string,
): Promise<{ readonly get: () => Bootstrap; readonly set: (change: Partial<Bootstrap>) => Promise<Bootstrap> }> {
  const file = join(folder, "bootstrap.json");
  let current = await read(file);
  let writing: Promise<void> = Promise.resolve();
  return {
    get: () => current,
    set: async (change) => {
      current = { ...current, ...change };
      const snapshot = current;
      writing = writing.then(() => write(folder, file, snapshot));
      await writing;
      return snapshot;
    },
  };
}

async function read(file: string): Promise<Bootstrap> {
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(file, "utf8")));
    return parsed.success ? parsed.data : DEFAULTS;
  } catch {
    return DEFAULTS;
  }
}

/** Whole file beside, flushed, then renamed: a cut at any point leaves the old or the new one. */
async function write(folder: string, file: string, value: Bootstrap): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const handle = await open(`${file}.new`, "w", 0o600);
  try {
    await handle.writeFile(JSON.stringify(value, null, 2));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
}
