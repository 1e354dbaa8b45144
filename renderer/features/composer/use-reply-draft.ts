import { useEffect, useState } from "react";
import type { Draft } from "#shared/domain/draft";
import type { DraftId, MessageId } from "#shared/domain/ids";
import { call } from "../../bridge";
import { toasts } from "../../ui";
import { draftSaver } from "./draft-saver";
import { fieldsOf, saveDraft } from "./use-draft";

type Written = { readonly text: string; readonly fin: boolean };
const blank: Written = { text: "", fin: false };

/** The draft of an answer written at the foot of a conversation: made at the first pause, kept from then on, above what it quotes. */
export function useReplyDraft(answers: MessageId) {
  const [written, setWritten] = useState(blank);
  // A message that arrives meanwhile does not change what is being answered.
  const [keeper] = useState(() => replyKeeper(answers));
  const [left, setLeft] = useState<DraftId | null>(null);
  useEffect(() => () => void keeper.flush(), [keeper]);
  return {
    ...written,
    /** Whether this draft is the one written here, or the last that left from here. */
    isOwn: (id: DraftId): boolean => id === keeper.id() || id === left,
    write: (changed: Partial<Written>): void => {
      const next = { ...written, ...changed };
      setWritten(next);
      // A draft is made for words, not for a switch that was touched.
      if (keeper.id() !== null || next.text.trim() !== "") keeper.change(next);
    },
    /** The draft, saved; an answer still blank is made too (to go on in the editor). */
    ready: async (): Promise<DraftId | null> => {
      if (keeper.id() === null) keeper.change(written);
      return (await keeper.flush()) ? keeper.id() : null;
    },
    /** The answer has left this place: the next one is another draft. */
    clear: (): void => {
      setLeft(keeper.id());
      keeper.forget();
      setWritten(blank);
    },
  };
}

function replyKeeper(answers: MessageId) {
  let draft: Draft | null = null;
  const save = async ({ text, fin }: Written): Promise<boolean> => {
    if (draft === null) {
      const made = await call("drafts.create", { mailboxId: null, answers, mode: "reply", to: [], documentId: null });
      if (!made.ok) {
        toasts.failure(made.failure);
        return false;
      }
      draft = made.value;
    }
    return saveDraft(draft.id, { ...fieldsOf(draft), text: text + draft.text, fin });
  };
  const saver = draftSaver(save, 1000, () => {});
  return {
    ...saver,
    id: (): DraftId | null => draft?.id ?? null,
    forget: (): void => {
      draft = null;
    },
  };
}
