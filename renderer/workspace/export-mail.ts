import type { Exported } from "#shared/contract/leaving";
import type { Result } from "#shared/domain/failure";
import type { Text } from "../text";
import { toasts } from "../ui/toast-queue";

/** Says what an export wrote, or why it did not; nothing when the person gave up. */
export function tellExport(result: Result<Exported>, t: Text): void {
  if (!result.ok) {
    toasts.failure(result.failure);
    return;
  }
  const { saved, messages, missing } = result.value;
  if (saved) toasts.show(t(missing === 0 ? "reader.exportedMail" : "reader.exportedMissing", { messages, missing }));
}
