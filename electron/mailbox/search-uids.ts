import type { ImapFlow } from "imapflow";
import { PliError } from "#shared/domain/failure";
import { type UidRange, expanded, rangesIn, rangesOf } from "./uid-set";

/** More messages than a mailbox of a practice ever holds; a server that says more is not believed. */
const MAX_UIDS = 1_000_000;

/** The UIDs of the selected folder within a sequence set, ascending, at most a million: the highest. */
export async function searchUids(client: ImapFlow, range: string): Promise<readonly number[]> {
  return expanded(await searchRanges(client, range), MAX_UIDS);
}

/** The same as ranges; in one short line where the server tells a result by ranges (ESEARCH, RFC 4731). */
export async function searchRanges(client: ImapFlow, range: string): Promise<readonly UidRange[]> {
  const found = await client.search({ uid: range }, { uid: true, returnOptions: ["ALL"] });
  if (Array.isArray(found)) return rangesOf(found);
  if (found === false || found === undefined)
    throw new PliError(client.usable ? "search-refused" : "offline", { retry: true });
  return rangesIn(found.all ?? "");
}
