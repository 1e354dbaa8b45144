import { useEffect, useState, type ReactNode } from "react";
import type { CheckPoint, DraftCheck } from "#shared/contract/writing";
import type { OutboxItem } from "#shared/domain/draft";
import type { DraftId, OutboxId } from "#shared/domain/ids";
import { momentOf } from "#shared/text/formats/index";
import { call, keyOf, onAppEvent, queryClient, useQueryOf, useSession } from "../../bridge";
import { useText, type Text } from "../../text";
import { toasts } from "../../ui";
import { workspace } from "../../workspace";
import { ConfirmDialog } from "./confirm-dialog";
import { discard } from "./discarding";
import { handOver } from "./hand-over";
import { leaveBlank } from "./leave-blank";
import { keepDraft } from "./use-draft";

/** The way out of a draft: `send` (or `sendAt` a moment) checks, asks what must be confirmed, then hands it over; `dialog` is to be drawn. */
export type Sending = {
  readonly send: () => void;
  readonly sendAt: (at: Date) => void;
  readonly busy: boolean;
  readonly dialog: ReactNode;
};

/** What must be confirmed before a draft leaves, and when it is to leave (null: now). */
type Asked = { readonly id: DraftId; readonly points: readonly CheckPoint[]; readonly at: Date | null };

/** Sends a draft. `ready` saves and gives its id (null: not saved); `onBlocked` shows why it may not leave; `onSent` when it is handed over. */
export function useSending(options: {
  readonly ready: () => Promise<DraftId | null>;
  readonly onBlocked: (check: DraftCheck, id: DraftId) => void;
  readonly onSent: () => void;
  /** Says that it left, in the place of a notice here. */
  readonly tell?: ((id: OutboxId, at: Date | null) => Promise<unknown>) | undefined;
}): Sending {
  const t = useText();
  const undoSeconds = useQueryOf("app.state", undefined).data?.settings.undoSeconds ?? 0;
  const signedIn = useSession()?.state === "signed-in";
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);

  const handed = async (item: OutboxItem, at: Date | null): Promise<void> => {
    setAsked(null);
    if (options.tell === undefined) tellSent(item.id, { undoSeconds, signedIn, at }, t);
    else await options.tell(item.id, at);
    options.onSent();
  };
  const confirm = async ({ id, points, at }: Asked): Promise<void> => {
    const confirmed = points.map((point) => point.key);
    const result = await call("drafts.send", { id, confirmed, sendAt: at?.toISOString() ?? null });
    if (!result.ok) return void toasts.failure(result.failure);
    await handed(result.value, at);
  };
  const start = async (at: Date | null): Promise<void> => {
    const id = await options.ready();
    if (id === null) return;
    const known = queryClient.getQueryData<DraftCheck>(keyOf("drafts.check", { id }));
    const way = await handOver(call, { id, sendAt: at?.toISOString() ?? null, known });
    switch (way.kind) {
      case "handed":
        return handed(way.item, at);
      case "blocked":
        return options.onBlocked(way.check, id);
      case "asks":
        return setAsked({ id, points: way.points, at });
      case "failed":
        return void toasts.failure(way.failure);
    }
  };
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    await work().finally(() => setBusy(false));
  };
  return {
    send: () => void guarded(() => start(null)),
    sendAt: (at) => void guarded(() => start(at)),
    busy,
    dialog: (
      <ConfirmDialog
        points={asked?.points ?? null}
        busy={busy}
        onConfirm={() => void guarded(async () => (asked === null ? undefined : confirm(asked)))}
        onClose={() => setAsked(null)}
      />
    ),
  };
}

/** Says, in the main window, what left from a window of its own, gives the time to hold it back, and keeps no blank one that was closed. */
export function useSentElsewhere(): void {
  const t = useText();
  const undoSeconds = useQueryOf("app.state", undefined).data?.settings.undoSeconds ?? 0;
  const signedIn = useSession()?.state === "signed-in";
  useEffect(
    () =>
      onAppEvent((event) => {
        if (event.kind === "thrown") discard(event.id as DraftId, t);
        if (event.kind === "closed-draft") void leaveBlank(event.id as DraftId);
        if (event.kind !== "sent") return;
        const at = event.sendAt === null ? null : new Date(event.sendAt);
        tellSent(event.outboxId as OutboxId, { undoSeconds, signedIn, at }, t);
      }),
    [t, undoSeconds, signedIn],
  );
}

/** A notice with a way back stays at least so long. */
const SHOWN_SECONDS = 5;

/** Says that the message is leaving, with *Annuler* as long as it can be held back. */
function tellSent(
  id: OutboxId,
  { undoSeconds, signedIn, at }: { readonly undoSeconds: number; readonly signedIn: boolean; readonly at: Date | null },
  t: Text,
): void {
  const undo = async (): Promise<void> => {
    const result = await call("outbox.undo", { id });
    if (!result.ok) return void toasts.failure(result.failure);
    keepDraft(result.value);
    workspace.write(result.value.id);
    toasts.show(t("writing.reopened"));
  };
  const action = { label: t("app.undo"), run: () => void undo() };
  if (at !== null) {
    const when = momentOf(at.toISOString(), new Date(), t.language);
    toasts.show(t("writing.planned", { when }), { tone: "good", action });
    return;
  }
  const text = !signedIn
    ? t("writing.sentLater")
    : undoSeconds > 0
      ? t("writing.sent", { seconds: undoSeconds })
      : t("writing.sentNow");
  toasts.show(text, {
    tone: "good",
    // After the last second it has left, for as long as somebody holds the notice.
    ...(signedIn && undoSeconds >= SHOWN_SECONDS
      ? { counting: (left: number) => t(left > 0 ? "writing.sent" : "writing.sentNow", { seconds: left }) }
      : {}),
    ...(undoSeconds > 0 || !signedIn ? { action, milliseconds: Math.max(undoSeconds, SHOWN_SECONDS) * 1000 } : {}),
  });
}
