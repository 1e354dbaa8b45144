import type { ConversationId } from "#shared/domain/ids";

/** Steps of a held key follow each other faster than this. */
export const STEP_MS = 110;

/** Follows what is chosen in the list, one row after the other. */
export type Walk = {
  /** The row is pressed: it is meant, however soon it comes after another. */
  readonly aim: (id: ConversationId) => void;
  /** A row is chosen at this hour (ms). True where it is only passed by, for now: it comes right after another, by keys. */
  readonly step: (id: ConversationId | null, at: number) => boolean;
};

/** Tells the row that a person means from those that a held key walks over. */
export function createWalk(): Walk {
  let aimed: ConversationId | null = null;
  let last = Number.NEGATIVE_INFINITY;
  return {
    aim: (id) => {
      aimed = id;
    },
    step: (id, at) => {
      const isSoon = at - last < STEP_MS;
      const isMeant = id !== null && id === aimed;
      last = at;
      aimed = null;
      return isSoon && !isMeant;
    },
  };
}
