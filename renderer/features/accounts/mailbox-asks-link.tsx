import { useState } from "react";
import Link from "lucide-react/icons/link";
import type { LinkAsked, MailboxView } from "#shared/contract/accounts";
import { useCommand, useSession } from "../../bridge";
import { useText } from "../../text";
import { Banner, Button } from "../../ui";
import { LinkWait } from "./link-wait";
import { useFocusKept } from "./use-focus-kept";
import styles from "./accounts.module.css";

/** A mailbox that its operator opens by a link: asked for here, waited for, given up at once; what became of the last one is said. */
export function MailboxAsksLink({ mailbox, asks }: { readonly mailbox: MailboxView; readonly asks: LinkAsked }) {
  const session = useSession();
  // Signed out, she signs in first: that is said beside it.
  return session?.state === "signed-in" ? <LinkNotice mailbox={mailbox} asks={asks} /> : null;
}

function LinkNotice({ mailbox, asks }: { readonly mailbox: MailboxView; readonly asks: LinkAsked }) {
  const t = useText();
  const { name } = mailbox;
  const [asked, setAsked] = useState(false);
  // The button that was pressed makes way for another.
  const place = useFocusKept(asked ? asks.why : null);
  const words = asks.sent === null ? "accounts.link-asked" : "accounts.link-waiting";
  return (
    <div ref={place} tabIndex={-1} role="group" aria-label={name} className={styles.notice}>
      {asks.why === "waiting" ? (
        <LinkWait sent={asks.sent}>{t(words, { name })}</LinkWait>
      ) : (
        <AskAgain mailbox={mailbox} why={asks.why} onAsk={() => setAsked(true)} />
      )}
    </div>
  );
}

function AskAgain({
  mailbox: { id, name },
  why,
  onAsk,
}: {
  readonly mailbox: MailboxView;
  readonly why: Exclude<LinkAsked["why"], "waiting">;
  readonly onAsk: () => void;
}) {
  const t = useText();
  const ask = useCommand("mailboxes.askLink");
  const press = (): void => {
    onAsk();
    void ask.run({ mailboxId: id });
  };
  return (
    <Banner
      tone={why === "first" || why === "again" ? "info" : "warning"}
      live
      actions={
        <Button icon={Link} onPress={press} isPending={ask.pending}>
          {t("accounts.askLink")}
        </Button>
      }
    >
      {t(`accounts.link-${why}`, { name })}
    </Banner>
  );
}
