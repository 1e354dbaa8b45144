import type { DraftId } from "#shared/domain/ids";
import { call, useQueryOf } from "../../bridge";
import { toasts } from "../../ui";
import { isBlank, type Written } from "./blank-draft";

/** Called when a draft is closed: one that holds nothing is not kept among the drafts. */
export function useBlankLeaving(id: DraftId): (draft: Written) => Promise<void> {
  const signatures = useQueryOf("signatures.list", undefined).data;
  return async (draft) => {
    if (signatures === undefined) return;
    const own = signatures.find(({ mailboxId }) => mailboxId === draft.fields.mailboxId)?.text ?? "";
    if (!isBlank(draft, own)) return;
    const result = await call("drafts.discard", { id });
    if (!result.ok) toasts.failure(result.failure);
  };
}
