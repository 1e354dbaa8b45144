import type { FolderId, MailboxId } from "#shared/domain/ids";
import type { Folder } from "#shared/domain/mailbox";
import type { FolderCursor, RemoteFolder } from "#shared/domain/sync";
import type { Store } from "../open";
import { folderKey, mailboxKey, ROLE_BITS } from "./lookup";
import { refreshRoles } from "./placements";
import { refreshConversations } from "./summary";

/** Folders of a mailbox: the ones that have a role first, then by name. */
export function listFolders(store: Store, mailboxId: MailboxId): readonly Folder[] {
  return store
    .all<{ id: string; path: string; name: string; role: string }>(
      "SELECT id, path, name, role FROM folders WHERE mailbox = ? ORDER BY bit, name COLLATE NOCASE",
      [mailboxKey(store, mailboxId).seq],
    )
    .map((row) => ({
      id: row.id as FolderId,
      mailboxId,
      path: row.path,
      name: row.name,
      role: row.role as Folder["role"],
    }));
}

/** Whether what is dealt with, labelled or taken in charge in a mailbox stays on this computer: its inbox keeps no keywords. */
export function keepsStatesHere(store: Store, mailboxId: MailboxId): boolean {
  return (
    store.get("SELECT 1 FROM folders WHERE mailbox = ? AND role = 'inbox' AND keywords = 0", [
      mailboxKey(store, mailboxId).seq,
    ]) !== undefined
  );
}

/** Makes the folders those of the server: adds, renames, removes (the messages of a removed folder leave the lists). */
export function syncFolders(store: Store, mailboxId: MailboxId, remote: readonly RemoteFolder[]): readonly Folder[] {
  return store.transaction(() => {
    const { seq: mailbox } = mailboxKey(store, mailboxId);
    const moved = remote.filter((folder) => upsert(store, mailbox, folder)).map(({ path }) => path);
    const gone = store
      .all<{ seq: number; path: string }>("SELECT seq, path FROM folders WHERE mailbox = ?", [mailbox])
      .filter(({ path }) => !remote.some((folder) => folder.path === path));
    const changed = [
      ...gone.map(({ seq }) => seq),
      ...moved.flatMap((path) => folderKey(store, mailbox, path)?.seq ?? []),
    ];
    const messages = changed.flatMap((folder) =>
      store.all<{ message: number }>("SELECT message FROM placements WHERE folder = ?", [folder]),
    );
    for (const { seq } of gone) store.run("DELETE FROM folders WHERE seq = ?", [seq]);
    refreshConversations(
      store,
      messages.map(({ message }) => refreshRoles(store, message)),
    );
    return listFolders(store, mailboxId);
  });
}

/** True when a folder that was known changed its role: its messages change lists. */
function upsert(store: Store, mailbox: number, folder: RemoteFolder): boolean {
  const known = folderKey(store, mailbox, folder.path);
  if (known === null) {
    store.run("INSERT INTO folders (id, mailbox, path, name, role, bit, total) VALUES (?, ?, ?, ?, ?, ?, ?)", [
      store.newId(),
      mailbox,
      folder.path,
      folder.name,
      folder.role,
      ROLE_BITS[folder.role],
      folder.total,
    ]);
    return false;
  }
  store.run("UPDATE folders SET name = ?, role = ?, bit = ?, total = ? WHERE seq = ?", [
    folder.name,
    folder.role,
    ROLE_BITS[folder.role],
    folder.total,
    known.seq,
  ]);
  return known.role !== folder.role;
}

/** Where the synchronisation of a folder stands, null before anything. */
export function folderCursor(store: Store, mailboxId: MailboxId, path: string): FolderCursor | null {
  const row = store.get<{
    uid_validity: string | null;
    highest_uid: number;
    lowest_uid: number;
    mod_seq: string | null;
  }>("SELECT uid_validity, highest_uid, lowest_uid, mod_seq FROM folders WHERE mailbox = ? AND path = ?", [
    mailboxKey(store, mailboxId).seq,
    path,
  ]);
  if (row === undefined || row.uid_validity === null) return null;
  return { uidValidity: row.uid_validity, highestUid: row.highest_uid, lowestUid: row.lowest_uid, modSeq: row.mod_seq };
}

/** UIDs known of a folder, ascending, with those whose move or deletion still waits to be told to the server. */
export function knownUids(store: Store, mailboxId: MailboxId, path: string): readonly number[] {
  const folder = folderKey(store, mailboxKey(store, mailboxId).seq, path);
  if (folder === null) return [];
  return store
    .all<{ uid: number }>("SELECT uid FROM placements WHERE folder = ? AND uid IS NOT NULL ORDER BY uid", [folder.seq])
    .map(({ uid }) => uid);
}

/** Whether `knownUids` are exactly those of these ranges, which do not overlap. */
export function holdsUids(
  store: Store,
  mailboxId: MailboxId,
  path: string,
  ranges: readonly (readonly [first: number, last: number])[],
): boolean {
  const folder = folderKey(store, mailboxKey(store, mailboxId).seq, path);
  const within = store.get<{ count: number }>(
    `SELECT coalesce(sum((SELECT count(*) FROM placements WHERE folder = ? AND uid BETWEEN value ->> 0 AND value ->> 1)), 0) AS count
     FROM json_each(?)`,
    [folder?.seq ?? 0, JSON.stringify(ranges)],
  );
  const asked = ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return within?.count === asked && knownCount(store, mailboxId, path) === asked;
}

/** How many `knownUids` gives. */
export function knownCount(store: Store, mailboxId: MailboxId, path: string): number {
  const folder = folderKey(store, mailboxKey(store, mailboxId).seq, path);
  if (folder === null) return 0;
  const row = store.get<{ count: number }>(
    "SELECT count(*) AS count FROM placements WHERE folder = ? AND uid IS NOT NULL",
    [folder.seq],
  );
  return row?.count ?? 0;
}
