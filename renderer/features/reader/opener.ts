import type { ConversationId, MessageId } from "#shared/domain/ids";
import type { ConversationView } from "#shared/domain/message";

/** Tells main of the conversation that is on the screen: what is read, fetched and noted follows from there. */
export type Opener<Answer> = {
  /** The conversation is shown, as it was read last. Null where main was told all of it already. */
  readonly show: (view: ConversationView) => Promise<Answer> | null;
  /** It is shown no more; should it come back before another, that is no other opening. */
  readonly leave: () => void;
  /** What was shown is forgotten: the next conversation is opened, be it the same. */
  readonly forget: () => void;
};

/**
 * An opening is told once, however often the conversation is read again; then each message of it that came unread, or without its body.
 * What could not be told (the store is away) is told at the next reading.
 */
export function createOpener<Answer extends { readonly ok: boolean }>(
  open: (asked: { readonly id: ConversationId; readonly again: boolean }) => Promise<Answer>,
): Opener<Answer> {
  let shown: ConversationId | null = null;
  const told = new Set<MessageId>();
  return {
    show: ({ row, messages }) => {
      const again = row.id === shown;
      if (!again) told.clear();
      const asking = messages.filter((message) => wants(message) && !told.has(message.id));
      if (again && asking.length === 0) return null;
      shown = row.id;
      for (const { id } of asking) told.add(id);
      return open({ id: row.id, again }).then((answer) => {
        if (answer.ok || shown !== row.id) return answer;
        if (!again) shown = null;
        for (const { id } of asking) told.delete(id);
        return answer;
      });
    },
    leave: () => told.clear(),
    forget: () => {
      shown = null;
      told.clear();
    },
  };
}

const wants = ({ unread, bodyState }: ConversationView["messages"][number]): boolean =>
  unread || bodyState === "not-fetched";
