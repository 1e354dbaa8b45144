import type { Age } from "#shared/domain/age";
import { plainDate } from "#shared/text/formats/index";
import { call, useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { ForeseenDialog, toasts } from "../../ui";
import styles from "./settings.module.css";

/** What would be put away now, before it is; then the way to take it back. */
export function TidyDialog({
  act,
  months,
  onClose,
}: {
  readonly act: "archive" | "delete";
  readonly months: Age;
  readonly onClose: () => void;
}) {
  const t = useText();
  const preview = useQueryOf("housekeeping.preview", { act, months });
  const tidy = useCommand("housekeeping.tidy", { failures: "inline" });
  const run = async (): Promise<void> => {
    const result = await tidy.run({ act, months });
    if (!result.ok) return;
    onClose();
    const { ids } = result.value;
    toasts.undoable(t(`settings.tidied-${act}`, { count: ids.length }), t("app.undo"), () =>
      call("housekeeping.restore", { ids: [...ids] }),
    );
  };
  const found = preview.data;
  return (
    <ForeseenDialog
      title={t(`settings.tidyTitle-${act}`)}
      act={t(`settings.tidyDo-${act}`)}
      isPossible={found !== undefined && found.conversations > 0}
      isPending={tidy.pending}
      failure={tidy.failure}
      onAct={() => void run()}
      onClose={onClose}
    >
      {found !== undefined && (
        <p role="status" className={styles.found}>
          {found.oldest === null
            ? t("settings.tidyNothing", { count: months })
            : t("settings.tidyFound", {
                conversations: found.conversations,
                messages: found.messages,
                date: plainDate(new Date(found.oldest)),
              })}
        </p>
      )}
      <p>{t(`settings.tidyAbout-${act}`)}</p>
    </ForeseenDialog>
  );
}
