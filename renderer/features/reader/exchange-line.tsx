import MessageCircle from "lucide-react/icons/message-circle";
import MessageCircleOff from "lucide-react/icons/message-circle-off";
import MessageCirclePlus from "lucide-react/icons/message-circle-plus";
import { useState } from "react";
import type { ExchangeState, MessageView } from "#shared/domain/message";
import { useText } from "../../text";
import { Button, Glyph, type Icon } from "../../ui";
import { startDraft } from "../../workspace";
import { FinHelp } from "../composer";
import styles from "./exchange-line.module.css";

const icons: Readonly<Record<ExchangeState, Icon>> = {
  open: MessageCircle,
  closed: MessageCircleOff,
  reopened: MessageCirclePlus,
};

/** Where the exchange with the patient stands, and the one gesture that changes it: a message is prepared, the person reads and sends it. */
export function ExchangeLine({
  state,
  answers,
}: {
  readonly state: ExchangeState;
  readonly answers: MessageView["id"] | null;
}) {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const prepare = (mode: "close" | "reopen"): void => {
    setBusy(true);
    void startDraft({ mode, answers }).finally(() => setBusy(false));
  };
  const change = state === "closed" ? "reopen" : "close";
  return (
    <div className={styles.line}>
      <span className={styles.state} data-state={state}>
        <Glyph icon={icons[state]} size={17} />
        <strong>{t(`reader.exchange-${state}`)}</strong>
      </span>
      <span className={styles.about}>{t(`reader.exchangeAbout-${state}`)}</span>
      {answers !== null && (
        <span className={styles.actions} data-print="never">
          <Button variant="quiet" isPending={busy} onPress={() => prepare(change)}>
            {t(`reader.exchange-${change}`)}
          </Button>
          <FinHelp />
        </span>
      )}
    </div>
  );
}
