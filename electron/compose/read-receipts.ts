import { type AskedReceipt, keptReceiptRule } from "#shared/contract/receipts";
import type { Handlers } from "#shared/contract/index";
import type { OutboxItem } from "#shared/domain/draft";
import { PliError } from "#shared/domain/failure";
import type { ConversationId, MessageId } from "#shared/domain/ids";
import type { MessageView } from "#shared/domain/message";
import { type ReceiptVerdict, receiptVerdict } from "#shared/rules/receipt-request";
import { longDate } from "#shared/text/formats/index";
import { buildReceipt } from "../outbox/build-receipt";
import { isHeard } from "./heard";
import { knownMailbox } from "./known-mailbox";
import { keepAsRead, nilOf } from "./sending";
import type { Services } from "./services";
import { mayReceive } from "./white-list";
import { keptSetting } from "./kept-setting";

type Names = "receipts.asked" | "receipts.send" | "receipts.decline" | "receipts.rule" | "receipts.setRule";

/** Read receipts that others ask (ECO.3.1.6, RFC 8098). */
export function receiptHandlers(services: Services): Pick<Handlers, Names> {
  const { store } = services;
  return {
    "receipts.asked": ({ messageId }) => asked(services, messageId),
    "receipts.send": async ({ messageId }) => {
      const { view, messageIdHeader, verdict } = await examined(services, messageId);
      if (verdict.act === "nothing") throw new PliError("no-receipt-asked");
      return answer(services, view, { to: verdict.to, original: messageIdHeader, sentBy: "person" });
    },
    "receipts.decline": async ({ messageId }) => {
      const { mailboxId } = await store.get().messageView(messageId);
      await store.get().settleReceipt(messageId);
      services.operations.replay(mailboxId);
      services.changed("conversations");
      return null;
    },
    "receipts.rule": async () => (await ruleOf(services)).rule,
    "receipts.setRule": async ({ rule }) => {
      await store.get().setSetting(RULE, { rule, since: services.platform.clock().toISOString() });
      await services.trace({ action: "receipt-send", request: `rule ${rule}`, answer: "kept", success: true });
      return rule;
    },
  };
}

/** After a person opened a conversation: sends what her rule covers, once; nothing for mail that came before the rule, or since she opened it. */
export async function receiptsByRule(services: Services, conversation: ConversationId): Promise<void> {
  const { rule, since } = await ruleOf(services);
  if (rule !== "professionals") return;
  const { messages } = await services.store.get().conversationView(conversation);
  for (const view of messages.filter((one) => isOpen(one) && !one.unread && one.date > since)) {
    const { messageIdHeader, verdict } = await examined(services, view.id);
    if (verdict.act !== "send" || (await isHeard(services, verdict.to, services.store.get().receiptsSince))) continue;
    await answer(services, view, { to: verdict.to, original: messageIdHeader, sentBy: "rule" });
  }
}

const RULE = "receipt-rule";

async function ruleOf(services: Services) {
  return (await keptSetting(services.store.get(), RULE, keptReceiptRule)) ?? ({ rule: "ask", since: "" } as const);
}

/** A receipt is asked, its message was shown, and nobody has answered yet. */
const isOpen = (view: MessageView): boolean =>
  view.receiptAskedBy !== null &&
  !view.receiptSettled &&
  !view.outgoing &&
  view.receipt === null &&
  view.bodyState === "stored";

async function asked(services: Services, messageId: MessageId): Promise<AskedReceipt | null> {
  const view = await services.store.get().messageView(messageId);
  if (!isOpen(view)) return null;
  const { verdict } = await examined(services, messageId);
  return verdict.act === "nothing" ? null : { to: verdict.to, elsewhere: verdict.act === "ask" && verdict.elsewhere };
}

/** What the kept bytes of the message say of the receipt that it asks. */
async function examined(
  services: Services,
  messageId: MessageId,
): Promise<{ readonly view: MessageView; readonly messageIdHeader: string; readonly verdict: ReceiptVerdict }> {
  const store = services.store.get();
  const view = await store.messageView(messageId);
  const raw = await store.messageSource(messageId);
  if (raw === null || !isOpen(view)) throw new PliError("no-receipt-asked");
  const parsed = await services.parser.readMessage({ raw });
  const verdict = receiptVerdict((await ruleOf(services)).rule, {
    // Nothing leaves for a place that a message could not be written to.
    askedBy: (await mayReceive(services, parsed.receiptAskedBy)) ? parsed.receiptAskedBy : "",
    returnPath: parsed.returnPath,
    from: view.from.address,
    senderKind: view.senderKind,
    automatic: parsed.automatic,
  });
  return { view, messageIdHeader: parsed.messageId, verdict };
}

/** Builds the receipt once, keeps it, and lets the outbox do the rest. */
async function answer(
  services: Services,
  view: MessageView,
  how: { readonly to: string; readonly original: string; readonly sentBy: "person" | "rule" },
): Promise<OutboxItem> {
  const mailbox = await knownMailbox(services, view.mailboxId);
  const words = wordsFor(view, mailbox.address);
  const now = services.platform.clock();
  const outgoing = await buildReceipt({
    mailbox: { address: mailbox.address, fromLabel: mailbox.fromLabel },
    to: how.to,
    sentBy: how.sentBy,
    original: { messageId: how.original },
    words,
    nil: nilOf(services),
    reportingUa: `Pli; Pli ${services.platform.version}`,
    uniqueId: Buffer.from(services.platform.random(16)).toString("hex"),
    date: now,
  });
  const item = await services.store.get().enqueueReceipt({
    about: view.id,
    mailboxId: view.mailboxId,
    outgoing,
    sendAt: now.toISOString(),
    ...words,
    to: [{ name: "", address: how.to }],
  });
  await keepAsRead(services, item.id, outgoing.raw);
  await services.trace({
    action: "receipt-send",
    mailboxId: view.mailboxId,
    request: `displayed by ${how.sentBy}`,
    answer: "queued",
    success: true,
    messageId: how.original,
    recipients: [how.to],
  });
  services.operations.replay(view.mailboxId);
  services.changed("outbox", "conversations");
  services.outbox.kick();
  return item;
}

/** What a person reads of the receipt; French, whatever the interface speaks. */
function wordsFor(view: MessageView, own: string): { readonly subject: string; readonly text: string } {
  return {
    subject: `Lu : ${view.subject}`,
    text: `Votre message du ${longDate(view.date, "fr")} à ${own} a été affiché sur le poste de son destinataire.\n\nCet accusé ne dit pas que le contenu a été lu en entier, ni compris.\n`,
  };
}
