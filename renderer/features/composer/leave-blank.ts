import type { DraftId } from "#shared/domain/ids";
import { call } from "../../bridge";
import { toasts } from "../../ui";
import { isBlank, type Written } from "./blank-draft";
import { isThrown } from "./discarding";

/** Called when a draft is closed: one that holds nothing is not kept among the drafts. `draft` as it was on screen; absent, as it was kept. */
export async function leaveBlank(id: DraftId, draft?: Written): Promise<void> {
  if (isThrown(id)) return;
  const [kept, signatures] = await Promise.all([
    draft ??
      call("drafts.open", { id }).then((result) => (result.ok ? { ...result.value, fields: result.value } : null)),
    call("signatures.list", undefined),
  ]);
  // Sent or gone meanwhile, or a signature that could not be read: nothing is thrown away on a doubt.
  if (kept === null || !signatures.ok) return;
  const own = signatures.value.find(({ mailboxId }) => mailboxId === kept.fields.mailboxId)?.text ?? "";
  if (!isBlank(kept, own)) return;
  const result = await call("drafts.discard", { id });
  if (!result.ok) toasts.failure(result.failure);
}
