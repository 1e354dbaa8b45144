import { PliError } from "#shared/domain/failure";

/** Why the store cannot be used; each has its own screen. `no-such` and `refused` answer a call that makes no sense. */
export type StoreErrorCode =
  | "newer-schema"
  | "corrupt"
  | "wrong-key"
  | "read-only"
  | "disk-full"
  | "disk-error"
  | "busy"
  | "store-closed"
  | "no-such"
  | "refused";

/** An expected failure of the store; crosses the process boundary as its code. */
export class StoreError extends PliError {
  declare readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, options: { readonly about?: string; readonly cause?: unknown } = {}) {
    super(code, { ...options, retry: code === "disk-full" || code === "disk-error" || code === "busy" });
    this.name = "StoreError";
  }
}

const BY_SQLITE: Readonly<Record<string, StoreErrorCode>> = {
  SQLITE_CORRUPT: "corrupt",
  SQLITE_READONLY: "read-only",
  SQLITE_CANTOPEN: "read-only",
  SQLITE_PERM: "read-only",
  SQLITE_FULL: "disk-full",
  SQLITE_IOERR: "disk-error",
  SQLITE_BUSY: "busy",
  SQLITE_LOCKED: "busy",
};

/** The same error with our code where SQLite's says what happened (extended codes included); a defect of ours stays as it is. */
export function asStoreError(error: unknown): unknown {
  if (error instanceof PliError || !(error instanceof Error) || !("code" in error) || typeof error.code !== "string")
    return error;
  const name = /^SQLITE_[A-Z]+/u.exec(error.code)?.[0] ?? "";
  const code = BY_SQLITE[name];
  if (code !== undefined) return new StoreError(code, { cause: error });
  // A full or failing disk ends the transaction by itself (sqlite.org/lang_transaction.html §3): undoing it then fails, because of that.
  const cause = asStoreError(error.cause);
  return cause instanceof StoreError ? cause : error;
}
