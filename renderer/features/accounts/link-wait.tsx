import type { ReactNode } from "react";
import type { LinkSent } from "#shared/contract/accounts";
import { clock, timeLeft } from "#shared/text/formats/index";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Banner, Button, Hidden, useNow } from "../../ui";
import styles from "./accounts.module.css";

export type LinkWaitProps = {
  /** What is waited for. */
  readonly children: ReactNode;
  /** The link; null while it is not sent yet. */
  readonly sent: LinkSent | null;
};

/** A link of the operator on its way to the person: the time left, and a way out that works at once. */
export function LinkWait({ children, sent }: LinkWaitProps) {
  const t = useText();
  const cancel = useCommand("mailboxes.cancelLink");
  return (
    <Banner tone="info" live actions={<Button onPress={() => void cancel.run(undefined)}>{t("app.cancel")}</Button>}>
      {children} {sent?.digits && <Digits digits={sent.digits} />}
      {sent !== null && <TimeLeft until={sent.until} />}
    </Banner>
  );
}

function Digits({ digits }: { readonly digits: string }) {
  const t = useText();
  return (
    <>
      {t("accounts.linkDigits")} <strong className={styles.digits}>{digits}</strong>.{" "}
    </>
  );
}

/** Seconds that pass are seen; what is said aloud is the hour, once. */
function TimeLeft({ until }: { readonly until: string }) {
  const t = useText();
  const ends = Date.parse(until);
  const now = useNow(500);
  return (
    <>
      <span aria-hidden="true">{t("accounts.linkLeft", { left: timeLeft(Math.max(0, ends - now) / 1000) })}</span>
      <Hidden>{t("accounts.linkUntil", { time: clock(new Date(ends), t.language) })}</Hidden>
    </>
  );
}
