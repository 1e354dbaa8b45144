import { useText } from "../../text";
import { Switch } from "../../ui";
import type { DraftInHand } from "./use-draft";

/** What the person asks to hear back: that it was read (ECO.2.3.2), and that it was delivered (ECO.2.3.1) where the operator reports it. */
export function AskedReceipts({
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
  const asked = offered && draft.fields.deliveryReceipt === true;
  return (
    <>
      <Switch
        label={t("writing.receipt")}
        isSelected={draft.fields.readReceipt}
        onChange={(readReceipt) => draft.set({ readReceipt })}
      />
      <Switch
        label={t("writing.deliveryReceipt")}
        {...(offered ? {} : { description: t("writing.deliveryReceiptNone") })}
        {...(asked && hasPatient ? { description: t("writing.deliveryReceiptPatient") } : {})}
        isSelected={asked}
        isDisabled={!offered}
        onChange={(deliveryReceipt) => draft.set({ deliveryReceipt })}
      />
    </>
  );
}
