import { keptRule, type ReportPreview } from "#shared/contract/reports";
import type { Handlers } from "#shared/contract/index";
import type { OutboxItem } from "#shared/domain/draft";
import { PliError } from "#shared/domain/failure";
import type { DocumentId, MessageId } from "#shared/domain/ids";
import type { MessageView } from "#shared/domain/message";
import type { ParsedMessage } from "#shared/domain/parsed-message";
import {
  type IntegrationCode,
  isIntegrationCode,
  reportSubject,
  reportText,
  reportWay,
  type ReportWay,
  suggestedCode,
} from "#shared/rules/integration-failure";
import { buildReport } from "../outbox/build-report";
import { decide } from "./filing-decision";
import { isHeard } from "./heard";
import { knownMailbox } from "./known-mailbox";
import type { Services } from "./services";
import { keepAsRead, nilOf } from "./sending";
import { sourceOf } from "./source";
import { mayReceive } from "./white-list";
import { keptSetting } from "./kept-setting";

type Names = "reports.preview" | "reports.send" | "reports.undo" | "reports.rule" | "reports.setRule";

/** Reports of integration failure to the sender (UX.11). */
export function reportHandlers(services: Services): Pick<Handlers, Names> {
  const { store } = services;
  return {
    "reports.preview": ({ messageId, documentId }) => preview(services, messageId, documentId),
    "reports.send": ({ messageId, code, words }) => report(services, messageId, code, { sentBy: "person", words }),
    "reports.undo": async ({ id }) => {
      await store.get().undoReport(id);
      await services.trace({ action: "document-report", request: "take back", answer: "done", success: true });
      services.changed("outbox", "conversations");
      return null;
    },
    "reports.rule": async () => ({ codes: (await ruleOf(services)).codes }),
    "reports.setRule": async ({ codes }) => {
      const kept = { codes: [...new Set(codes)].toSorted(), since: services.platform.clock().toISOString() };
      await store.get().setSetting(RULE, kept);
      await services.trace({
        action: "document-report",
        request: `rule ${kept.codes.join(" ") || "none"}`,
        answer: "kept",
        success: true,
      });
      return { codes: kept.codes };
    },
  };
}

/** Reports by itself what the rule of the person covers: only where the sender asked a receipt, never about mail older than the rule. */
export async function reportByRule(
  services: Services,
  messageId: MessageId,
  parsed: ParsedMessage,
  code: number | null,
): Promise<void> {
  const rule = await ruleOf(services);
  const text = String(code ?? "");
  if (!isIntegrationCode(text) || !rule.codes.includes(text)) return;
  const view = await services.store.get().messageView(messageId);
  const way = reportWay(asReported(view, parsed));
  if (view.reported !== null || view.date <= rule.since || way?.form !== "mdn" || !way.byItself) return;
  // Each report carries a whole original.
  if (!(await mayReceive(services, way.to)) || (await isHeard(services, way.to, services.store.get().reportsSince)))
    return;
  await report(services, messageId, text, { sentBy: "rule", words: "" });
}

const RULE = "report-rule";

async function ruleOf(services: Services) {
  return (await keptSetting(services.store.get(), RULE, keptRule)) ?? { codes: [], since: "" };
}

async function preview(
  services: Services,
  messageId: MessageId,
  documentId: DocumentId | null,
): Promise<ReportPreview> {
  const { view, raw, way } = await reported(services, messageId);
  return {
    form: way.form,
    to: way.to,
    elsewhere: way.to.toLowerCase() !== view.from.address.toLowerCase(),
    subject: view.rawSubject,
    originalSize: raw.byteLength,
    suggested: documentId === null ? "906" : await suggestion(services, documentId),
  };
}

async function suggestion(services: Services, documentId: DocumentId): Promise<IntegrationCode> {
  const { card, cda } = await services.store.get().document(documentId);
  return suggestedCode(card.anomalies, cda === null ? null : (await decide(services, documentId)).errorCode);
}

/** The message that failed, its bytes, and how its sender may be told. */
async function reported(services: Services, messageId: MessageId) {
  const store = services.store.get();
  const view = await store.messageView(messageId);
  const raw = await sourceOf(services, messageId);
  if (raw === null || view.outgoing || view.receipt !== null) throw new PliError("not-reportable");
  const parsed = await services.parser.readMessage({ raw });
  const way = reportWay(asReported(view, parsed));
  // The whole original leaves with the report: never for a place that a message could not be written to.
  if (way === null || !(await mayReceive(services, way.to))) throw new PliError("not-reportable");
  return { view, raw, parsed, way };
}

function asReported(view: MessageView, parsed: ParsedMessage): Parameters<typeof reportWay>[0] {
  return {
    from: view.from.address,
    replyTo: view.replyTo.map(({ address }) => address),
    messageId: parsed.messageId,
    receiptAskedBy: parsed.receiptAskedBy,
    returnPath: parsed.returnPath,
  };
}

/** Builds the bytes once, keeps them, and lets the outbox do the rest. */
async function report(
  services: Services,
  messageId: MessageId,
  code: IntegrationCode,
  how: { readonly sentBy: "person" | "rule"; readonly words: string },
): Promise<OutboxItem> {
  const { view, raw, parsed, way } = await reported(services, messageId);
  const outgoing = await built(services, { view, raw, parsed, way }, code, how);
  const item = await services.store.get().enqueueReport({
    about: messageId,
    code,
    mailboxId: view.mailboxId,
    outgoing,
    sendAt: sendAt(services),
    subject: reportSubject(code, view.rawSubject),
    to: [{ name: "", address: way.to }],
    text: reportText(code, how.words),
  });
  await keepAsRead(services, item.id, outgoing.raw);
  await services.trace({
    action: "document-report",
    mailboxId: view.mailboxId,
    request: `${way.form} ${code} by ${how.sentBy}`,
    answer: "queued",
    success: true,
    messageId: parsed.messageId,
    recipients: [way.to],
  });
  services.changed("outbox", "conversations", "documents");
  services.outbox.kick();
  return item;
}

async function built(
  services: Services,
  of: {
    readonly view: MessageView;
    readonly raw: Uint8Array;
    readonly parsed: ParsedMessage;
    readonly way: ReportWay;
  },
  code: IntegrationCode,
  how: { readonly sentBy: "person" | "rule"; readonly words: string },
) {
  const mailbox = await knownMailbox(services, of.view.mailboxId);
  return buildReport({
    mailbox: { address: mailbox.address, fromLabel: mailbox.fromLabel },
    to: of.way.to,
    form: of.way.form,
    code,
    ...how,
    original: { raw: of.raw, messageId: of.parsed.messageId, subject: of.view.rawSubject },
    nil: nilOf(services),
    reportingUa: `Pli; Pli ${services.platform.version}`,
    uniqueId: Buffer.from(services.platform.random(16)).toString("hex"),
    date: services.platform.clock(),
  });
}

function sendAt(services: Services): string {
  const delay = services.bootstrap.get().settings.undoSeconds * 1000;
  return new Date(services.platform.clock().getTime() + delay).toISOString();
}
