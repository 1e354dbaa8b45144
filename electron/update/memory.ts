import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Seen } from "./judge";

/** What is remembered from one start to the next; not secret, and nothing of a person. */
export type Remembered = { readonly seen: Seen | null; readonly lookedAt: string | null };

const NAME = "state.json";
const schema = z.object({
  seen: z.object({ version: z.string().max(30), date: z.string().max(40) }).nullable(),
  lookedAt: z.string().max(40).nullable(),
});

/** Reads it; a missing or damaged file is nothing remembered. */
export async function remembered(folder: string): Promise<Remembered> {
  try {
    return schema.parse(JSON.parse(await readFile(join(folder, NAME), "utf8")));
  } catch {
    return { seen: null, lookedAt: null };
  }
}

/** Writes it whole beside, then renames it. */
export async function remember(folder: string, state: Remembered): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, `${NAME}.new`), JSON.stringify(state), { mode: 0o600 });
  await rename(join(folder, `${NAME}.new`), join(folder, NAME));
}

/** Takes away the files of other versions; `kept` is the name of the one in use, null for none. */
export async function sweep(folder: string, kept: string | null): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const others = names.filter((name) => name !== NAME && (kept === null || !name.startsWith(kept)));
  await Promise.all(others.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
