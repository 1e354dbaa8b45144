import { useEffect, useMemo, useRef, useState } from 'react';
import type { Draft } from '#shared/domain/draft';
import type { DraftId, MessageId } from '#shared/domain/ids';
import { call } from '../../bridge';
import { toasts } from '../../ui';
import { draftSaver } from './draft-saver';
import { fieldsOf, saveDraft } from './use-draft';

type Written = { readonly text: string; readonly fin: boolean };
const blank: Written = { text: '', fin: false };

/** The draft of an answer written at the foot of a conversation: made at the first pause, kept from then on, above what it quotes. */
export function useReplyDraft(answers: MessageId) {
  const [written, setWritten] = useState(blank);
  const draft = useRef<Draft | null>(null);
  const saver = useMemo(
    () =>
      draftSaver<Written>(
        async ({ text, fin }) => {
          if (draft.current === null) {
            const made = await call('drafts.create', { mailboxId: null, answers, mode: 'reply', to: [], documentId: null });
            if (!made.ok) {
              toasts.failure(made.failure);
              return false;
            }
            draft.current = made.value;
          }
          return saveDraft(draft.current.id, { ...fieldsOf(draft.current), text: text + draft.current.text, fin });
        },
        1000,
        () => {},
      ),
    [answers],
  );
  useEffect(() => () => void saver.flush(), [saver]);
  return {
    ...written,
    write: (changed: Partial<Written>): void => {
      const next = { ...written, ...changed };
      setWritten(next);
      // A draft is made for words, not for a switch that was touched.
      if (draft.current !== null || next.text.trim() !== '') saver.change(next);
    },
    /** The draft, saved; an answer still blank is made too (to go on in the editor). */
    ready: async (): Promise<DraftId | null> => {
      if (draft.current === null) saver.change(written);
      return (await saver.flush()) ? (draft.current?.id ?? null) : null;
    },
    /** The answer has left this place: the next one is another draft. */
    clear: (): void => {
      draft.current = null;
      setWritten(blank);
    },
  };
}
