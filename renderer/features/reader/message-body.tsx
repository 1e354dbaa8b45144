import { useCallback, useContext, useState } from "react";
import type { MessageView } from "#shared/domain/message";
import { MessageFrame, TextBody } from "../../frame";
import { useText } from "../../text";
import { Banner, Button, LoadingNote, Skeleton } from "../../ui";
import { Bringing } from "./bringing";
import styles from "./message.module.css";

/** The text of a message; its formatting on demand, or at once when it has no text or was written here. */
export function MessageBody({ message }: { readonly message: MessageView }) {
  const t = useText();
  const [asked, setAsked] = useState<boolean | null>(null);
  const [tooLong, setTooLong] = useState(false);
  const [removed, setRemoved] = useState(false);
  const onTooLong = useCallback(() => setTooLong(true), []);
  const onRemoved = useCallback(() => setRemoved(true), []);
  const isBringing = useContext(Bringing);
  if (message.bodyState === "not-fetched" && isBringing)
    return (
      <>
        <LoadingNote />
        <Skeleton widths={[88, 76, 82]} />
      </>
    );
  if (message.bodyState !== "stored")
    return (
      <Banner tone={message.bodyState === "not-fetched" ? "info" : "warning"}>
        {t(`reader.body-${message.bodyState}`)}
      </Banner>
    );
  const formatted = message.html !== null && !tooLong && (asked ?? (message.outgoing || message.text.trim() === ""));
  if (message.text.trim() === "" && !formatted)
    return <p className={styles.none}>{t(tooLong ? "reader.tooBigHtml" : "reader.emptyBody")}</p>;
  return (
    <div className={styles.body}>
      {formatted && message.html !== null ? (
        <MessageFrame html={message.html} title={t("reader.frame")} onTooLong={onTooLong} onRemoved={onRemoved} />
      ) : (
        <TextBody text={message.text} />
      )}
      {tooLong && <p className={styles.none}>{t("reader.tooBigHtml")}</p>}
      {formatted && removed && <p className={styles.none}>{t("reader.removedRemote")}</p>}
      {message.html !== null && message.text.trim() !== "" && !tooLong && (
        <Button variant="quiet" className={styles.format} onPress={() => setAsked(!formatted)}>
          {t(formatted ? "reader.showText" : "reader.showHtml")}
        </Button>
      )}
    </div>
  );
}
