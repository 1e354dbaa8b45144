import type { MailRule } from "#shared/domain/mail-rule";
import { call, useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { ForeseenDialog, toasts } from "../../ui";
import { useRuleSentence } from "./rule-words";
import styles from "./rules.module.css";

/** What a rule would act on now, before it does; then the way to take it back. */
export function ApplyDialog({ rule, onClose }: { readonly rule: MailRule; readonly onClose: () => void }) {
  const t = useText();
  const sentence = useRuleSentence()(rule);
  const reach = useQueryOf("rules.preview", { id: rule.id }).data;
  const apply = useCommand("rules.apply", { failures: "inline" });
  const run = async (): Promise<void> => {
    const result = await apply.run({ id: rule.id });
    if (!result.ok) return;
    onClose();
    const { messageIds } = result.value;
    if (messageIds.length === 0) return;
    toasts.undoable(t("rules.applied", { count: messageIds.length }), t("app.undo"), () =>
      call("rules.undo", { id: rule.id, messageIds: [...messageIds] }),
    );
  };
  return (
    <ForeseenDialog
      title={t("rules.applyTitle")}
      act={t("rules.applyDo")}
      isPossible={reach !== undefined && reach.messages > 0}
      isPending={apply.pending}
      failure={apply.failure}
      onAct={() => void run()}
      onClose={onClose}
    >
      <p className={styles.sentence}>{sentence}</p>
      {reach !== undefined && (
        <p role="status">{t("rules.reach", { messages: reach.messages, conversations: reach.conversations })}</p>
      )}
    </ForeseenDialog>
  );
}
