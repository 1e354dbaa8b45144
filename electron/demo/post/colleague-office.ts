import { numberOf } from "../world/seeded-random";
import type { Colleague } from "../world/colleagues";
import { type ReadMail, readMail } from "../mail/read-mail";
import { writeMail } from "../mail/write-mail";
import { writeReadReceipt, writeReport } from "../mail/write-report";

/** What the make-believe colleagues need of the operator. */
export type ColleagueOfficePorts = {
  readonly colleagues: readonly Colleague[];
  readonly deliver: (address: string, raw: Buffer) => void;
  readonly later: (milliseconds: number, act: () => void) => void;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly delays: { readonly receipt: number; readonly answer: number };
};

/** A message for a professional of the world. */
export type ProfessionalMail = {
  readonly sender: string;
  readonly recipient: string;
  readonly notify: readonly string[];
  readonly envelopeId: string;
  readonly raw: Buffer;
};

const ANSWERS: readonly string[] = [
  "Bien reçu, merci pour ces informations. Je vous tiens au courant après la consultation.",
  "Merci de votre message. Je peux recevoir votre patient en début de semaine prochaine, mon secrétariat le contactera.",
  "Merci, c’est noté. Je vous adresse mon compte rendu dès que possible.",
  "Bien reçu. N’hésitez pas à m’appeler si la situation évolue.",
];

/** Takes a professional's message: delivery report when asked (RFC 3461), read receipt when asked, and an answer two times in three. */
export function receiveAsProfessional(ports: ColleagueOfficePorts, message: ProfessionalMail): void {
  const mail = readMail(message.raw);
  if (message.notify.includes("SUCCESS")) ports.deliver(message.sender, deliveryReport(ports, message, mail));
  const colleague = ports.colleagues.find(({ address }) => address === message.recipient);
  if (colleague === undefined || mail.automatic) return;
  if (mail.receiptTo !== "")
    ports.later(ports.delays.receipt, () => ports.deliver(mail.receiptTo, receiptOf(ports, colleague, mail)));
  if (numberOf(mail.messageId) % 3 === 0) return;
  ports.later(ports.delays.answer, () => ports.deliver(mail.replyTo, answerOf(ports, colleague, mail)));
}

function answerOf(ports: ColleagueOfficePorts, { label, address, signature }: Colleague, mail: ReadMail): Buffer {
  return writeMail({
    from: { name: label, address },
    to: [{ address: mail.replyTo }],
    subject: /^re\s*:/iu.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`,
    date: ports.now(),
    messageId: ports.newId(),
    references: mail.messageId === "" ? mail.references : [...mail.references, mail.messageId],
    headers: [
      ["Return-Path", `<${address}>`],
      ["X-MSS-NIL", "LPS-DEMO-1"],
    ],
    text: `Bonjour,\n\n${ANSWERS[numberOf(mail.messageId) % ANSWERS.length] ?? ""}\n\nBien confraternellement,\n\n${signature}\n`,
  });
}

function receiptOf(ports: ColleagueOfficePorts, { label, address }: Colleague, mail: ReadMail): Buffer {
  return writeReadReceipt({
    reader: { name: label, address },
    to: mail.receiptTo,
    subject: `Lu : ${mail.subject}`,
    about: mail.messageId,
    date: ports.now(),
    messageId: ports.newId(),
    text: "Votre message a été affiché par son destinataire.",
    reportingUa: "LPS DEMO; 1.0",
    originalHeader: mail.headerBytes,
    headers: [
      ["Return-Path", `<${address}>`],
      ["X-MSS-NIL", "LPS-DEMO-1"],
    ],
  });
}

function deliveryReport(ports: ColleagueOfficePorts, message: ProfessionalMail, mail: ReadMail): Buffer {
  return writeReport({
    kind: "delivery-status",
    from: { name: "Opérateur DEMO", address: "postmaster@demo.mssante.fr" },
    to: message.sender,
    subject: "Successful Mail Delivery Report",
    date: ports.now(),
    messageId: ports.newId(),
    about: mail.messageId,
    text: `Votre message a été remis à ${message.recipient}.`,
    fields: [
      "Reporting-MTA: dns; smtp.demo.mssante.fr",
      ...(message.envelopeId === "" ? [] : [`Original-Envelope-Id: ${message.envelopeId.replace(/[^!-~]/gu, "")}`]),
      "",
      `Original-Recipient: rfc822;${message.recipient}`,
      `Final-Recipient: rfc822;${message.recipient}`,
      "Action: delivered",
      "Status: 2.0.0",
    ],
    originalHeader: mail.headerBytes,
    headers: [["Return-Path", "<>"]],
  });
}
