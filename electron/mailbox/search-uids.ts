import type { ImapFlow } from "imapflow";
import { PliError } from "#shared/domain/failure";

/** More messages than a mailbox of a practice ever holds; a server that says more is not believed. */
const MAX_UIDS = 1_000_000;

/** The UIDs of the selected folder within a sequence set, ascending, at most a million. */
export async function searchUids(client: ImapFlow, range: string): Promise<readonly number[]> {
  const found = await client.search({ uid: range }, { uid: true });
  if (!Array.isArray(found)) throw new PliError(client.usable ? "search-refused" : "offline", { retry: true });
  return found.length > MAX_UIDS ? found.slice(-MAX_UIDS) : found.toSorted((a, b) => a - b);
}
