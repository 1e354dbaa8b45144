import KeyRound from "lucide-react/icons/key-round";
import { useState, type FormEvent } from "react";
import type { CodeAsked, MailboxView } from "#shared/contract/accounts";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Banner, Button, Dialog, FailureBanner } from "../../ui";
import { CodeFields } from "./code-fields";
import { MailboxAsksLink } from "./mailbox-asks-link";
import { givenCode, OPENING } from "./mailbox-fields";
import styles from "./accounts.module.css";

/** What a mailbox waits for from the person, and how she gives it; nothing while it asks for nothing. */
export function MailboxAsksBanner({ mailbox }: { readonly mailbox: MailboxView }) {
  if (mailbox.asks === null) return null;
  if (mailbox.asks.kind === "link") return <MailboxAsksLink mailbox={mailbox} asks={mailbox.asks} />;
  return <CodeBanner mailbox={mailbox} asks={mailbox.asks} />;
}

function CodeBanner({ mailbox, asks }: { readonly mailbox: MailboxView; readonly asks: CodeAsked }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const { name } = mailbox;
  return (
    <>
      <Banner
        tone={asks.why === "refused" ? "warning" : "info"}
        live
        actions={
          <Button icon={KeyRound} onPress={() => setOpen(true)}>
            {t("accounts.giveCode")}
          </Button>
        }
      >
        {t(`accounts.asks-${asks.why}`, { name })}
      </Banner>
      <Dialog title={t("accounts.giveCodeTitle", { name })} isOpen={isOpen} onClose={() => setOpen(false)} size="small">
        <CodeForm mailbox={mailbox} asks={asks} />
      </Dialog>
    </>
  );
}

/** Gone with the banner once the mailbox asks for nothing more. */
function CodeForm({ mailbox, asks }: { readonly mailbox: MailboxView; readonly asks: CodeAsked }) {
  const t = useText();
  const give = useCommand("mailboxes.giveCode", { failures: "inline" });
  const [typed, setTyped] = useState({ ...OPENING, place: asks.place });
  const [tried, setTried] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const secret = givenCode(typed, asks.withPassword);
    if (secret === null) return;
    await give.run({ mailboxId: mailbox.id, secret });
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <p className={styles.manualAbout}>{t("accounts.giveCodeAbout", { login: asks.login })}</p>
      <CodeFields
        opening={typed}
        withPassword={asks.withPassword}
        tried={tried}
        takesFocus
        onChange={(part) => setTyped({ ...typed, ...part })}
      />
      <FailureBanner failure={give.failure} />
      <Button variant="primary" type="submit" isPending={give.pending}>
        {t("accounts.openMailbox")}
      </Button>
    </form>
  );
}
