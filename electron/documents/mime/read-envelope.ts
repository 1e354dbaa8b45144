import type { Address } from "#shared/domain/message";
import type { ParsedMessage } from "#shared/domain/parsed-message";
import { readAddressList } from "./address-list";
import { decodeWords } from "./encoded-words";
import type { HeaderFields } from "./header-fields";
import { readDate } from "./message-date";
import { readMessageId, readMessageIds } from "./message-ids";
import { plainLine } from "#shared/rules/plain-line";

/** What the header of a message says of it, for its list row. */
export type Envelope = Pick<
  ParsedMessage,
  "messageId" | "inReplyTo" | "references" | "subject" | "from" | "sender" | "to" | "cc" | "bcc" | "replyTo" | "date"
>;

/**
 * The envelope of a message. `from` is the first usable author; when a message names several without a Sender (against RFC 5322
 * §3.6.2), the next one is given as `sender`, so that a second author never goes unseen (M01).
 */
export function readEnvelope(fields: HeaderFields): Envelope {
  const authors = allAddresses(fields, "from");
  const from = authors.find(({ address }) => address !== "") ?? authors[0] ?? { name: "", address: "" };
  const others = authors.filter((author) => author.address !== "" && author.address !== from.address);
  return {
    messageId: readMessageId(fields.first("message-id")),
    inReplyTo: readMessageId(fields.first("in-reply-to")),
    references: readMessageIds(fields.first("references")),
    subject: plainLine(decodeWords(fields.first("subject"))),
    from,
    sender: readAddressList(fields.first("sender")).find(({ address }) => address !== "") ?? others[0] ?? null,
    to: allAddresses(fields, "to"),
    cc: allAddresses(fields, "cc"),
    bcc: allAddresses(fields, "bcc"),
    replyTo: allAddresses(fields, "reply-to"),
    date: readDate(fields.first("date")),
  };
}

/** A repeated address field is against the rules, but hides nobody. */
function allAddresses(fields: HeaderFields, name: string): readonly Address[] {
  return fields
    .all(name)
    .slice(0, 20)
    .flatMap((value) => readAddressList(value))
    .slice(0, 2_000);
}
