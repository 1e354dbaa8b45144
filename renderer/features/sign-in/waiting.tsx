import CreditCard from "lucide-react/icons/credit-card";
import Globe from "lucide-react/icons/globe";
import Smartphone from "lucide-react/icons/smartphone";
import type { SessionState, SignInChannel } from "#shared/domain/session";
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
  const now = useNow(250);
  const ends = Date.parse(session.expiresAt);
  const whole = Math.max(1, ends - Date.parse(session.startedAt));
  const left = Math.max(0, ends - now);
  const { channel, idNat } = session;
  const again = async (next: SignInChannel): Promise<void> => {
    await cancel.run(undefined);
    await signIn.run(next === "browser" ? { channel: next } : { channel: next, idNat });
  };
  return (
    <div className={styles.waiting}>
      <Digits number={session.bindingMessage} />
      <div className={styles.left}>
        <Progress label={t("session.timeLeft")} hideLabel value={left} max={whole} valueLabel={timeLeft(left / 1000)} />
        <p className={styles.leftWords}>
          {t(idNat === "" ? "session.browserLeft" : "session.left", { left: timeLeft(left / 1000) })}{" "}
          <span className={styles.mono}>{spacedIdNat(idNat)}</span>
        </p>
      </div>
      <div className={styles.ways}>
        <Button onPress={() => void cancel.run(undefined)}>{t("app.cancel")}</Button>
        <OtherWay channel={channel} onChoose={(next) => void again(next)} />
        {demo && channel !== "browser" && <ShowPhone />}
      </div>
    </div>
  );
}

/** From the telephone to the card and back; in the browser, its page once more. */
function OtherWay({
  channel,
  onChoose,
}: {
  readonly channel: SignInChannel;
  readonly onChoose: (next: SignInChannel) => void;
}) {
  const t = useText();
  const { icon, next, words } = OTHER[channel];
  return (
    <Button icon={icon} onPress={() => onChoose(next)}>
      {t(words)}
    </Button>
  );
}

const OTHER = {
  mobile: { icon: CreditCard, next: "card", words: "session.channelCard" },
  card: { icon: Smartphone, next: "mobile", words: "session.channelMobileAgain" },
  browser: { icon: Globe, next: "browser", words: "session.browserAgain" },
} as const;

function ShowPhone() {
  const t = useText();
  const phone = useCommand("demo.showPhone");
  return (
    <Button variant="quiet" icon={Smartphone} onPress={() => void phone.run(undefined)}>
      {t("session.showPhone")}
    </Button>
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
