import type { Receipt } from "#shared/domain/message";
import { useText } from "../../text";
import { Banner } from "../../ui";

/** A receipt in words: who did what with our message, and why it was not delivered. */
export function ReceiptNote({ receipt }: { readonly receipt: Receipt }) {
  const t = useText();
  if (receipt.kind === "read") {
    return (
      <Banner tone={receipt.failure === null ? "good" : "warning"}>
        <p>{t(`reader.receipt-${receipt.disposition}`, { recipient: receipt.recipient })}</p>
        {receipt.failure !== null && <p>{t("reader.receiptFailure", { code: receipt.failure.code })}</p>}
      </Banner>
    );
  }
  const failed = receipt.action === "failed";
  return (
    <Banner tone={failed || receipt.action === "delayed" ? "warning" : "good"}>
      <p>{t(`reader.dsn-${receipt.action}`, { recipient: receipt.recipient })}</p>
      {failed && receipt.reason !== "none" && <p>{t(`reader.bounce-${receipt.reason}`)}</p>}
    </Banner>
  );
}
