import type { MailboxId } from "#shared/domain/ids";
import type { Mailbox } from "#shared/domain/mailbox";
import type { MailboxAuth, MailboxServers } from "#shared/domain/sync";
import type { Row, Store } from "../open";
import { mailboxKey } from "./lookup";

/** Mailboxes in the order they were added. */
export function listMailboxes(store: Store): readonly Mailbox[] {
  return store.all("SELECT * FROM mailboxes ORDER BY seq").map(asMailbox);
}

/** Adds a mailbox or changes it; `servers` null keeps the ones known. */
export function saveMailbox(store: Store, mailbox: Mailbox & { readonly servers: MailboxServers | null }): Mailbox {
  const servers = mailbox.servers === null ? null : JSON.stringify(mailbox.servers);
  store.run(
    `INSERT INTO mailboxes (id, address, kind, from_label, name, colour, environment_id, servers) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET address = excluded.address, kind = excluded.kind, from_label = excluded.from_label, name = excluded.name,
       colour = excluded.colour, environment_id = excluded.environment_id, servers = coalesce(excluded.servers, servers)`,
    [
      mailbox.id,
      mailbox.address,
      mailbox.kind,
      mailbox.fromLabel,
      mailbox.name,
      mailbox.colour,
      mailbox.environmentId,
      servers,
    ],
  );
  const { servers: _servers, ...saved } = mailbox;
  return saved;
}

/** Where its servers are, or null before autoconfiguration. */
export function mailboxServers(store: Store, id: MailboxId): MailboxServers | null {
  const row = store.get<{ servers: string | null }>("SELECT servers FROM mailboxes WHERE id = ?", [id]);
  return row?.servers == null ? null : (JSON.parse(row.servers) as MailboxServers);
}

/** How each mailbox is opened; one that opens by the identity of who signed in, or whose servers are unknown, is not there. */
export function mailboxAuths(store: Store): readonly { readonly id: MailboxId; readonly auth: MailboxAuth }[] {
  return store
    .all("SELECT id, servers ->> '$.auth' AS auth FROM mailboxes WHERE auth IS NOT NULL ORDER BY seq")
    .map((row) => ({ id: row["id"] as MailboxId, auth: JSON.parse(String(row["auth"])) as MailboxAuth }));
}

/** Forgets a mailbox with everything it held here; the server keeps its own. */
export function removeMailbox(store: Store, id: MailboxId): void {
  store.transaction(() => {
    const { seq } = mailboxKey(store, id);
    store.run("DELETE FROM message_words WHERE rowid IN (SELECT seq FROM messages WHERE mailbox = ?)", [seq]);
    store.run("DELETE FROM mailboxes WHERE seq = ?", [seq]);
  });
}

function asMailbox(row: Row): Mailbox {
  return {
    id: row["id"] as MailboxId,
    address: String(row["address"]),
    kind: row["kind"] as Mailbox["kind"],
    fromLabel: String(row["from_label"]),
    name: String(row["name"]),
    colour: Number(row["colour"]),
    environmentId: String(row["environment_id"]),
  };
}
