import type { MailboxId } from "#shared/domain/ids";
import type { RemoteOperation } from "#shared/domain/sync";
import type { Store } from "../open";
import { isKeyword } from "./flags";
import { mailboxKey } from "./lookup";
import { dropEmptyOperations, forgetArrivals, refreshRoles } from "./placements";
import { refreshConversations } from "./summary";

/** An operation that waits to be told to the server, in the order it was asked. */
export type QueuedOperation = { readonly id: string; readonly operation: RemoteOperation; readonly attempts: number };

/** What the person asked, on places (not UIDs: a place may still wait for its own). */
export type NewOperation = {
  readonly mailbox: number;
  readonly kind: RemoteOperation["kind"];
  readonly folder: number;
  readonly target: number | null;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly placements: readonly number[];
};

type OperationRow = {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly path: string;
  readonly target: string | null;
  readonly target_seq: number | null;
  readonly add_flags: string;
  readonly remove_flags: string;
  readonly attempts: number;
};

const COLUMNS = `SELECT o.seq, o.id, o.kind, f.path, t.path AS target, o.target AS target_seq, o.add_flags, o.remove_flags, o.attempts
  FROM operations o JOIN folders f ON f.seq = o.folder LEFT JOIN folders t ON t.seq = o.target`;

/** Queues an operation; gives its row number, 0 when nothing of it concerns the server: keywords that the folder does not keep stay here. */
export function queueOperation(store: Store, asked: NewOperation): number {
  const operation = asked.kind === "flags" ? forServer(store, asked) : asked;
  if (operation.kind === "flags" && operation.add.length + operation.remove.length === 0) return 0;
  const seq = store.run(
    "INSERT INTO operations (id, mailbox, kind, folder, target, add_flags, remove_flags, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    [
      store.newId(),
      operation.mailbox,
      operation.kind,
      operation.folder,
      operation.target,
      JSON.stringify(operation.add),
      JSON.stringify(operation.remove),
      store.now().toISOString(),
    ],
  ).lastInsertRowid;
  for (const placement of operation.placements)
    store.run("INSERT OR IGNORE INTO operation_placements (operation, placement) VALUES (?, ?)", [seq, placement]);
  return seq;
}

function forServer(store: Store, operation: NewOperation): NewOperation {
  const keeps = store.get<{ keywords: number }>("SELECT keywords FROM folders WHERE seq = ?", [operation.folder]);
  if (keeps?.keywords !== 0) return operation;
  const own = (flags: readonly string[]): readonly string[] => flags.filter((flag) => !isKeyword(flag));
  return { ...operation, add: own(operation.add), remove: own(operation.remove) };
}

/** Operations of a mailbox that can be told now, in order; one whose message has no UID yet waits for it. */
export function pendingOperations(store: Store, mailboxId: MailboxId): readonly QueuedOperation[] {
  const rows = store.all<OperationRow>(`${COLUMNS} WHERE o.mailbox = ? ORDER BY o.seq`, [
    mailboxKey(store, mailboxId).seq,
  ]);
  return rows.flatMap((row) => {
    const operation = asRemote(store, row);
    return operation === null ? [] : [{ id: row.id, operation, attempts: row.attempts }];
  });
}

/** The operation in the server's words, or null while a UID is missing. */
export function remoteOperation(store: Store, seq: number): RemoteOperation | null {
  const row = store.get<OperationRow>(`${COLUMNS} WHERE o.seq = ?`, [seq]);
  return row === undefined ? null : asRemote(store, row);
}

function asRemote(store: Store, row: OperationRow): RemoteOperation | null {
  const uids = store.all<{ uid: number | null }>(
    "SELECT p.uid FROM operation_placements o JOIN placements p ON p.seq = o.placement WHERE o.operation = ? ORDER BY p.uid",
    [row.seq],
  );
  const known = uids.flatMap(({ uid }) => uid ?? []);
  if (known.length === 0 || known.length !== uids.length) return null;
  if (row.kind === "flags")
    return {
      kind: "flags",
      path: row.path,
      uids: known,
      add: JSON.parse(row.add_flags) as string[],
      remove: JSON.parse(row.remove_flags) as string[],
    };
  if (row.kind === "move" && row.target !== null) return { kind: "move", path: row.path, uids: known, to: row.target };
  return { kind: "delete", path: row.path, uids: known };
}

/**
 * The server did it. `moved` gives the new UIDs where the server tells them (COPYUID), so that what follows need not wait for a synchronisation;
 * a message that it did not name was no longer there (another computer moved it), and will not arrive. Null where the server does not tell.
 */
export function operationDone(
  store: Store,
  id: string,
  moved: readonly { readonly from: number; readonly to: number }[] | null = null,
): void {
  store.transaction(() => {
    const row = store.get<OperationRow>(`${COLUMNS} WHERE o.id = ?`, [id]);
    if (row === undefined) return;
    const places = placesOf(store, row.seq);
    store.run("DELETE FROM operations WHERE seq = ?", [row.seq]);
    if (row.kind === "flags") return;
    for (const { seq, message, uid } of places) {
      store.run("DELETE FROM placements WHERE seq = ? AND state = 'leaving'", [seq]);
      const now = moved?.find(({ from }) => from === uid)?.to;
      if (moved !== null && now === undefined) forgetArrivals(store, message);
      if (
        now === undefined ||
        row.target_seq === null ||
        store.get("SELECT 1 FROM placements WHERE folder = ? AND uid = ?", [row.target_seq, now]) !== undefined
      )
        continue;
      store.run(
        // Moved there and back since, it waits for several: the first one is this one's.
        `UPDATE placements SET uid = ?, state = CASE state WHEN 'arriving' THEN 'here' ELSE state END
         WHERE seq = (SELECT min(seq) FROM placements WHERE message = ? AND folder = ? AND uid IS NULL)`,
        [now, message, row.target_seq],
      );
    }
    dropEmptyOperations(store);
    refreshConversations(
      store,
      places.map(({ message }) => refreshRoles(store, message)),
    );
  });
}

/** The server did not do it. It is tried again unless `giveUp`: then a move or a deletion is undone here, and a flag follows the server at the next synchronisation. */
export function operationFailed(store: Store, id: string, code: string, giveUp = false): void {
  store.transaction(() => {
    store.run("UPDATE operations SET attempts = attempts + 1, failure = ? WHERE id = ?", [code.slice(0, 100), id]);
    const row = giveUp ? store.get<OperationRow>(`${COLUMNS} WHERE o.id = ?`, [id]) : undefined;
    if (row === undefined) return;
    const places = placesOf(store, row.seq);
    store.run("DELETE FROM operations WHERE seq = ?", [row.seq]);
    if (row.kind === "flags") return;
    for (const { seq, message } of places) {
      store.run("UPDATE placements SET state = 'here' WHERE seq = ? AND state = 'leaving'", [seq]);
      // What was asked after it counted on it: those places go too.
      forgetArrivals(store, message);
    }
    dropEmptyOperations(store);
    refreshConversations(
      store,
      places.map(({ message }) => refreshRoles(store, message)),
    );
  });
}

function placesOf(
  store: Store,
  operation: number,
): readonly { readonly seq: number; readonly message: number; readonly uid: number | null }[] {
  return store.all(
    "SELECT p.seq, p.message, p.uid FROM operation_placements o JOIN placements p ON p.seq = o.placement WHERE o.operation = ?",
    [operation],
  );
}
