import type { DraftFields } from "#shared/domain/draft";
import type { MailboxId } from "#shared/domain/ids";
import type { Address, MessageView } from "#shared/domain/message";
import { displaySubject, prefixed } from "#shared/rules/subject";

/** How a draft begins: blank, or from a message. */
export type DraftMode = "new" | "reply" | "reply-all" | "forward";

const QUOTE_LIMIT = 20_000;

/** Fields of the draft that answers or forwards a message; `own` is the address it is written from. Quotes are text, never HTML. */
export function answerFields(message: MessageView, mode: DraftMode, mailboxId: MailboxId, own: string): DraftFields {
  const blank = { mailboxId, cc: [], bcc: [], fin: false, readReceipt: false };
  const subject = displaySubject(message.rawSubject);
  if (mode === "forward") return { ...blank, to: [], subject: prefixed("Tr", subject), text: forwarded(message) };
  const to = message.outgoing ? message.to : message.replyTo.length > 0 ? message.replyTo : [message.from];
  const cc = mode === "reply-all" ? others([...message.to, ...message.cc], [own, ...to.map((one) => one.address)]) : [];
  return { ...blank, to: [...to], cc, subject: prefixed("Re", subject), text: quoted(message) };
}

function others(all: readonly Address[], without: readonly string[]): Address[] {
  const seen = new Set(without.map((one) => one.toLowerCase()));
  return all.filter(({ address }) => {
    const key = address.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function quoted(message: MessageView): string {
  const lines = message.text.slice(0, QUOTE_LIMIT).trimEnd().split("\n");
  return `\n\n${attribution(message)}\n${lines.map((line) => `> ${line}`).join("\n")}\n`;
}

function forwarded(message: MessageView): string {
  return `\n\n---------- ${attribution(message)}\n\n${message.text.slice(0, QUOTE_LIMIT)}`;
}

function attribution(message: MessageView): string {
  const when = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeStyle: "short" }).format(
    new Date(message.date),
  );
  return `Le ${when}, ${message.from.name === "" ? message.from.address : message.from.name} a écrit :`;
}
