import Link from "lucide-react/icons/link";
import type { LinkAsked, MailboxView } from "#shared/contract/accounts";
import { useCommand, useSession } from "../../bridge";
import { useText } from "../../text";
import { Banner, Button } from "../../ui";

/** A mailbox that its operator opens by a link: asked for here, waited for, given up at once; what became of the last one is said. */
export function MailboxAsksLink({ mailbox, asks }: { readonly mailbox: MailboxView; readonly asks: LinkAsked }) {
  const t = useText();
  const ask = useCommand("mailboxes.askLink");
  const cancel = useCommand("mailboxes.cancelLink");
  const session = useSession();
  const { id, name } = mailbox;
  // Signed out, she signs in first: that is said beside it.
  if (session?.state !== "signed-in") return null;
  const isCalm = asks.why === "first" || asks.why === "again" || asks.why === "waiting";
  return (
    <Banner
      tone={isCalm ? "info" : "warning"}
      live
      actions={
        asks.why === "waiting" ? (
          <Button onPress={() => void cancel.run(undefined)}>{t("app.cancel")}</Button>
        ) : (
          <Button icon={Link} onPress={() => void ask.run({ mailboxId: id })} isPending={ask.pending}>
            {t("accounts.askLink")}
          </Button>
        )
      }
    >
      {t(`accounts.link-${asks.why}`, { name })}
    </Banner>
  );
}
