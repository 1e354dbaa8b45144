import type { Receipt } from "#shared/domain/message";
import { useText } from "../../text";
import { Banner } from "../../ui";

/** A receipt in words: who did what with our message, and why it was not delivered; or the report that we sent (`outgoing`). */
export function ReceiptNote({ receipt, outgoing }: { readonly receipt: Receipt; readonly outgoing: boolean }) {
  const t = useText();
  if (outgoing && receipt.kind === "read" && receipt.failure !== null) {
    return (
      <Banner>
        <p>{t("reports.outgoing")}</p>
        <FailureCode code={receipt.failure.code} />
      </Banner>
    );
  }
  if (outgoing && receipt.kind === "read") return <Banner>{t("reader.receiptSent")}</Banner>;
  if (receipt.kind === "read") {
    return (
      <Banner tone={receipt.failure === null ? "good" : "warning"}>
        <p>{t(`reader.receipt-${receipt.disposition}`, { recipient: receipt.recipient })}</p>
        {receipt.failure !== null && (
          <>
            <p>{t("reports.notIntegrated")}</p>
            <FailureCode code={receipt.failure.code} />
          </>
        )}
      </Banner>
    );
  }
  const failed = receipt.action === "failed";
  return (
    <Banner tone={failed || receipt.action === "delayed" ? "warning" : "good"}>
      <p>{t(`reader.dsn-${receipt.action}`, { recipient: receipt.recipient })}</p>
      {receipt.others?.map(({ recipient, action }) => (
        <p key={`${recipient}-${action}`}>{t(`reader.dsn-${action}`, { recipient })}</p>
      ))}
      {failed && receipt.reason !== "none" && <p>{t(`reader.bounce-${receipt.reason}`)}</p>}
    </Banner>
  );
}

/** The reason of an integration failure in words, where one was given. */
export function FailureCode({ code }: { readonly code: string }) {
  const t = useText();
  if (code === "") return null;
  return <p>{t("reports.reportedCode", { code: t.ofCode("reports", `code-${code}`) })}</p>;
}
