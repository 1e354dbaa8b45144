import CircleCheck from "lucide-react/icons/circle-check";
import CircleX from "lucide-react/icons/circle-x";
import Hourglass from "lucide-react/icons/hourglass";
import RefreshCw from "lucide-react/icons/refresh-cw";
import SearchCheck from "lucide-react/icons/search-check";
import Send from "lucide-react/icons/send";
import Undo from "lucide-react/icons/undo-2";
import type { OutboxItem } from "#shared/domain/draft";
import { readHeld } from "#shared/rules/held-message";
import { momentOf, timeLeft } from "#shared/text/formats/index";
import { call, useCommand, useQueryOf, useSession } from "../../bridge";
import { useText, type Text } from "../../text";
import { Badge, Button, toasts, useNow, type Icon, type Tone } from "../../ui";
import { workspace } from "../../workspace";
import { pointText, SendLaterMenu } from "../composer";
import styles from "./outbox.module.css";

const looks: Readonly<Record<OutboxItem["state"], { readonly icon: Icon; readonly tone: Tone }>> = {
  waiting: { icon: Hourglass, tone: "neutral" },
  sending: { icon: Send, tone: "brand" },
  retry: { icon: RefreshCw, tone: "warning" },
  "to-verify": { icon: SearchCheck, tone: "warning" },
  sent: { icon: CircleCheck, tone: "good" },
  failed: { icon: CircleX, tone: "warning" },
};

/** What leaves later than this was planned. */
const SOON_MS = 120_000;

/** One message on its way: to whom, what becomes of it and why, what may be done. */
export function OutboxLine({ item }: { readonly item: OutboxItem }) {
  const t = useText();
  const now = useNow(1000, item.state === "waiting" || item.state === "retry");
  const names = item.to.map(({ name, address }) => name || address);
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <p className={styles.subject}>{item.subject === "" ? t("reader.noSubject") : item.subject}</p>
        <p className={styles.to}>
          {t("writing.outboxTo", { names: names.length > 4 ? `${names.slice(0, 4).join(", ")}…` : names.join(", ") })}
        </p>
        <p className={styles.state}>
          <Badge {...(readHeld(item.failure) === null ? looks[item.state] : looks["to-verify"])}>
            {stateWords(item, now, t)}
          </Badge>
        </p>
        <Why item={item} planned={Date.parse(item.sendAt) - now > SOON_MS} />
      </div>
      <Actions item={item} held={item.state === "waiting"} />
    </li>
  );
}

function Why({ item, planned }: { readonly item: OutboxItem; readonly planned: boolean }) {
  const t = useText();
  const signedIn = useSession()?.state === "signed-in";
  const mailboxes = useQueryOf("mailboxes.list", undefined).data ?? [];
  const asks = mailboxes.find(({ id }) => id === item.mailboxId)?.asks?.kind;
  if (item.state === "waiting" && planned) return <p className={styles.why}>{t("writing.outboxAbout-planned")}</p>;
  if (item.state === "waiting" && !signedIn) return <p className={styles.why}>{t("writing.outboxAbout-signed-out")}</p>;
  if (item.state === "waiting" && asks !== undefined)
    return <p className={styles.why}>{t(`writing.outboxAbout-${asks}`)}</p>;
  const held = readHeld(item.failure);
  if (held !== null)
    return (
      <p className={styles.why}>
        {t("writing.outboxAbout-held")}{" "}
        {held.code === "patient-identity" ? t("writing.outboxHeld-identity") : pointText(held.severity, held, t)}
      </p>
    );
  if (item.state === "to-verify") return <p className={styles.why}>{t("writing.outboxAbout-to-verify")}</p>;
  if (item.state !== "retry" && item.state !== "failed" && item.failure === null) return null;
  return (
    <p className={styles.why}>
      {item.failure !== null && t.ofCode("failures", item.failure)}
      {item.state === "retry" && ` ${t("writing.outboxAbout-retry", { count: item.attempts })}`}
    </p>
  );
}

function Actions({ item, held }: { readonly item: OutboxItem; readonly held: boolean }) {
  const t = useText();
  const undo = useCommand("outbox.undo");
  const undoReport = useCommand("reports.undo");
  const retry = useCommand("outbox.retry");
  const takeBack = async (): Promise<void> => {
    if (item.draftId === null) {
      if ((await undoReport.run({ id: item.id })).ok) toasts.show(t("reports.takenBack"));
      return;
    }
    const result = await undo.run({ id: item.id });
    if (!result.ok) return;
    workspace.write(result.value.id);
    toasts.show(t("writing.reopened"));
  };
  const see = async (): Promise<void> => {
    const result = await call("outbox.conversation", { id: item.id });
    if (!result.ok) toasts.failure(result.failure);
    else if (result.value.id !== null) workspace.openConversation(result.value.id);
    else workspace.goList("sent");
  };
  return (
    <div className={styles.actions}>
      {(held || item.state === "retry" || item.state === "failed") && (
        <Button icon={Undo} isPending={undo.pending || undoReport.pending} onPress={() => void takeBack()}>
          {t(takeBackWords(item))}
        </Button>
      )}
      {held && item.draftId !== null && <Replan item={item} />}
      {(item.state === "retry" || (item.state === "failed" && readHeld(item.failure) === null)) && (
        <Button icon={RefreshCw} isPending={retry.pending} onPress={() => void retry.run({ id: item.id })}>
          {t("writing.retryNow")}
        </Button>
      )}
      {item.state === "sent" && <Button onPress={() => void see()}>{t("writing.openSent")}</Button>}
    </div>
  );
}

function takeBackWords(item: OutboxItem) {
  if (item.draftId === null) return "reports.takeBack";
  if (item.state === "waiting") return "writing.undoSend";
  // What is held back would be again: it is opened, and answered there.
  return readHeld(item.failure) === null ? "writing.backToDraft" : "writing.checkHeld";
}

/** Another moment for a message that waits, or now. */
function Replan({ item }: { readonly item: OutboxItem }) {
  const t = useText();
  const move = useCommand("outbox.reschedule");
  const now = {
    id: "now",
    label: t("writing.later-now"),
    icon: Send,
    run: () => void move.run({ id: item.id, sendAt: null }),
  };
  return (
    <SendLaterMenu first={[now]} onChoose={(at) => void move.run({ id: item.id, sendAt: at.toISOString() })}>
      <Button icon={Hourglass} isPending={move.pending}>
        {t("writing.replan")}
      </Button>
    </SendLaterMenu>
  );
}

function stateWords(item: OutboxItem, now: number, t: Text): string {
  if (readHeld(item.failure) !== null) return t("writing.outbox-held");
  if (item.state !== "waiting" && item.state !== "retry") return t(`writing.outbox-${item.state}`);
  const seconds = (Date.parse(item.sendAt) - now) / 1000;
  // Past its time, it only waits for a way out.
  if (item.state === "waiting" && seconds < -2) return t("writing.outbox-due");
  const when =
    seconds < 3600
      ? t("writing.inSeconds", { left: timeLeft(seconds) })
      : momentOf(item.sendAt, new Date(now), t.language);
  return t(`writing.outbox-${item.state}`, { when });
}
