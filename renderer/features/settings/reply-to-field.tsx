import { useState, type FormEvent } from "react";
import type { MailboxView } from "#shared/contract/accounts";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, FailureBanner, FormActs, TextField, toasts } from "../../ui";
import styles from "./settings.module.css";

/** Where answers to a mailbox's messages are asked to go: itself, unless another MSSanté address is given. */
export function ReplyToField({ mailbox }: { readonly mailbox: MailboxView }) {
  const t = useText();
  const kept = useQueryOf("mailboxes.replyTo", { mailboxId: mailbox.id }).data?.address ?? "";
  const set = useCommand("mailboxes.setReplyTo", { failures: "inline" });
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const result = await set.run({ mailboxId: mailbox.id, address: (typed ?? kept).trim() });
    if (!result.ok) return;
    setTyped(null);
    setOpen(false);
    toasts.show(t("settings.replyToKept"), { tone: "good" });
  };
  if (!open)
    return (
      <p className={styles.note}>
        {kept === "" ? t("settings.replyToSelf") : t("settings.replyToElsewhere", { address: kept })}{" "}
        <Button variant="quiet" onPress={() => setOpen(true)}>
          {t("settings.replyToChange")}
        </Button>
      </p>
    );
  return (
    <form className={styles.stack} noValidate onSubmit={(event) => void save(event)}>
      <TextField
        label={t("settings.replyTo")}
        description={t("settings.replyToAbout")}
        value={typed ?? kept}
        onChange={setTyped}
        maxLength={254}
      />
      {set.failure !== null && <FailureBanner failure={set.failure} />}
      <div className={styles.actions}>
        <FormActs onCancel={() => setOpen(false)} type="submit" isPending={set.pending}>
          {t("app.save")}
        </FormActs>
      </div>
    </form>
  );
}
