import { useState } from "react";
import type { MessageView } from "#shared/domain/message";
import { useText } from "../../text";
import { Button } from "../../ui";
import { MessageCard } from "./message-card";
import styles from "./reader.module.css";

const SHOWN = 6;
/** Of what was not read yet, so many are open at once: more would be scrolled past before they are painted. */
const MOST_OPEN = 12;

/** The messages, oldest first: read ones folded to a line, unread ones (the latest of many) and the last open, the older ones of a long exchange behind one button. */
export function Messages({ messages }: { readonly messages: readonly MessageView[] }) {
  const t = useText();
  const [all, setAll] = useState(false);
  const hidden = all || messages.length <= SHOWN + 1 ? 0 : firstShown(messages);
  return (
    <>
      {hidden > 0 && (
        <Button variant="plain" className={styles.earlier} onPress={() => setAll(true)}>
          {t("reader.earlier", { count: hidden })}
        </Button>
      )}
      {messages.slice(hidden).map((message, at, shown) => (
        <MessageCard
          key={message.id}
          message={message}
          last={at === shown.length - 1}
          startsOpen={
            (message.unread && at >= shown.length - MOST_OPEN) || at === shown.length - 1 || needsEye(message)
          }
        />
      ))}
    </>
  );
}

/** Index of the first message shown: the last few, and from the first unread one. */
function firstShown(messages: readonly MessageView[]): number {
  const unread = messages.findIndex((message) => message.unread);
  return Math.max(0, Math.min(messages.length - SHOWN, unread < 0 ? messages.length : unread));
}

/** A message that did not leave is never folded away. */
const needsEye = (message: MessageView): boolean =>
  message.delivery !== null && ["failed", "bounced", "to-verify", "not-integrated"].includes(message.delivery.state);
