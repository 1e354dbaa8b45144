import type { Failure } from "#shared/domain/failure";
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
 * What could not be told (the store is away) is told at the next reading; where the person went on meanwhile, once another conversation could be.
 */
export function createOpener<Answer extends Told>(open: (asked: Asked) => Promise<Answer>): Opener<Answer> {
  let shown: ConversationId | null = null;
  const told = new Set<MessageId>();
  const owed = new Map<ConversationId, Asked>();
  /** Opens; what fails for a moment is owed. */
  const tell = async (asked: Asked): Promise<Answer> => {
    const { id, again } = asked;
    if (!again) owed.delete(id);
    const answer = await open(asked);
    if (!answer.ok && !again && answer.failure.retry) owed.set(id, asked);
    return answer;
  };
  const settle = (): void => {
    for (const asked of owed.values()) if (asked.id !== shown) void tell(asked);
  };
  return {
    show: ({ row, messages }) => {
      const again = row.id === shown;
      if (!again) told.clear();
      const asking = messages.filter((message) => wants(message) && !told.has(message.id));
      if (again && asking.length === 0) return null;
      shown = row.id;
      for (const { id } of asking) told.add(id);
      return tell({ id: row.id, again, shown: messages.map(({ id }) => id) }).then((answer) => {
        if (answer.ok) settle();
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

type Asked = { readonly id: ConversationId; readonly again: boolean; readonly shown: readonly MessageId[] };
type Told = { readonly ok: true } | { readonly ok: false; readonly failure: Pick<Failure, "retry"> };

const wants = ({ unread, bodyState }: ConversationView["messages"][number]): boolean =>
  unread || bodyState === "not-fetched";
