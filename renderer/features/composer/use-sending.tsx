import { useState, type ReactNode } from "react";
import type { CheckPoint, DraftCheck } from "#shared/contract/writing";
import type { DraftId, OutboxId } from "#shared/domain/ids";
import { call, useQueryOf, useSession } from "../../bridge";
import { useText, type Text } from "../../text";
import { toasts } from "../../ui";
import { workspace } from "../../workspace";
import { ConfirmDialog } from "./confirm-dialog";
import { keepDraft } from "./use-draft";

/** The way out of a draft: `send` checks, asks what must be confirmed, then hands it over; `dialog` is to be drawn. */
export type Sending = { readonly send: () => void; readonly busy: boolean; readonly dialog: ReactNode };

/** Sends a draft. `ready` saves and gives its id (null: not saved); `onBlocked` shows why it may not leave; `onSent` when it is handed over. */
export function useSending(options: {
  readonly ready: () => Promise<DraftId | null>;
  readonly onBlocked: (check: DraftCheck, id: DraftId) => void;
  readonly onSent: () => void;
}): Sending {
  const t = useText();
  const undoSeconds = useQueryOf("app.state", undefined).data?.settings.undoSeconds ?? 0;
  const signedIn = useSession()?.state === "signed-in";
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState<{ readonly id: DraftId; readonly points: readonly CheckPoint[] } | null>(null);

  const hand = async (id: DraftId, confirmed: readonly CheckPoint[]): Promise<void> => {
    const result = await call("drafts.send", { id, confirmed: confirmed.map((point) => point.key), sendAt: null });
    if (!result.ok) return void toasts.failure(result.failure);
    setAsked(null);
    options.onSent();
    tellSent(result.value.id, undoSeconds, signedIn, t);
  };
  const start = async (): Promise<void> => {
    const id = await options.ready();
    if (id === null) return;
    const check = await call("drafts.check", { id });
    if (!check.ok) return void toasts.failure(check.failure);
    if (check.value.blocks.length > 0) return options.onBlocked(check.value, id);
    if (check.value.confirms.length > 0) return setAsked({ id, points: check.value.confirms });
    await hand(id, []);
  };
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    await work().finally(() => setBusy(false));
  };
  return {
    send: () => void guarded(start),
    busy,
    dialog: (
      <ConfirmDialog
        points={asked?.points ?? null}
        busy={busy}
        onConfirm={() => void guarded(async () => (asked === null ? undefined : hand(asked.id, asked.points)))}
        onClose={() => setAsked(null)}
      />
    ),
  };
}

/** Says that the message is leaving, with *Annuler* as long as it can be held back. */
function tellSent(id: OutboxId, undoSeconds: number, signedIn: boolean, t: Text): void {
  const undo = async (): Promise<void> => {
    const result = await call("outbox.undo", { id });
    if (!result.ok) return void toasts.failure(result.failure);
    keepDraft(result.value);
    workspace.write(result.value.id);
    toasts.show(t("writing.reopened"));
  };
  const text = !signedIn
    ? t("writing.sentLater")
    : undoSeconds > 0
      ? t("writing.sent", { seconds: undoSeconds })
      : t("writing.sentNow");
  const action = { label: t("app.undo"), run: () => void undo() };
  toasts.show(text, {
    tone: "good",
    ...(undoSeconds > 0 || !signedIn ? { action, milliseconds: Math.max(undoSeconds, 5) * 1000 } : {}),
  });
}
