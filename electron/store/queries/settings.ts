import type { Store } from "../open";

/** A setting of this profile as it was saved, null when it never was. */
export function getSetting(store: Store, key: string): unknown {
  const row = store.get<{ value: string }>("SELECT value FROM settings WHERE key = ?", [key]);
  return row === undefined ? null : (JSON.parse(row.value) as unknown);
}

/** Saves a setting: any plain value. */
export function setSetting(store: Store, key: string, value: unknown): void {
  store.run("INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", [
    key,
    JSON.stringify(value ?? null),
  ]);
}
