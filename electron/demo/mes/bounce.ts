import { MES_DOMAIN } from "#shared/rules/ins";
import type { ReadMail } from "../mail/read-mail";
import { writeReport } from "../mail/write-report";

/** Why Mon espace santé gives a message back. */
export type BounceCause = "closed" | "unknown" | "invalid" | "too-big";

const MAIL_SYSTEM = { name: "Mon espace santé", address: `ne-pas-repondre@${MES_DOMAIN}` };

const CAUSES: Readonly<
  Record<BounceCause, { readonly subject: string; readonly status: string; readonly reason: string }>
> = {
  closed: {
    subject: "Message non distribué",
    status: "5.2.1",
    reason: "la messagerie de ce patient est fermée. Votre message n’a pas pu lui être remis.",
  },
  unknown: {
    subject: "Message non distribué",
    status: "5.1.1",
    reason: "patient non trouvé : aucun profil Mon espace santé ne correspond à cette adresse.",
  },
  invalid: {
    subject: "Message non distribué",
    status: "5.1.3",
    reason: "adresse invalide : elle n’est pas formée d’un matricule INS et de sa clé.",
  },
  "too-big": {
    subject: "Undelivered Mail Returned to Sender",
    status: "5.3.4",
    reason: "le message dépasse la taille maximale de 25 Mo acceptée par Mon espace santé.",
  },
};

/** Bytes of the delivery report that a professional gets back: subject and words of Mon espace santé, fields of RFC 3464. */
export function writeBounce(bounce: {
  readonly cause: BounceCause;
  readonly recipient: string;
  readonly sender: string;
  readonly original: ReadMail;
  readonly date: Date;
  readonly messageId: string;
}): Buffer {
  const { subject, status, reason } = CAUSES[bounce.cause];
  return writeReport({
    kind: "delivery-status",
    from: MAIL_SYSTEM,
    to: bounce.sender,
    subject,
    date: bounce.date,
    messageId: bounce.messageId,
    about: bounce.original.messageId,
    text: `Bonjour,\n\nVotre message à l’adresse ${bounce.recipient} n’a pas été distribué : ${reason}\n\nCeci est un message automatique, merci de ne pas y répondre.\n\nMon espace santé (DÉMONSTRATION)`,
    fields: [
      `Reporting-MTA: dns; ${MES_DOMAIN}`,
      "",
      `Original-Recipient: rfc822;${bounce.recipient}`,
      `Final-Recipient: rfc822;${bounce.recipient}`,
      "Action: failed",
      `Status: ${status}`,
      `Diagnostic-Code: smtp; 550 ${status} ${bounce.cause}`,
    ],
    originalHeader: bounce.original.headerBytes,
    headers: [["Return-Path", "<>"]],
  });
}
