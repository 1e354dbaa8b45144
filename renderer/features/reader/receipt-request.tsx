import type { MessageView } from "#shared/domain/message";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Banner, Button } from "../../ui";

/** A receipt that the sender asks: sent or refused by a gesture; to whom it would go is said when that is somebody else. */
export function ReceiptRequest({ message }: { readonly message: MessageView }) {
  const open =
    message.receiptAskedBy !== null && !message.receiptSettled && !message.outgoing && message.receipt === null;
  return open ? <Asked message={message} /> : null;
}

function Asked({ message }: { readonly message: MessageView }) {
  const t = useText();
  const asked = useQueryOf("receipts.asked", { messageId: message.id }).data ?? null;
  const send = useCommand("receipts.send");
  const decline = useCommand("receipts.decline");
  if (asked === null) return null;
  const pending = send.pending || decline.pending;
  const name = message.from.name === "" ? message.from.address : message.from.name;
  return (
    <Banner
      tone={asked.elsewhere ? "warning" : "info"}
      actions={
        <>
          <Button variant="quiet" isDisabled={pending} onPress={() => void decline.run({ messageId: message.id })}>
            {t("reader.receiptDecline")}
          </Button>
          <Button isPending={pending} onPress={() => void send.run({ messageId: message.id })}>
            {t("reader.receiptSend")}
          </Button>
        </>
      }
    >
      {asked.elsewhere
        ? t("reader.receiptElsewhere", { name, address: asked.to })
        : t("reader.receiptWanted", { name })}
    </Banner>
  );
}
