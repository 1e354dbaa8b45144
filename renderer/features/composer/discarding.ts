import type { DraftId } from "#shared/domain/ids";
import { call } from "../../bridge";
import type { Text } from "../../text";
import { toasts } from "../../ui";
import { workspace } from "../../workspace";

const CHANGE_OF_MIND_MS = 9000;
const waiting = new Map<DraftId, ReturnType<typeof setTimeout>>();

/** Throws a draft away after the time to change one's mind: until then nothing is erased, attachments included. */
export function discard(id: DraftId, t: Text): void {
  keep(id);
  waiting.set(
    id,
    setTimeout(() => {
      waiting.delete(id);
      void call("drafts.discard", { id }).then((result) => !result.ok && toasts.failure(result.failure));
    }, CHANGE_OF_MIND_MS),
  );
  toasts.show(t("writing.discarded"), {
    milliseconds: CHANGE_OF_MIND_MS - 500,
    action: {
      label: t("app.undo"),
      run: () => {
        keep(id);
        workspace.write(id);
      },
    },
  });
}

/** A draft that is opened again is not thrown away. */
export function keep(id: DraftId): void {
  clearTimeout(waiting.get(id));
  waiting.delete(id);
}

/** Whether it is being thrown away, with the time to change one's mind. */
export const isThrown = (id: DraftId): boolean => waiting.has(id);
