import type { DirectoryAnswer } from "#shared/contract/writing";
import type { Recipient } from "#shared/domain/draft";

/** What is proposed for a text: known here, then answered by the directory (null until it answers). */
export type Suggestions = {
  readonly local: readonly Recipient[];
  readonly live: readonly DirectoryAnswer[] | null;
  readonly searching: boolean;
};

/** What came, and the text that it answers. */
export type Came = Pick<Suggestions, "local" | "live"> & { readonly of: string };

/** The live directory is asked from this many letters. */
export const LIVE_FROM = 3;

/** An answer is put with those to the same text; an answer of the directory to an older text is dropped. */
export const withAnswer = (before: Came, text: string, part: Partial<Pick<Came, "local" | "live">>): Came => ({
  ...(before.of === text ? before : { ...before, live: null }),
  of: text,
  ...part,
});

/** What may be shown under a text, which is trimmed: while a word grows or shrinks its proposals stay until the next ones, those of another word never do. */
export function proposedFor(came: Came, text: string): Suggestions {
  if (text === "") return { local: [], live: null, searching: false };
  const sameWord = text.startsWith(came.of) || came.of.startsWith(text);
  const live = came.of === text ? came.live : null;
  return { local: sameWord ? came.local : [], live, searching: text.length >= LIVE_FROM && live === null };
}
