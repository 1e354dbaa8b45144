import type { Receipt } from "#shared/domain/message";
import type { MimeTree } from "./mime-tree";
import { readDeliveryReport } from "./read-delivery-report";
import { readFailureNotice, readNotification } from "./read-notification";
import { readPlainBounce } from "./read-plain-bounce";

/** The receipt that a message is, whichever way it is written: MDN, DSN, notice of integration failure, bounce of Mon espace santé; else null. */
export function readReceipt({ nodes, root }: MimeTree, subject: string, text: string): Receipt | null {
  return (
    readNotification(nodes, root) ??
    readDeliveryReport(nodes, root, text) ??
    readFailureNotice(nodes, root, subject, text) ??
    readPlainBounce(nodes, root, subject, text)
  );
}
