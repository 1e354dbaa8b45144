import SlidersHorizontal from "lucide-react/icons/sliders-horizontal";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { useText } from "../../text";
import { Button, Switch } from "../../ui";
import type { DraftInHand } from "./use-draft";
import styles from "./send-options.module.css";

/** What the person asks to hear back, said on the button that changes it: that it was read (ECO.2.3.2), and that it was delivered (ECO.2.3.1) where the operator reports it. */
export function SendOptions({
  draft,
  hasPatient,
  reportsDelivery,
}: {
  readonly draft: DraftInHand;
  readonly hasPatient: boolean;
  /** Null while the operator has not said. */
  readonly reportsDelivery: boolean | null;
}) {
  const t = useText();
  const offered = reportsDelivery !== false;
  const read = draft.fields.readReceipt;
  const delivery = offered && draft.fields.deliveryReceipt === true;
  const state = read && delivery ? "both" : read ? "read" : delivery ? "delivery" : "none";
  return (
    <DialogTrigger>
      <Button variant="quiet" icon={SlidersHorizontal} className={styles.button}>
        <span className={styles.name}>{t("writing.options")}</span>{" "}
        <span className={styles.state}>{t(`writing.options-${state}`)}</span>
      </Button>
      <Popover className={styles.popover ?? ""} placement="top start" offset={6}>
        <Dialog className={styles.panel ?? ""} aria-label={t("writing.options")}>
          <Switch
            label={t("writing.receipt")}
            description={t("writing.receiptAbout")}
            isSelected={read}
            onChange={(readReceipt) => draft.set({ readReceipt })}
          />
          <Switch
            label={t("writing.deliveryReceipt")}
            description={t(
              !offered
                ? "writing.deliveryReceiptNone"
                : delivery && hasPatient
                  ? "writing.deliveryReceiptPatient"
                  : "writing.deliveryReceiptAbout",
            )}
            isSelected={delivery}
            isDisabled={!offered}
            onChange={(deliveryReceipt) => draft.set({ deliveryReceipt })}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
