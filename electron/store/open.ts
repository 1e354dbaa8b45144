import Database from "@signalapp/sqlcipher";
import { migrate } from "./migrate";
import { asStoreError, StoreError } from "./store-error";

/** A value as SQLite keeps it. */
export type SqlValue = string | number | null | Uint8Array;
/** A row as read. */
export type Row = Readonly<Record<string, SqlValue>>;

/** The open database: prepared and cached statements, one transaction at a time, and what it is given from outside. */
export type Store = {
  readonly get: <T extends Row = Row>(sql: string, params?: readonly SqlValue[]) => T | undefined;
  readonly all: <T extends Row = Row>(sql: string, params?: readonly SqlValue[]) => readonly T[];
  readonly run: (
    sql: string,
    params?: readonly SqlValue[],
  ) => { readonly changes: number; readonly lastInsertRowid: number };
  /** Nested calls join the outer transaction as savepoints. */
  readonly transaction: <Value>(work: () => Value) => Value;
  /**
   * As `transaction`, and on the disk itself when it ends: a power cut takes nothing of it away, nor of what was written before it. The others are
   * there after the death of any process, and a cut may take the last ones. Never within another.
   */
  readonly durable: <Value>(work: () => Value) => Value;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly schema: number;
  readonly close: () => void;
};

/** What is needed to open: `key` is 32 bytes, zeroed by the caller after use; `file` may be `:memory:`. */
export type OpenOptions = {
  readonly file: string;
  readonly key: Uint8Array;
  readonly now: () => Date;
  readonly newId: () => string;
};

/**
 * Opens or creates the encrypted database and brings its schema up to date.
 * Throws `StoreError`: `wrong-key`, `newer-schema` (never written to), `corrupt`, `read-only`, `disk-full`.
 */
export function openStore({ file, key, now, newId }: OpenOptions): Store {
  const db = openDatabase(file, key);
  try {
    const schema = migrate(db);
    return { ...statements(db), now, newId, schema, close: closer(db) };
  } catch (error) {
    db.close();
    throw asStoreError(error);
  }
}

/** The database behind its key, as it is: no migration. Throws `StoreError` like `openStore`. */
export function openDatabase(file: string, key: Uint8Array): Database {
  if (key.byteLength !== 32) throw new StoreError("wrong-key");
  const db = opened(file);
  try {
    unlock(db, key);
    return db;
  } catch (error) {
    db.close();
    throw asStoreError(error);
  }
}

function opened(file: string): Database {
  try {
    return new Database(file);
  } catch (error) {
    // The engine gives no code here: the folder is missing or closed to us.
    throw new StoreError("read-only", { cause: error });
  }
}

/** As `PRAGMA auto_vacuum` tells it. */
const INCREMENTAL = 2;

function unlock(db: Database, key: Uint8Array): void {
  // The engine would otherwise write to stderr, page numbers and all, on a wrong key.
  db.pragma("cipher_log_level=NONE");
  // A raw key skips the derivation (120 ms): it is already 32 random bytes.
  db.pragma(`key="x'${Buffer.from(key).toString("hex")}'"`);
  try {
    db.prepare("SELECT count(*) FROM sqlite_master").get();
  } catch (error) {
    // SQLCipher cannot tell a wrong key from a file that is not its own.
    throw error instanceof Error && "code" in error && error.code === "SQLITE_NOTADB"
      ? new StoreError("wrong-key", { cause: error })
      : error;
  }
  // Decided before the first table: what is dropped can then be given back to the disk a little at a time.
  // Said again to a database that has it, it would write its first page at every opening, one of a newer version's too.
  if (db.pragma("auto_vacuum", { simple: true }) !== INCREMENTAL) db.pragma("auto_vacuum=INCREMENTAL");
  db.pragma("journal_mode=WAL");
  db.pragma("synchronous=NORMAL");
  db.pragma("foreign_keys=ON");
  db.pragma("temp_store=MEMORY");
  db.pragma("secure_delete=ON");
  db.pragma("cache_size=-65536");
  db.pragma("trusted_schema=OFF");
  db.pragma("busy_timeout=2000");
}

function statements(db: Database): Pick<Store, "get" | "all" | "run" | "transaction" | "durable"> {
  type Statement = ReturnType<Database["prepare"]>;
  const cache = new Map<string, Statement>();
  const statement = (sql: string): Statement => {
    const known = cache.get(sql);
    if (known !== undefined) return known;
    const made = db.prepare(sql, { persistent: true });
    cache.set(sql, made);
    return made;
  };
  const coded = <Value>(work: () => Value): Value => {
    try {
      return work();
    } catch (error) {
      throw asStoreError(error);
    }
  };
  const bound = (params: readonly SqlValue[]) =>
    params as readonly (string | number | null | Uint8Array<ArrayBuffer>)[];
  return {
    get: <T extends Row>(sql: string, params: readonly SqlValue[] = []) =>
      coded(() => statement(sql).get(bound(params)) as T | undefined),
    all: <T extends Row>(sql: string, params: readonly SqlValue[] = []) =>
      coded(() => statement(sql).all(bound(params)) as unknown as readonly T[]),
    run: (sql, params = []) => coded(() => statement(sql).run(bound(params))),
    transaction: (work) => coded(() => db.transaction(work)()),
    durable: (work) =>
      coded(() => {
        db.pragma("synchronous=FULL");
        try {
          return db.transaction(work)();
        } finally {
          db.pragma("synchronous=NORMAL");
        }
      }),
  };
}

function closer(db: Database): () => void {
  let open = true;
  return () => {
    if (!open) return;
    open = false;
    try {
      db.pragma("optimize");
      db.pragma("wal_checkpoint(TRUNCATE)");
    } catch (error) {
      const told = asStoreError(error);
      // A disk that takes nothing more leaves this tidying undone, no more: the journal of writes holds everything for the next opening.
      if (!(told instanceof StoreError && (told.code === "disk-full" || told.code === "read-only"))) throw told;
    } finally {
      db.close();
    }
  };
}
