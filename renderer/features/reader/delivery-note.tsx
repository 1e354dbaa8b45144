import type { DeliveryState } from "#shared/domain/message";
import { momentOf } from "#shared/text/formats/index";
import { useText } from "../../text";
import { Banner, classes, useNow, useToday } from "../../ui";
import { FailureCode } from "./receipt-note";
import styles from "./message.module.css";

const quiet: ReadonlySet<DeliveryState["state"]> = new Set(["queued", "sending", "sent", "delivered", "read"]);

/** What leaves within this time leaves « in a moment ». */
const SOON_MS = 120_000;

/** How a sent message fared: a word beside its date (`short`), or a sentence when the person must know more. */
export function DeliveryNote({
  delivery,
  short = false,
}: {
  readonly delivery: DeliveryState | null;
  readonly short?: boolean;
}) {
  const t = useText();
  const today = useToday();
  const now = useNow(30_000, delivery?.state === "queued");
  if (delivery === null) return null;
  const planned = delivery.state === "queued" && Date.parse(delivery.sendAt) - now > SOON_MS;
  const state = planned
    ? t("reader.delivery-planned", { when: momentOf(delivery.sendAt, today, t.language) })
    : t(`reader.delivery-${delivery.state}`);
  if (short) {
    const when = "at" in delivery && delivery.state !== "sent" ? momentOf(delivery.at, today, t.language) : "";
    return (
      <span className={classes(styles.delivery, !quiet.has(delivery.state) && styles.trouble)}>
        {" · "}
        {when === "" ? state : t("reader.deliveryAt", { state, when })}
      </span>
    );
  }
  switch (delivery.state) {
    case "to-verify":
      return <Banner tone="warning">{t("reader.toVerifyText")}</Banner>;
    case "failed":
      return <Banner tone="warning">{t.ofCode("failures", delivery.reason)}</Banner>;
    case "bounced":
      return <Banner tone="warning">{t(`reader.bounce-${delivery.reason}`)}</Banner>;
    case "not-integrated":
      return (
        <Banner tone="warning">
          <p>{t("reports.notIntegrated")}</p>
          <FailureCode code={delivery.code} />
        </Banner>
      );
    case "queued":
    case "sending":
    case "sent":
    case "delivered":
    case "read":
      return null;
  }
}
