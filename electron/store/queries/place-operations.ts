import type { MailboxId } from "#shared/domain/ids";
import type { FolderRole } from "#shared/domain/mailbox";
import type { RemoteOperation } from "#shared/domain/sync";
import type { Store } from "../open";
import { changeFlags } from "./flags";
import type { NewOperation } from "./operations";
import { queueOperation, remoteOperation } from "./operations";
import { refreshRoles } from "./placements";

/** A message where it lies, as the operations on it need it. */
export type Place = {
  readonly seq: number;
  readonly message: number;
  readonly folder: number;
  readonly mailbox: number;
  readonly role: FolderRole;
  readonly outgoing: number;
  readonly flags: string;
};

/** What was queued for the server, with its mailbox; the operation is null while the place of its messages there is unknown. */
export type Queued = { readonly mailboxId: MailboxId; readonly operation: RemoteOperation | null };

/** At most so many messages in one operation: a command line of the server has a limit. */
const PER_OPERATION = 500;

/** Places that answer a condition on `m` (a message), `p` (its place) or `f` (the folder), what leaves apart, oldest first. */
export function placesWhere(store: Store, condition: string, params: readonly (string | number)[]): readonly Place[] {
  return store.all<Place>(
    `SELECT p.seq, p.message, p.folder, f.mailbox, f.role, m.outgoing, m.flags FROM messages m JOIN placements p ON p.message = m.seq JOIN folders f ON f.seq = p.folder
     WHERE ${condition} AND p.state <> 'leaving' ORDER BY m.date, m.seq`,
    params,
  );
}

/** Whether the message there carries a flag or keyword. */
export function has(place: Place, flag: string): boolean {
  return (JSON.parse(place.flags) as string[]).includes(flag);
}

/** Operations that add and remove flags, by folder. */
export function flagging(
  places: readonly Place[],
  add: readonly string[],
  remove: readonly string[],
): readonly NewOperation[] {
  return grouped(places).map((group) => operation(group, { kind: "flags", add, remove }));
}

/** Operations that move to a folder what is not there yet. */
export function movingTo(places: readonly Place[], target: number): readonly NewOperation[] {
  return grouped(places).flatMap((group) =>
    target === group[0].folder ? [] : [operation(group, { kind: "move", target })],
  );
}

/** Operations that delete for good. */
export function deletingForGood(places: readonly Place[]): readonly NewOperation[] {
  return grouped(places).map((group) => operation(group, { kind: "delete" }));
}

/** The operations queued, each with its mailbox; null where the server has not told yet where its messages are. */
export function told(store: Store, queued: readonly number[]): readonly Queued[] {
  return queued.flatMap((seq) => {
    const operation = remoteOperation(store, seq);
    const mailbox = store.get<{ id: string }>(
      "SELECT m.id FROM operations o JOIN mailboxes m ON m.seq = o.mailbox WHERE o.seq = ?",
      [seq],
    );
    return mailbox === undefined ? [] : [{ mailboxId: mailbox.id as MailboxId, operation }];
  });
}

type Group = readonly [Place, ...Place[]];

/** By folder, in pieces that the server can take. */
function grouped(places: readonly Place[]): readonly Group[] {
  const byFolder = new Map<number, Place[]>();
  for (const place of places) byFolder.set(place.folder, [...(byFolder.get(place.folder) ?? []), place]);
  return [...byFolder.values()].flatMap((all) => {
    const pieces = Array.from({ length: Math.ceil(all.length / PER_OPERATION) }, (_, index) =>
      all.slice(index * PER_OPERATION, (index + 1) * PER_OPERATION),
    );
    return pieces.flatMap(([first, ...rest]) => (first === undefined ? [] : [[first, ...rest] as const]));
  });
}

function operation(
  group: Group,
  what: {
    readonly kind: NewOperation["kind"];
    readonly target?: number;
    readonly add?: readonly string[];
    readonly remove?: readonly string[];
  },
): NewOperation {
  return {
    mailbox: group[0].mailbox,
    folder: group[0].folder,
    kind: what.kind,
    target: what.target ?? null,
    add: what.add ?? [],
    remove: what.remove ?? [],
    placements: group.map(({ seq }) => seq),
  };
}

/** Does it here at once and queues it for the server; gives the number of the operation. */
export function apply(store: Store, operation: NewOperation): number {
  for (const placement of operation.placements) {
    const { message } = store.get<{ message: number }>("SELECT message FROM placements WHERE seq = ?", [placement]) ?? {
      message: 0,
    };
    if (operation.kind === "flags") {
      changeFlags(store, message, operation.add, operation.remove);
      continue;
    }
    store.run("UPDATE placements SET state = 'leaving' WHERE seq = ?", [placement]);
    if (operation.target !== null)
      store.run("INSERT INTO placements (message, folder, uid, state) VALUES (?, ?, NULL, 'arriving')", [
        message,
        operation.target,
      ]);
    refreshRoles(store, message);
  }
  return queueOperation(store, operation);
}
