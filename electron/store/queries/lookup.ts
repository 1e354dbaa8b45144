import type { FolderRole } from "#shared/domain/mailbox";
import type { Store } from "../open";
import { StoreError } from "../store-error";

/** A mailbox as queries need it: its row number and its own address in lower case. */
export type MailboxKey = { readonly seq: number; readonly id: string; readonly address: string };
/** A folder as queries need it. */
export type FolderKey = {
  readonly seq: number;
  readonly id: string;
  readonly mailbox: number;
  readonly path: string;
  readonly role: FolderRole;
  readonly bit: number;
};

/** Bit of each role in `messages.roles`; `local` is a message of the outbox that no folder holds yet. */
export const ROLE_BITS = {
  inbox: 1,
  sent: 2,
  drafts: 4,
  trash: 8,
  junk: 16,
  archive: 32,
  other: 64,
  local: 128,
} as const satisfies Record<FolderRole | "local", number>;

/** Messages that count in a conversation, as long as there is one. */
export const LIVE = ROLE_BITS.inbox | ROLE_BITS.sent | ROLE_BITS.archive | ROLE_BITS.other | ROLE_BITS.local;
/** Messages that can be shown at all: drafts of the server are not messages yet. */
export const SHOWN = LIVE | ROLE_BITS.trash | ROLE_BITS.junk;

/** The mailbox, or `no-such`. */
export function mailboxKey(store: Store, id: string): MailboxKey {
  const row = store.get<{ seq: number; id: string; address: string }>(
    "SELECT seq, id, lower(address) AS address FROM mailboxes WHERE id = ?",
    [id],
  );
  if (row === undefined) throw new StoreError("no-such", { about: "mailbox" });
  return row;
}

/** The folder of a mailbox by its path, or null. */
export function folderKey(store: Store, mailbox: number, path: string): FolderKey | null {
  return (
    store.get<FolderKey>("SELECT seq, id, mailbox, path, role, bit FROM folders WHERE mailbox = ? AND path = ?", [
      mailbox,
      path,
    ]) ?? null
  );
}

/** The first folder of a mailbox with this role, or null. */
export function folderOfRole(store: Store, mailbox: number, role: FolderRole): FolderKey | null {
  return (
    store.get<FolderKey>(
      "SELECT seq, id, mailbox, path, role, bit FROM folders WHERE mailbox = ? AND role = ? ORDER BY seq LIMIT 1",
      [mailbox, role],
    ) ?? null
  );
}

/** Row number of a thing known by its public id, or `no-such`. */
export function seqOf(
  store: Store,
  table: "messages" | "conversations" | "documents" | "patients" | "drafts" | "outbox",
  id: string,
): number {
  const row = store.get<{ seq: number }>(`SELECT seq FROM ${table} WHERE id = ?`, [id]);
  if (row === undefined) throw new StoreError("no-such", { about: table });
  return row.seq;
}

const UTC = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/u;

/** ISO in UTC, so that text order is time order; the second when the first cannot be read. */
export function utc(date: string, otherwise: string): string {
  // As most come: nothing to read, whatever the month.
  if (UTC.test(date)) return date;
  const time = Date.parse(date);
  return Number.isNaN(time) ? otherwise : new Date(time).toISOString();
}
