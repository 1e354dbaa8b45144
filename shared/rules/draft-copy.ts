/** The copy of a draft that the operator keeps: which draft it mirrors and how many bytes it had when it was made. */
export type DraftCopy = { readonly draftId: string; readonly bytes: number };

const WIDTH = 9;
const COPY = /^<?([A-Za-z0-9-]{1,64})\.(\d{9})\.brouillon@[^@\s<>]+>?$/u;

/**
 * The Message-ID of the copy of a draft. Its length does not depend on the number of bytes, which can so be written once they are known:
 * a copy that another client changed and kept the name of is told by its size.
 */
export const draftCopyId = ({ draftId, bytes }: DraftCopy, domain: string): string =>
  `<${draftId}.${String(bytes).padStart(WIDTH, "0")}.brouillon@${domain}>`;

/** What is common to the Message-IDs of every copy of a draft, for SEARCH. */
export const draftCopyKey = (draftId: string): string => `${draftId}.`;

/** Reads a Message-ID, with or without `<>`; null when it is no copy of a draft of ours. */
export function readDraftCopy(messageId: string): DraftCopy | null {
  const [, draftId, bytes] = COPY.exec(messageId.trim()) ?? [];
  return draftId === undefined ? null : { draftId, bytes: Number(bytes) };
}

/** A message is the copy of this draft just as it was made here: nobody changed it since. */
export function isOwnCopy(message: { readonly messageId: string; readonly size: number }, draftId: string): boolean {
  const copy = readDraftCopy(message.messageId);
  return copy !== null && copy.draftId === draftId && copy.bytes === message.size;
}
