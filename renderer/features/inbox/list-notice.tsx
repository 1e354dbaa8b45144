import { useQueryOf, useSession } from "../../bridge";
import { useText } from "../../text";
import { Banner, Button } from "../../ui";
import { workspace } from "../../workspace";
import styles from "./conversation-list.module.css";

/** Said once, above the list: signed out, with the way back in; or a disk on which nothing more is kept. */
export function ListNotice() {
  const t = useText();
  const session = useSession();
  const mailboxes = useQueryOf("mailboxes.list", undefined).data ?? [];
  const isDiskFull = mailboxes.some(({ connection }) => connection.state === "offline" && connection.reason === "disk");
  if (isDiskFull)
    return (
      <div className={styles.banner}>
        <Banner tone="warning" live>
          {t("accounts.offline-disk")}
        </Banner>
      </div>
    );
  if (session?.state !== "signed-out") return null;
  return (
    <div className={styles.banner}>
      <Banner tone="info" actions={<Button onPress={() => workspace.signIn(true)}>{t("session.signIn")}</Button>}>
        {t("inbox.signedOutBanner")}
      </Banner>
    </div>
  );
}
