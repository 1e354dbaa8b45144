import type { MailboxId } from "#shared/domain/ids";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Banner, Button, Progress } from "../../ui";
import styles from "./accounts.module.css";

/** The first reception of a mailbox: how far it has come; one may open it at once. */
export function FirstSync({
  id,
  onOpen,
  onAnother,
}: {
  readonly id: MailboxId;
  readonly onOpen: () => void;
  readonly onAnother: () => void;
}) {
  const t = useText();
  const mailboxes = useQueryOf("mailboxes.list", undefined);
  const connection = mailboxes.data?.find((mailbox) => mailbox.id === id)?.connection;
  return (
    <div className={styles.form}>
      {connection?.state === "syncing" && (
        <Progress
          label={t("accounts.syncTitle")}
          value={connection.done}
          max={connection.total}
          valueLabel={t("accounts.syncProgress", { done: connection.done, total: connection.total })}
        />
      )}
      {(connection === undefined || connection.state === "connecting") && (
        <Progress label={t("accounts.syncStarting")} value={null} />
      )}
      {connection?.state === "ready" && (
        <Banner tone="good" live>
          {t("accounts.syncReady")}
        </Banner>
      )}
      {connection?.state === "offline" && (
        <Banner tone="warning" live>
          {t(`accounts.offline-${connection.reason}`)}
        </Banner>
      )}
      <div className={styles.actions}>
        <Button onPress={onAnother}>{t("accounts.another")}</Button>
        <Button variant="primary" onPress={onOpen}>
          {t("accounts.openNow")}
        </Button>
      </div>
    </div>
  );
}
