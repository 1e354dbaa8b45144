import { StoreError, asStoreError } from "./store-error";
import { openDatabase } from "./open";

/** A database file and its key (32 bytes, zeroed by the caller). */
export type WholeStore = { readonly file: string; readonly key: Uint8Array };

/**
 * Copies the database as it is now into `target` (which must not exist), encrypted by the same key, while others read and write it.
 * Gives its schema. Throws `StoreError`: `wrong-key`, `corrupt`, `disk-full`, `read-only`.
 */
export function copyStore({ file, key }: WholeStore, target: string): { readonly schema: number } {
  const db = openDatabase(file, key);
  try {
    db.prepare("VACUUM INTO ?").run([target]);
    return { schema: Number(db.pragma("user_version", { simple: true }) ?? 0) };
  } catch (error) {
    throw asStoreError(error);
  } finally {
    db.close();
  }
}

/**
 * Whether that key opens the file, every page is whole (SQLCipher authenticates each) and the tables agree with their indexes.
 * Reads everything: minutes on a large store. Throws `StoreError` when the file cannot be reached.
 */
export function checkStore({ file, key }: WholeStore): "ok" | "corrupt" {
  let db: ReturnType<typeof openDatabase> | null = null;
  try {
    db = openDatabase(file, key);
    const pages = db.prepare("PRAGMA cipher_integrity_check").all();
    const tables = db.prepare("PRAGMA integrity_check(1)").get<{ integrity_check: string }>();
    return pages.length === 0 && tables?.integrity_check === "ok" ? "ok" : "corrupt";
  } catch (error) {
    const known = asStoreError(error);
    if (known instanceof StoreError && (known.code === "corrupt" || known.code === "wrong-key")) return "corrupt";
    throw known;
  } finally {
    db?.close();
  }
}
