import { DirectoryError } from "../failure";
import type { DirectoryClient } from "./client";
import { ldapFailure } from "./ldap-failure";

/** Opens a connected client, protected when it must be; `reusable` false when each query needs a fresh one. */
export type OpenClient = () => Promise<{ readonly client: DirectoryClient; readonly reusable: boolean }>;

/** One query at a time on one connection: a newer one cancels the older by closing its connection. */
export type Lane = {
  readonly run: <Value>(work: (client: DirectoryClient) => Promise<Value>, signal: AbortSignal) => Promise<Value>;
  readonly close: () => void;
};

/** A lane that opens on first use and closes after `idleMs` unused. `wallMs` bounds a query whatever the library does. Rejects with DirectoryError only. */
export function createLane(open: OpenClient, wallMs: number, idleMs: number): Lane {
  let warm: DirectoryClient | null = null;
  let idle: NodeJS.Timeout | undefined;
  let running: AbortController | null = null;
  const close = (): void => {
    clearTimeout(idle);
    running?.abort();
    drop(warm);
    warm = null;
  };
  const take = async (stopped: AbortSignal): Promise<{ client: DirectoryClient; reusable: boolean }> => {
    const kept = warm;
    warm = null;
    if (kept?.isConnected === true) return { client: kept, reusable: true };
    const opened = await open();
    // Answered after the query was given up: nobody else will close it.
    if (stopped.aborted) drop(opened.client);
    return opened;
  };
  const run: Lane["run"] = async (work, signal) => {
    running?.abort();
    clearTimeout(idle);
    const own = new AbortController();
    running = own;
    let client: DirectoryClient | null = null;
    const query = async () => {
      const taken = await take(own.signal);
      client = taken.client;
      const value = await work(taken.client);
      return { value, reusable: taken.reusable };
    };
    try {
      const { value, reusable } = await untilAborted(query(), AbortSignal.any([signal, own.signal]), wallMs);
      const keep = reusable && running === own && warm === null;
      if (keep) {
        warm = client;
        idle = setTimeout(close, idleMs).unref();
      } else drop(client);
      return value;
    } catch (error) {
      own.abort();
      drop(client);
      throw ldapFailure(error);
    } finally {
      if (running === own) running = null;
    }
  };
  return { run, close };
}

const drop = (client: DirectoryClient | null): void => void client?.unbind().catch(() => undefined);

function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal, wallMs: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancelled = () => reject(new DirectoryError("cancelled"));
    const timer = setTimeout(() => reject(new DirectoryError("timeout")), wallMs);
    if (signal.aborted) cancelled();
    signal.addEventListener("abort", cancelled, { once: true });
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancelled);
    });
  });
}
