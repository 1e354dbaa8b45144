import Link from "lucide-react/icons/link";
import type { LinkAsked, MailboxView } from "#shared/contract/accounts";
import { useCommand, useSession } from "../../bridge";
import { useText } from "../../text";
import { Banner, Button } from "../../ui";
import { LinkWait } from "./link-wait";

/** A mailbox that its operator opens by a link: asked for here, waited for, given up at once; what became of the last one is said. */
export function MailboxAsksLink({ mailbox, asks }: { readonly mailbox: MailboxView; readonly asks: LinkAsked }) {
  const t = useText();
  const ask = useCommand("mailboxes.askLink");
  const session = useSession();
  const { id, name } = mailbox;
  // Signed out, she signs in first: that is said beside it.
  if (session?.state !== "signed-in") return null;
  if (asks.why === "waiting") {
    const words = asks.sent === null ? "accounts.link-asked" : "accounts.link-waiting";
    return <LinkWait sent={asks.sent}>{t(words, { name })}</LinkWait>;
  }
  const isCalm = asks.why === "first" || asks.why === "again";
  return (
    <Banner
      tone={isCalm ? "info" : "warning"}
      live
      actions={
        <Button icon={Link} onPress={() => void ask.run({ mailboxId: id })} isPending={ask.pending}>
          {t("accounts.askLink")}
        </Button>
      }
    >
      {t(`accounts.link-${asks.why}`, { name })}
    </Banner>
  );
}
