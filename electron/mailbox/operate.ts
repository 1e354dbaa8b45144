import type { ImapFlow } from "imapflow";
import { PliError } from "#shared/domain/failure";
import type { RemoteOperation } from "#shared/domain/sync";
import type { MovedUids } from "./ports";
import { accepted, openFolder } from "./open-folder";
import { isUid, slices, uidSet } from "./uid-set";
import type { WorkConnection } from "./work-connection";

const MAX_UIDS = 100_000;
const BATCH = 500;
const FLAG = /^\\?[A-Za-z0-9$][A-Za-z0-9$_.:-]{0,63}$/u;

/**
 * Applies a flag change, a move or a deletion; doing it twice is harmless, so it is done again after a lost connection. Gives what a move did
 * where the server tells (COPYUID). Rejects with `gone`, `operation-refused`, `folder-gone`…
 */
export async function operate(
  work: WorkConnection,
  operation: RemoteOperation,
  uidValidity: string | null,
): Promise<MovedUids | null> {
  const uids = operation.uids.filter(isUid);
  if (uids.length !== operation.uids.length || uids.length > MAX_UIDS) throw new PliError("invalid-operation");
  if (operation.kind === "flags" && ![...operation.add, ...operation.remove].every((flag) => FLAG.test(flag)))
    throw new PliError("invalid-operation");
  if (uids.length === 0) return null;
  return work.run(async (client) => {
    await openFolder(
      client,
      operation.path,
      uidValidity,
      uids.reduce((most, uid) => Math.max(most, uid), 0),
    );
    const moved: { from: number; to: number }[] = [];
    for (const part of slices(uids, BATCH)) {
      const map = await apply(client, operation, uidSet(part));
      for (const [from, to] of map ?? []) moved.push({ from, to });
    }
    // Without UIDPLUS silence says nothing (RFC 4315 §3).
    return operation.kind === "move" && client.capabilities.has("UIDPLUS") ? moved : null;
  }, 1);
}

async function apply(
  client: ImapFlow,
  operation: RemoteOperation,
  range: string,
): Promise<ReadonlyMap<number, number> | undefined> {
  switch (operation.kind) {
    case "flags":
      if (operation.add.length > 0)
        accepted(client, await client.messageFlagsAdd(range, [...operation.add], { uid: true }));
      if (operation.remove.length > 0)
        accepted(client, await client.messageFlagsRemove(range, [...operation.remove], { uid: true }));
      return undefined;
    case "move":
      return accepted(client, await client.messageMove(range, operation.to, { uid: true })).uidMap;
    case "delete":
      // Without UIDPLUS, EXPUNGE would also remove what another client only marked (RFC 4315 §2.1).
      if (client.capabilities.has("UIDPLUS")) accepted(client, await client.messageDelete(range, { uid: true }));
      else accepted(client, await client.messageFlagsAdd(range, ["\\Deleted"], { uid: true }));
      return undefined;
  }
}
