import { useEffect, useMemo, useRef, useState } from "react";
import type { Draft, DraftFields } from "#shared/domain/draft";
import type { DraftId } from "#shared/domain/ids";
import { call, keyOf, queryClient, useQueryOf } from "../../bridge";
import { withHonestFin } from "./draft-recipients";
import { draftSaver, type SaveState } from "./draft-saver";

const PAUSE_MS = 1000;

/** A draft as it is on screen: its fields are what is typed, its attachments what main answered. */
export type DraftInHand = {
  readonly fields: DraftFields;
  readonly attachments: Draft["attachments"];
  readonly answers: Draft["answers"];
  readonly set: (changed: Partial<DraftFields>) => void;
  /** Saves now; true when everything is kept. */
  readonly flush: () => Promise<boolean>;
  readonly saved: SaveState;
};

/** The fields that are saved, and no others. */
export const fieldsOf = ({
  mailboxId,
  to,
  cc,
  bcc,
  subject,
  text,
  rich = null,
  fin,
  readReceipt,
  deliveryReceipt = false,
}: DraftFields): DraftFields => ({
  mailboxId,
  to,
  cc,
  bcc,
  subject,
  text,
  rich,
  fin,
  readReceipt,
  deliveryReceipt,
});

/** Keeps main's answer as the draft that is shown. */
export const keepDraft = (draft: Draft): void =>
  void queryClient.setQueryData(keyOf("drafts.open", { id: draft.id }), draft);

/** Saves the fields of a draft; false when main refused or did not answer. */
export async function saveDraft(id: DraftId, fields: DraftFields): Promise<boolean> {
  // A subject is one line, whatever was pasted.
  const result = await call("drafts.save", {
    id,
    fields: {
      ...fields,
      to: [...fields.to],
      cc: [...fields.cc],
      bcc: [...fields.bcc],
      subject: fields.subject.replace(/\p{Cc}+/gu, " ").slice(0, 400),
    },
  });
  if (result.ok) keepDraft(result.value);
  return result.ok;
}

/** Opens a draft to write in; `null` while it comes. */
export function useDraft(id: DraftId): {
  readonly draft: DraftInHand | null;
  readonly error: ReturnType<typeof useQueryOf<"drafts.open">>["error"];
} {
  const query = useQueryOf("drafts.open", { id });
  const [typed, setTyped] = useState<DraftFields | null>(null);
  const latest = useRef<DraftFields | null>(null);
  const [saved, setSaved] = useState<SaveState>({ state: "clean" });
  const saver = useMemo(() => draftSaver<DraftFields>((fields) => saveDraft(id, fields), PAUSE_MS, setSaved), [id]);
  // Leaving, by whatever way, keeps what was typed.
  useEffect(() => {
    const keep = (): void => void saver.flush();
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
      keep();
    };
  }, [saver]);
  if (query.data === undefined) return { draft: null, error: query.error };
  const fields = typed ?? fieldsOf(query.data);
  const set = (changed: Partial<DraftFields>): void => {
    // Two changes of one act come before anything is drawn again.
    const next = withHonestFin({ ...(latest.current ?? fields), ...changed });
    latest.current = next;
    setTyped(next);
    saver.change(next);
  };
  return {
    draft: { fields, attachments: query.data.attachments, answers: query.data.answers, set, flush: saver.flush, saved },
    error: null,
  };
}
