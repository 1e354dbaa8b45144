import type { MailRule } from "#shared/domain/mail-rule";
import { call, useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, Dialog, FailureBanner, toasts } from "../../ui";
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
    const back = async (): Promise<void> => {
      const undone = await call("rules.undo", { id: rule.id, messageIds: [...messageIds] });
      if (!undone.ok) toasts.failure(undone.failure);
    };
    toasts.show(t("rules.applied", { count: messageIds.length }), {
      action: { label: t("app.undo"), run: () => void back() },
    });
  };
  return (
    <Dialog
      title={t("rules.applyTitle")}
      size="small"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button
            variant="primary"
            isDisabled={reach === undefined || reach.messages === 0}
            isPending={apply.pending}
            onPress={() => void run()}
          >
            {t("rules.applyDo")}
          </Button>
        </>
      }
    >
      <p className={styles.sentence}>{sentence}</p>
      {reach !== undefined && (
        <p role="status">{t("rules.reach", { messages: reach.messages, conversations: reach.conversations })}</p>
      )}
      <FailureBanner failure={apply.failure} />
    </Dialog>
  );
}
