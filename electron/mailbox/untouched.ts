import type { FolderCursor } from "#shared/domain/sync";

/** What the server says of a folder without opening it (RFC 3501 §6.3.10, RFC 7162 §3.1.7); null where it lacks something of it. */
export type FolderMark = {
  readonly uidValidity: string;
  readonly uidNext: number;
  readonly messages: number;
  readonly modSeq: string;
} | null;

/**
 * Whether the store is already up to date with a folder that need not be opened then: no UID was given since, no flag changed (the
 * mod-sequence), nothing is left to fetch, and as many messages are there as are known: none went away. `held` is asked last.
 */
export async function isUntouched(
  mark: FolderMark,
  cursor: FolderCursor | null,
  held: () => Promise<number>,
): Promise<boolean> {
  if (mark === null || cursor === null) return false;
  const same =
    cursor.uidValidity === mark.uidValidity &&
    cursor.modSeq === mark.modSeq &&
    cursor.lowestUid === 1 &&
    mark.uidNext <= cursor.highestUid + 1;
  return same && (await held()) === mark.messages;
}
