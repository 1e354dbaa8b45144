import { useQueryOf, useSession } from "../../bridge";
import { useText } from "../../text";
import { Banner, Button } from "../../ui";
import { MailboxAsksBanner } from "../accounts";
import { workspace } from "../../workspace";
import styles from "./conversation-list.module.css";

/** Said once, above the list: signed out, with the way back in; a mailbox that asks for its code; or a disk on which nothing more is kept. */
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
  const asking = mailboxes.filter(({ asks }) => asks !== null);
  const isSignedOut = session?.state === "signed-out";
  if (!isSignedOut && asking.length === 0) return null;
  return (
    <div className={styles.banner}>
      {asking.map((mailbox) => (
        <MailboxAsksBanner key={mailbox.id} mailbox={mailbox} />
      ))}
      {isSignedOut && (
        <Banner tone="info" actions={<Button onPress={() => workspace.signIn(true)}>{t("session.signIn")}</Button>}>
          {t("inbox.signedOutBanner")}
        </Banner>
      )}
    </div>
  );
}
