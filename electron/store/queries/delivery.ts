import { plainFailure } from "#shared/rules/held-message";
import type { DeliveryState } from "#shared/domain/message";
import type { OutboxItem } from "#shared/domain/draft";
import type { Store } from "../open";
import { receiptsOf } from "./receipts";

type Queued = {
  readonly state: OutboxItem["state"] | "filing";
  readonly send_at: string;
  readonly failure: string | null;
  readonly changed_at: string;
};

/** How a message that we sent fared: what receipts say first, then the outbox, then its copy in Sent. */
export function deliveryOf(store: Store, message: number, sentAt: string): DeliveryState {
  const receipts = receiptsOf(store, message);
  const bounced = receipts.find(({ outcome }) => outcome === "bounced");
  if (bounced !== undefined) return { state: "bounced", reason: bounced.reason };
  const failed = receipts.find(({ outcome }) => outcome === "not-integrated");
  if (failed !== undefined) return { state: "not-integrated", code: failed.code, at: failed.at };
  const read = receipts.find(({ outcome }) => outcome === "read");
  if (read !== undefined) return { state: "read", at: read.at };
  const delivered = receipts.find(({ outcome }) => outcome === "delivered");
  if (delivered !== undefined) return { state: "delivered", at: delivered.at };
  const queued = store.get<Queued>(
    "SELECT state, send_at, failure, changed_at FROM outbox WHERE message = ? ORDER BY seq DESC LIMIT 1",
    [message],
  );
  return queued === undefined ? { state: "sent", at: sentAt } : fromOutbox(queued);
}

function fromOutbox(item: Queued): DeliveryState {
  switch (item.state) {
    case "waiting":
    case "retry":
      return { state: "queued", sendAt: item.send_at };
    case "sending":
      return { state: "sending" };
    case "to-verify":
      return { state: "to-verify", since: item.changed_at };
    case "filing":
    case "sent":
      return { state: "sent", at: item.changed_at };
    case "failed":
      return { state: "failed", reason: plainFailure(item.failure ?? "unknown"), canRetry: true };
  }
}
