import PlugZap from "lucide-react/icons/plug-zap";
import Plus from "lucide-react/icons/plus";
import { useEffect, useState } from "react";
import type { MailboxView, TestStep } from "#shared/contract/accounts";
import { onAppEvent, useCommand, useQueryOf } from "../../bridge";
import { useText, type Text } from "../../text";
import { Banner, Button, Card } from "../../ui";
import { MailboxAsksBanner, TestSteps } from "../accounts";
import { MailboxCertificate } from "./mailbox-certificate";
import { connectionWords, workspace } from "../../workspace";
import { ReplyToField } from "./reply-to-field";
import styles from "./settings.module.css";

/** The mailboxes of the profile: address, how correspondents see them, connection, its test. */
export function MailboxSettings() {
  const t = useText();
  const mailboxes = useQueryOf("mailboxes.list", undefined).data ?? [];
  const add = (
    <Button icon={Plus} onPress={() => workspace.goPage("add-mailbox")}>
      {t("settings.addMailbox")}
    </Button>
  );
  return (
    <Card title={t("settings.mailboxes")} actions={add}>
      <ul>
        {mailboxes.map((mailbox) => (
          <Mailbox key={mailbox.id} mailbox={mailbox} />
        ))}
      </ul>
    </Card>
  );
}

function Mailbox({ mailbox }: { readonly mailbox: MailboxView }) {
  const t = useText();
  const test = useCommand("mailboxes.test");
  const [steps, setSteps] = useState<readonly TestStep[] | null>(null);
  const [live, setLive] = useState<readonly TestStep[]>([]);
  useEffect(
    () =>
      onAppEvent((event) => {
        if (event.kind === "connection-test" && event.address === mailbox.address) setLive(event.steps);
      }),
    [mailbox.address],
  );
  const run = async (): Promise<void> => {
    setSteps(null);
    setLive([]);
    const result = await test.run({ mailboxId: mailbox.id });
    if (result.ok) setSteps(result.value);
  };
  const trouble = troubleWords(mailbox, t);
  // Why it is away is the banner's to say.
  const said =
    mailbox.connection.state === "offline" ? t("accounts.connection-offline") : connectionWords(mailbox.connection, t);
  const failed = steps?.find((step) => step.state === "failed");
  return (
    <li className={styles.mailbox}>
      <div className={styles.words}>
        <p>
          <strong>{mailbox.name}</strong> · {t(`settings.mailboxKind-${mailbox.kind}`)}
        </p>
        <p className={styles.address}>{mailbox.address}</p>
        <p className={styles.note}>{`${t("settings.seenAs", { label: mailbox.fromLabel })} · ${said}`}</p>
        <MailboxAsksBanner mailbox={mailbox} />
        {mailbox.statesHere && <Banner>{t("settings.statesHere")}</Banner>}
        <ReplyToField mailbox={mailbox} />
        {steps === null && trouble !== null && <Banner tone="warning">{trouble}</Banner>}
        {steps !== null && (
          <Banner tone={failed === undefined ? "good" : "warning"} live>
            {failed === undefined
              ? t("settings.testOk")
              : t("settings.testFailed", { step: t(`accounts.step-${failed.step}`) })}
          </Banner>
        )}
        {(steps !== null || test.pending) && <TestSteps steps={steps ?? live} running={test.pending} />}
      </div>
      {mailbox.kind === "APP" && <MailboxCertificate mailbox={mailbox} />}
      <Button icon={PlugZap} isPending={test.pending} onPress={() => void run()}>
        {t("settings.testMailbox")}
      </Button>
    </li>
  );
}

/** Why a mailbox that should be connected is not; null when it is, or when the person signed out. */
function troubleWords({ connection }: MailboxView, t: Text): string | null {
  if (connection.state !== "offline" || connection.reason === "signed-out" || connection.reason === "paused")
    return null;
  const { reason, code } = connection;
  return code === undefined ? t(`accounts.offline-${reason}`) : t.ofCode("accounts", `fail-${code}`);
}
