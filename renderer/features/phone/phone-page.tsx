import CircleCheck from "lucide-react/icons/circle-check";
import CircleSlash from "lucide-react/icons/circle-slash";
import Hourglass from "lucide-react/icons/hourglass";
import ShieldCheck from "lucide-react/icons/shield-check";
import { useEffect, useState } from "react";
import type { Input } from "#shared/contract/index";
import { failureOf, useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { classes, Glyph, useNow } from "../../ui";
import { PendingRequest } from "./pending-request";
import styles from "./phone-page.module.css";

/** What may be answered to a request. */
export type Answer = Input<"demo.answer">["answer"];

const TOLD_MS = 3500;
const icons = { approve: CircleCheck, deny: CircleSlash, expire: Hourglass } as const satisfies Record<Answer, unknown>;

/** The demonstration's telephone: the first pending request with its number, or that there is none. */
export function PhonePage() {
  const t = useText();
  const state = useQueryOf("demo.state", undefined);
  const answer = useCommand("demo.answer", { failures: "inline" });
  const [told, setTold] = useState<Answer | null>(null);
  useEffect(() => {
    if (told === null) return;
    const timer = setTimeout(() => setTold(null), TOLD_MS);
    return () => clearTimeout(timer);
  }, [told]);
  const [request, ...others] = state.data?.pending ?? [];
  const reply = async (id: string, choice: Answer): Promise<void> => {
    const result = await answer.run({ id, answer: choice });
    if (result.ok) setTold(choice);
    void state.refetch();
  };
  const failure = answer.failure ?? (state.error === null ? null : failureOf(state.error));
  return (
    <main className={styles.phone} aria-label={t("phone.title")}>
      <StatusBar />
      <header className={styles.app}>
        <Glyph icon={ShieldCheck} size={20} />
        <h1 className={styles.appName}>{t("phone.app")}</h1>
        <span className={styles.mark}>{t("phone.mark")}</span>
      </header>
      <div className={styles.screen} aria-live="polite">
        {failure !== null && (
          <p className={styles.failure}>{state.error === null ? t("phone.unexpected") : t("phone.gone")}</p>
        )}
        {request !== undefined ? (
          <PendingRequest
            key={request.id}
            request={request}
            others={others.length}
            busy={answer.pending}
            onAnswer={(choice) => void reply(request.id, choice)}
          />
        ) : (
          <Idle told={told} />
        )}
      </div>
      <p className={styles.foot}>{t("phone.foot")}</p>
      <span className={styles.gesture} aria-hidden="true" />
    </main>
  );
}

function Idle({ told }: { readonly told: Answer | null }) {
  const t = useText();
  return (
    <div className={styles.idle}>
      <span className={classes(styles.disc, told !== null && styles[told])} aria-hidden="true">
        <Glyph icon={told === null ? ShieldCheck : icons[told]} size={38} />
      </span>
      <p className={styles.idleTitle}>{told === null ? t("phone.idle") : t(`phone.answered-${told}`)}</p>
      <p className={styles.idleAbout}>{told === null ? t("phone.idleAbout") : t(`phone.answeredAbout-${told}`)}</p>
    </div>
  );
}

function StatusBar() {
  const now = new Date(useNow(15_000));
  return (
    <div className={styles.status} aria-hidden="true">
      <span>{`${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`}</span>
      <span className={styles.island} />
      <span className={styles.battery}>
        <span />
      </span>
    </div>
  );
}
