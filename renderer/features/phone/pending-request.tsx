import CreditCard from "lucide-react/icons/credit-card";
import { useEffect, useRef, type CSSProperties } from "react";
import type { PendingRequest as Request } from "#shared/contract/application";
import { spacedIdNat, timeLeft } from "#shared/text/formats/index";
import { useText } from "../../text";
import { BrandMark, Button, Glyph, Hidden, useNow } from "../../ui";
import type { Answer } from "./phone-page";
import styles from "./phone-page.module.css";

/** Longest time that a request waits; the bar is full at most at this. */
const MOST_SECONDS = 120;

/** A request to sign in: who asks, for whom, the number to compare, the time left, three answers. */
export function PendingRequest({
  request,
  others,
  busy,
  onAnswer,
}: {
  readonly request: Request;
  readonly others: number;
  readonly busy: boolean;
  readonly onAnswer: (answer: Answer) => void;
}) {
  const t = useText();
  const seconds = Math.max(0, (Date.parse(request.expiresAt) - useNow(1000)) / 1000);
  return (
    <section className={styles.request} aria-label={t("phone.service")}>
      <div className={styles.service}>
        <BrandMark alone />
        <div>
          <p className={styles.serviceName}>{t("phone.service")}</p>
          <p className={styles.serviceAbout}>{t("phone.serviceAbout")}</p>
        </div>
      </div>
      {request.channel === "mobile" ? <NumberToCompare number={request.bindingMessage} /> : <CardCode />}
      <div className={styles.time} role="timer" aria-label={t("phone.timeLeft")}>
        <span className={styles.timeTrack} aria-hidden="true">
          <span
            className={styles.timeBar}
            style={{ "--share": Math.min(1, seconds / MOST_SECONDS) } as CSSProperties}
          />
        </span>
        <span aria-live="off">{t("phone.left", { left: timeLeft(seconds) })}</span>
      </div>
      <p className={styles.person}>
        <strong>{request.name}</strong>
        <span className={styles.idNat}>{spacedIdNat(request.idNat)}</span>
      </p>
      <Answers busy={busy} onAnswer={onAnswer} />
      {others > 0 && <p className={styles.others}>{t("phone.others", { count: others })}</p>}
    </section>
  );
}

function Answers({ busy, onAnswer }: { readonly busy: boolean; readonly onAnswer: (answer: Answer) => void }) {
  const t = useText();
  const accept = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    accept.current?.focus();
  }, []);
  return (
    <div className={styles.answers}>
      <Button
        variant="primary"
        isPending={busy}
        onPress={() => onAnswer("approve")}
        className={styles.accept}
        ref={accept}
      >
        {t("phone.accept")}
      </Button>
      <Button isDisabled={busy} onPress={() => onAnswer("deny")} className={styles.refuse}>
        {t("phone.refuse")}
      </Button>
      <Button variant="quiet" isDisabled={busy} onPress={() => onAnswer("expire")}>
        {t("phone.expire")}
      </Button>
    </div>
  );
}

function NumberToCompare({ number }: { readonly number: string }) {
  const t = useText();
  return (
    <div className={styles.compare}>
      <p className={styles.digits} aria-hidden="true">
        {number}
      </p>
      <Hidden>{t("phone.number", { number: [...number].join(" ") })}</Hidden>
      <p>{t("phone.compare")}</p>
    </div>
  );
}

function CardCode() {
  const t = useText();
  return (
    <div className={styles.compare}>
      <span className={styles.card} aria-hidden="true">
        <Glyph icon={CreditCard} size={40} />
      </span>
      <p className={styles.dots} aria-hidden="true">
        ••••
      </p>
      <p>{t("phone.card")}</p>
      <p className={styles.serviceAbout}>{t("phone.cardCode")}</p>
    </div>
  );
}
