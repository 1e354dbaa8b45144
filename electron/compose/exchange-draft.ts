import type { DraftFields } from "#shared/domain/draft";
import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { MessageView } from "#shared/domain/message";
import { senderKind } from "#shared/rules/address";
import { displaySubject, FIN_SUBJECT, prefixed } from "#shared/rules/subject";

/** What a message may do to the exchange with a patient: close it, reopen it, or close it in the older way (`[FIN]`). */
export type ExchangeMode = "close" | "reopen" | "fin-message";

/** The patient reads these words: they are French whatever the interface speaks. */
const WORDS: Readonly<Record<ExchangeMode, string>> = {
  close:
    "Bonjour,\n\nJe clos notre échange par Mon espace santé : vous ne pourrez plus répondre à ce message. Pour toute question, contactez le cabinet. En cas d’urgence, appelez le 15.\n\nBien à vous,\n",
  reopen: "Bonjour,\n\nVous pouvez de nouveau me répondre par Mon espace santé.\n\nBien à vous,\n",
  "fin-message": "Cet échange est clos.\n",
};

/** Fields of the message that closes or reopens an exchange (ECO.2.2.8): prepared for the person to read and send, never sent by itself. Throws `not-a-patient`. */
export function exchangeFields(message: MessageView, mode: ExchangeMode, mailboxId: MailboxId): DraftFields {
  const others = message.outgoing ? [...message.to, ...message.cc] : [message.from];
  const patient = others.find(({ address }) => senderKind(address) === "patient");
  if (patient === undefined) throw new PliError("not-a-patient");
  return {
    mailboxId,
    to: [patient],
    cc: [],
    bcc: [],
    // The older way is a subject of these five characters and nothing else.
    subject: mode === "fin-message" ? FIN_SUBJECT : prefixed("Re", displaySubject(message.rawSubject)),
    text: WORDS[mode],
    fin: mode !== "reopen",
    readReceipt: false,
  };
}
