import CreditCard from "lucide-react/icons/credit-card";
import Smartphone from "lucide-react/icons/smartphone";
import type { SessionState } from "#shared/domain/session";
import { spacedIdNat, timeLeft } from "#shared/text/formats/index";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, Hidden, Progress, useNow } from "../../ui";
import styles from "./sign-in.module.css";

/** The two digits to compare with the telephone, the time left, and the ways out. */
export function Waiting({
  session,
  demo,
}: {
  readonly session: Extract<SessionState, { state: "waiting" }>;
  readonly demo: boolean;
}) {
  const t = useText();
  const cancel = useCommand("session.cancel");
  const signIn = useCommand("session.signIn");
  const phone = useCommand("demo.showPhone");
  const now = useNow(250);
  const ends = Date.parse(session.expiresAt);
  const whole = Math.max(1, ends - Date.parse(session.startedAt));
  const left = Math.max(0, ends - now);
  const card = session.channel === "card";
  const other = async (): Promise<void> => {
    await cancel.run(undefined);
    await signIn.run({ idNat: session.idNat, channel: card ? "mobile" : "card" });
  };
  return (
    <div className={styles.waiting}>
      <Digits number={session.bindingMessage} />
      <div className={styles.left}>
        <Progress label={t("session.timeLeft")} hideLabel value={left} max={whole} valueLabel={timeLeft(left / 1000)} />
        <p className={styles.leftWords}>
          {t("session.left", { left: timeLeft(left / 1000) })}{" "}
          <span className={styles.mono}>{spacedIdNat(session.idNat)}</span>
        </p>
      </div>
      <div className={styles.ways}>
        <Button onPress={() => void cancel.run(undefined)}>{t("app.cancel")}</Button>
        <Button icon={card ? Smartphone : CreditCard} onPress={() => void other()}>
          {t(card ? "session.channelMobileAgain" : "session.channelCard")}
        </Button>
        {demo && (
          <Button variant="quiet" icon={Smartphone} onPress={() => void phone.run(undefined)}>
            {t("session.showPhone")}
          </Button>
        )}
      </div>
    </div>
  );
}

function Digits({ number }: { readonly number: string }) {
  const t = useText();
  if (number === "") return null;
  return (
    <>
      <p className={styles.digits} aria-hidden="true">
        {number}
      </p>
      <span role="status">
        <Hidden>{t("session.number", { number })}</Hidden>
      </span>
    </>
  );
}
