import type { Port, Remote } from "#shared/contract/link";
import { link } from "#shared/contract/link";
import type { Store } from "./open";
import { openStore } from "./open";
import type { Journal } from "./ports";
import { traceTable } from "./queries/trace-table";
import type { StoreService } from "./service";
import { createStoreService, SERVED } from "./service";
import { StoreError } from "./store-error";
import { checkStore, copyStore } from "./whole-store";

/** Where the database is and its key; the key's bytes are zeroed once the store is open. */
export type OpenRequest = { readonly file: string; readonly keyHex: string };

/** What the store's process serves: `open` first, then every query and the journal, `close` last; `copy` and `check` take a file that need not be open here. */
export type ServedStore = StoreService &
  Journal & {
    readonly open: (request: OpenRequest) => { readonly schema: number };
    readonly close: () => void;
    readonly copy: (request: OpenRequest & { readonly target: string }) => { readonly schema: number };
    readonly check: (request: OpenRequest) => "ok" | "corrupt";
  };

/** What the process is given: the clock, ids, and the journal made over the store's table by `electron/trace`. */
export type ServePorts = {
  readonly now: () => Date;
  readonly newId: () => string;
  readonly journal: (table: ReturnType<typeof traceTable>) => Journal;
  readonly onUnexpected?: (error: unknown) => void;
};

type Query = (...args: never[]) => unknown;

const JOURNAL = [
  "appendTrace",
  "listTrace",
  "verifyChain",
  "traceCsv",
  "purgeTrace",
] as const satisfies readonly (keyof Journal)[];

/** Serves the store on a port. Any query before `open` fails with `store-closed`; opening twice closes the first. Gives what closes it. */
export function serveStore(port: Port, ports: ServePorts): { readonly close: () => void } {
  let store: Store | null = null;
  let queries: Readonly<Record<string, Query>> = {};
  const close = (): void => {
    const opened = store;
    store = null;
    queries = {};
    opened?.close();
  };
  const open = ({ file, keyHex }: OpenRequest): { readonly schema: number } => {
    close();
    return withKey(keyHex, (key) => {
      const opened = openStore({ file, key, now: ports.now, newId: ports.newId });
      store = opened;
      queries = { ...createStoreService(opened), ...ports.journal(traceTable(opened)) };
      return { schema: opened.schema };
    });
  };
  const copy: ServedStore["copy"] = ({ file, keyHex, target }) =>
    withKey(keyHex, (key) => copyStore({ file, key }, target));
  const check: ServedStore["check"] = ({ file, keyHex }) => withKey(keyHex, (key) => checkStore({ file, key }));
  const served = [...SERVED, ...JOURNAL].map((name) => [
    name,
    (...args: never[]) => {
      const query = queries[name];
      if (query === undefined) throw new StoreError("store-closed");
      return query(...args);
    },
  ]);
  link<Record<string, never>>(
    port,
    { ...(Object.fromEntries(served) as Record<string, Query>), open, close, copy, check },
    "caller-gone",
    ports.onUnexpected,
  );
  return { close };
}

function withKey<Value>(keyHex: string, work: (key: Uint8Array) => Value): Value {
  const key = new Uint8Array(Buffer.from(/^[0-9a-f]{64}$/iu.test(keyHex) ? keyHex : "", "hex"));
  try {
    return work(key);
  } finally {
    key.fill(0);
  }
}

/** The store as another process sees it. */
export type StoreClient = Remote<ServedStore>;
