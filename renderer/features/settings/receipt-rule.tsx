import { RECEIPT_RULES } from "#shared/rules/receipt-request";
import { keyOf, queryClient, useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Card, RadioGroup } from "../../ui";

/** What is done with the read receipts that others ask: the person is asked, unless she says otherwise. */
export function ReceiptRuleCard() {
  const t = useText();
  const rule = useQueryOf("receipts.rule", undefined).data;
  const set = useCommand("receipts.setRule");
  if (rule === undefined) return null;
  const keep = async (chosen: typeof rule): Promise<void> => {
    const result = await set.run({ rule: chosen });
    if (result.ok) queryClient.setQueryData(keyOf("receipts.rule", undefined), result.value);
  };
  return (
    <Card title={t("settings.receipts")}>
      <RadioGroup
        label={t("settings.receiptsAbout")}
        value={rule}
        onChange={(chosen) => void keep(chosen)}
        options={RECEIPT_RULES.map((value) => ({
          value,
          label: t(`settings.receipts-${value}`),
          description: t(`settings.receiptsAbout-${value}`),
        }))}
      />
    </Card>
  );
}
