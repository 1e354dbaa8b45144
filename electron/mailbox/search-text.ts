import { accepted, openFolder } from "./open-folder";
import type { WorkConnection } from "./work-connection";

const MOST_WORDS = 5;
const MOST_FOUND = 200;

/** The UIDs of the messages of a folder whose headers or text hold every word, as the server reads them (RFC 3501 TEXT); the 200 newest. */
export function searchText(
  work: WorkConnection,
  {
    path,
    words,
    uidValidity,
  }: { readonly path: string; readonly words: readonly string[]; readonly uidValidity: string | null },
): Promise<readonly number[]> {
  const asked = words
    .map((word) => word.trim().slice(0, 100))
    .filter((word) => word !== "")
    .slice(0, MOST_WORDS);
  if (asked.length === 0) return Promise.resolve([]);
  return work.run(async (client) => {
    await openFolder(client, path, uidValidity);
    let found: readonly number[] | null = null;
    for (const text of asked) {
      const holding = new Set(accepted(client, await client.search({ text }, { uid: true })));
      found = found === null ? [...holding] : found.filter((uid) => holding.has(uid));
      if (found.length === 0) return [];
    }
    return (found ?? []).toSorted((a, b) => b - a).slice(0, MOST_FOUND);
  }, 0);
}
