import AlarmClock from "lucide-react/icons/alarm-clock";
import Check from "lucide-react/icons/check";
import Clock from "lucide-react/icons/clock";
import CloudDownload from "lucide-react/icons/cloud-download";
import FilePen from "lucide-react/icons/file-pen-line";
import FileText from "lucide-react/icons/file-text";
import FolderCheck from "lucide-react/icons/folder-check";
import MessageCircleOff from "lucide-react/icons/message-circle-off";
import MessageCirclePlus from "lucide-react/icons/message-circle-plus";
import Paperclip from "lucide-react/icons/paperclip";
import Replace from "lucide-react/icons/replace";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import type { CSSProperties, MouseEvent } from "react";
import type { MailboxView } from "#shared/contract/accounts";
import type { ConversationRow } from "#shared/domain/message";
import { comingMoment, daysSince } from "#shared/text/formats/index";
import { useText } from "../../text";
import { AvatarTile, Badge, classes, Glyph, Hidden, TimeText, useToday, type Icon, type Tone } from "../../ui";
import { LabelBadge } from "../labels";
import { TakenBadge } from "../sharing";
import styles from "./conversation-row.module.css";

const flags: Readonly<Record<ConversationRow["flags"][number], readonly [Icon, Tone]>> = {
  "identity-to-check": [TriangleAlert, "warning"],
  replaced: [Replace, "document"],
  filed: [FolderCheck, "good"],
  bounced: [TriangleAlert, "warning"],
  draft: [FilePen, "neutral"],
  elsewhere: [CloudDownload, "neutral"],
};

const hasBadges = (row: ConversationRow): boolean =>
  row.documents > 0 ||
  row.messages > 1 ||
  row.attachments > 0 ||
  row.flags.length > 0 ||
  row.exchange === "closed" ||
  row.exchange === "reopened" ||
  row.labels.length > 0 ||
  row.takenBy !== null ||
  row.snoozedUntil !== null ||
  row.awaiting;

/** Height of a row before it is measured. */
export const heightOf = (row: ConversationRow): number =>
  document.documentElement.dataset["density"] === "compact" ? 52 : hasBadges(row) ? 105 : 82;

export type RowProps = {
  readonly row: ConversationRow;
  readonly chosen: boolean;
  readonly active: boolean;
  /** The mailbox it came to, where several are shown together and it is not the person's first one. */
  readonly mailbox: MailboxView | null;
  readonly onCheck?: (() => void) | undefined;
};

/** One conversation: who (icon, word, hue), what about, and only the badges that can be acted on. */
export function ConversationRowView({ row, active, chosen, mailbox, onCheck }: RowProps) {
  const t = useText();
  // A draft for nobody yet says so, rather than a kind of correspondent.
  const nobody = row.name === "" && row.flags.includes("draft");
  const check = (event: MouseEvent): void => {
    event.stopPropagation();
    onCheck?.();
  };
  return (
    <div className={classes(styles.row, row.unread && styles.unread, active && styles.here)}>
      {/* The tile ticks its row by mouse; by keyboard it is Space or x on the row. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <span
        className={classes(styles.tile, chosen && styles.ticked)}
        onClick={onCheck === undefined ? undefined : check}
      >
        <AvatarTile kind={row.kind} />
        <span className={styles.tick} aria-hidden="true">
          <Glyph icon={Check} size={18} />
        </span>
      </span>
      <div className={styles.words}>
        <div className={styles.first}>
          <span className={styles.name}>{nobody ? t("inbox.noRecipient") : row.name}</span>
          {row.unread && <Hidden>{t("inbox.unread")}</Hidden>}
          <TimeText iso={row.date} form="row" className={styles.time} />
        </div>
        <div className={styles.second}>
          <span className={classes(styles.kind, styles[row.kind])}>
            {!nobody && (
              <span className={styles.word} data-short={t(`app.kindShort-${row.kind}`)}>
                {t(`app.kind-${row.kind}`)}
              </span>
            )}
            {[row.about, row.exchange === "open" ? t("inbox.exchangeOpen") : ""]
              .filter(Boolean)
              .map((word, index) => (nobody && index === 0 ? word : ` · ${word}`))}
          </span>
          {mailbox !== null && (
            <span className={styles.mailbox}>
              <span
                className={styles.dot}
                style={{ "--mailbox": `var(--mailbox-${mailbox.colour % 6})` } as CSSProperties}
              />
              <span className={styles.mailboxName}>{mailbox.name}</span>
            </span>
          )}
          {row.unread && <span className={styles.unreadDot} aria-hidden="true" />}
        </div>
        <div className={styles.subject}>{row.subject === "" ? t("reader.noSubject") : row.subject}</div>
        {hasBadges(row) && <Badges row={row} />}
      </div>
    </div>
  );
}

function Badges({ row }: { readonly row: ConversationRow }) {
  const t = useText();
  const today = useToday();
  return (
    <div className={styles.badges}>
      {row.documents > 0 && (
        <Badge tone="document" icon={FileText}>
          {t("inbox.documents", { count: row.documents })}
        </Badge>
      )}
      {row.exchange === "closed" && (
        <Badge tone="patient" icon={MessageCircleOff}>
          {t("inbox.exchangeClosed")}
        </Badge>
      )}
      {row.exchange === "reopened" && (
        <Badge tone="patient" icon={MessageCirclePlus}>
          {t("inbox.exchangeReopened")}
        </Badge>
      )}
      {row.flags.map((flag) => {
        const [icon, tone] = flags[flag];
        return (
          <Badge key={flag} tone={tone} icon={icon}>
            {t(`inbox.flag-${flag}`)}
          </Badge>
        );
      })}
      {row.snoozedUntil !== null && (
        <Badge icon={AlarmClock}>
          {t("day.snoozedUntil", { when: comingMoment(row.snoozedUntil, today, t.language) })}
        </Badge>
      )}
      {row.awaiting && <Badge icon={Clock}>{t("day.awaitingSince", { days: daysSince(row.date, today) })}</Badge>}
      {row.takenBy !== null && <TakenBadge by={row.takenBy} />}
      {row.labels.map((label) => (
        <LabelBadge key={label.id} label={label} />
      ))}
      {row.attachments > 0 && row.documents === 0 && (
        <Badge icon={Paperclip}>{t("inbox.attachments", { count: row.attachments })}</Badge>
      )}
      {row.messages > 1 && <Badge>{t("inbox.messages", { count: row.messages })}</Badge>}
    </div>
  );
}
