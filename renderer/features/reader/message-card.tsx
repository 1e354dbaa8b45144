import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronUp from "lucide-react/icons/chevron-up";
import ChevronsDownUp from "lucide-react/icons/chevrons-down-up";
import MessageCircleOff from "lucide-react/icons/message-circle-off";
import { useState } from "react";
import type { MessageView } from "#shared/domain/message";
import { fullMoment } from "#shared/text/formats/index";
import { useText, type Text } from "../../text";
import { Badge, Banner, classes, Glyph, IconButton, TimeText } from "../../ui";
import { workspace } from "../../workspace";
import { DocumentCardView } from "../documents";
import { PersonButton } from "../recipients";
import { RuledNote } from "../rules";
import { colleagueName } from "../sharing";
import { Attachments } from "./attachments";
import { DeliveryNote } from "./delivery-note";
import { MessageBody } from "./message-body";
import { MessageDetails } from "./message-details";
import { ReceiptNote } from "./receipt-note";
import { ReportNote } from "./report-note";
import { ReceiptRequest } from "./receipt-request";
import styles from "./message.module.css";

export type MessageCardProps = { readonly message: MessageView; readonly startsOpen: boolean; readonly last: boolean };

/** One message, folded to a line or open. */
export function MessageCard({ message, startsOpen, last }: MessageCardProps) {
  const t = useText();
  const [open, setOpen] = useState(startsOpen);
  const [details, setDetails] = useState(false);
  const name = senderOf(message, t);
  if (!open) return <Folded message={message} name={name} onOpen={() => setOpen(true)} />;
  return (
    <article
      className={classes(styles.message, message.outgoing && styles.outgoing)}
      aria-label={name}
      data-last={last ? "" : undefined}
    >
      <header className={styles.head}>
        <Head message={message} name={name} />
        <IconButton
          icon={details ? ChevronUp : ChevronDown}
          label={t(details ? "reader.hideDetails" : "reader.details")}
          className={styles.more}
          onPress={() => setDetails(!details)}
        />
        {!last && (
          <IconButton
            icon={ChevronsDownUp}
            label={t("reader.collapse", { name })}
            className={styles.fold}
            onPress={() => setOpen(false)}
          />
        )}
      </header>
      {details && <MessageDetails message={message} />}
      <RuledNote message={message} />
      <Warnings message={message} />
      <ReceiptRequest message={message} />
      {message.receipt === null ? (
        <MessageBody message={message} />
      ) : (
        <ReceiptNote receipt={message.receipt} outgoing={message.outgoing} />
      )}
      <DeliveryNote delivery={message.delivery} />
      <ReportNote message={message} />
      <Documents message={message} />
      <Attachments message={message} />
    </article>
  );
}

function Head({ message, name }: { readonly message: MessageView; readonly name: string }) {
  const t = useText();
  return (
    <>
      <span className={styles.name}>
        {!message.outgoing && message.senderKind === "professional" ? (
          <PersonButton person={message.from} shown={name} />
        ) : (
          name
        )}
      </span>
      <span className={styles.towards} data-paper={onPaper(message, t)}>
        {towards(message, t)}
      </span>
      {message.outgoing && message.mss.mes === "FIN" && (
        <Badge tone="patient" icon={MessageCircleOff}>
          {t("reader.finSent")}
        </Badge>
      )}
      <span className={styles.when} data-paper={fullMoment(message.date, t.language)}>
        <TimeText iso={message.date} />
        <DeliveryNote delivery={message.delivery} short />
      </span>
    </>
  );
}

function Documents({ message }: { readonly message: MessageView }) {
  const t = useText();
  if (message.documents.length === 0) return null;
  return (
    <ul className={styles.documents} aria-label={t("reader.documents")}>
      {message.documents.map((card) => (
        <li key={card.id}>
          <DocumentCardView
            card={card}
            onRead={() => workspace.show({ kind: "document", id: card.id })}
            onFile={() => workspace.show({ kind: "filing", id: card.id })}
          />
        </li>
      ))}
    </ul>
  );
}

function Folded({
  message,
  name,
  onOpen,
}: {
  readonly message: MessageView;
  readonly name: string;
  readonly onOpen: () => void;
}) {
  const t = useText();
  const line = message.text.replace(/\s+/gu, " ").slice(0, 160).trim();
  return (
    <article className={styles.folded} aria-label={t("reader.expand", { name })}>
      <button type="button" className={styles.unfold} onClick={onOpen} aria-expanded={false}>
        <span className={styles.name}>{name}</span>
        <span className={styles.preview}>{line === "" && message.html !== null ? t("reader.frame") : line}</span>
        <span className={styles.when}>
          <TimeText iso={message.date} />
        </span>
        <Glyph icon={ChevronDown} size={16} />
      </button>
    </article>
  );
}

function Warnings({ message }: { readonly message: MessageView }) {
  const t = useText();
  return message.warnings.map((warning) => (
    <Banner key={warning} tone="warning">
      {t(`reader.warning-${warning}`, {
        address: warning === "reply-to-elsewhere" ? (message.replyTo[0]?.address ?? "") : message.from.address,
      })}
    </Banner>
  ));
}

const nameOf = ({ name, address }: { readonly name: string; readonly address: string }): string =>
  name.trim() === "" ? address : name;

/** Ours, unless its copy in Sent says that a colleague of the mailbox sent it. */
function senderOf(message: MessageView, t: Text): string {
  if (!message.outgoing) return nameOf(message.from);
  const { sentBy } = message;
  return sentBy === null || sentBy.mine ? t("reader.you") : colleagueName(sentBy, t);
}

/** To whom, in a few words; patients write from Mon espace santé. */
function towards(message: MessageView, t: Text): string {
  if (!message.outgoing) return message.senderKind === "patient" ? t("reader.viaMes") : "";
  const names = message.to.map(nameOf);
  return t("reader.toPeople", { names: names.length > 3 ? `${names.slice(0, 3).join(", ")}…` : names.join(", ") });
}

/** The addresses in full, which a sheet of paper cannot be asked for. */
const onPaper = ({ from, to, cc }: MessageView, t: Text): string =>
  `${from.address} ${t("reader.toPeople", { names: [...to, ...cc].map(({ address }) => address).join(", ") })}`;
