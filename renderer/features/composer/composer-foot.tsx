import Clock from "lucide-react/icons/clock";
import Paperclip from "lucide-react/icons/paperclip";
import Send from "lucide-react/icons/send";
import type { ReactNode } from "react";
import { useText } from "../../text";
import { Button, IconButton, Switch } from "../../ui";
import { writesToPatient } from "./draft-recipients";
import { FinHelp } from "./fin-help";
import { FormatSwitch } from "./format-switch";
import { SendLaterMenu } from "./send-later-menu";
import { SendOptions } from "./send-options";
import type { DraftInHand } from "./use-draft";
import type { Sending } from "./use-sending";
import styles from "./composer.module.css";

/** FIN when a patient is written to, formatting, what is asked back, attach, send. */
export function ComposerFoot(props: {
  readonly draft: DraftInHand;
  /** Whether the operator reports deliveries; null while it has not said. */
  readonly reportsDelivery: boolean | null;
  readonly attaching: boolean;
  readonly sending: Sending;
  readonly onAttach: () => void;
  /** What inserts a ready text, and what attaches what was scanned. */
  readonly tools: ReactNode;
}) {
  const { draft, reportsDelivery, attaching, sending, onAttach, tools } = props;
  const t = useText();
  const hasPatient = writesToPatient(draft.fields);
  return (
    <footer className={styles.foot}>
      <div className={styles.choices}>
        {hasPatient && (
          <span className={styles.choice}>
            <Switch
              tone="patient"
              label={t("writing.fin")}
              description={t("writing.finAbout")}
              isSelected={draft.fields.fin}
              onChange={(fin) => draft.set({ fin })}
            />
            <FinHelp />
          </span>
        )}
        <span className={styles.choice}>
          <FormatSwitch draft={draft} />
          <SendOptions draft={draft} hasPatient={hasPatient} reportsDelivery={reportsDelivery} />
        </span>
      </div>
      <div className={styles.actions}>
        {tools}
        <Button icon={Paperclip} isPending={attaching} onPress={onAttach}>
          {t("writing.attach")}
        </Button>
        <SendLaterMenu onChoose={sending.sendAt}>
          <IconButton icon={Clock} label={t("writing.sendLater")} isDisabled={sending.busy} />
        </SendLaterMenu>
        <Button variant="primary" icon={Send} isPending={sending.busy} onPress={sending.send}>
          {t("writing.send")}
        </Button>
      </div>
    </footer>
  );
}
