import { MES_MAX_TOTAL_BYTES } from "#shared/rules/attachment-limits";
import { isKeyValid, matriculeFromAddress } from "#shared/rules/ins";
import { isFinSubject } from "#shared/rules/subject";
import { type ReadMail, readMail } from "../mail/read-mail";
import { writeMail } from "../mail/write-mail";
import { writeReadReceipt } from "../mail/write-report";
import { type BounceCause, writeBounce } from "./bounce";
import { patientAnswer } from "./patient-answers";

/** A patient's profile: `firstName lastName` as Mon espace santé writes it in From. */
export type PatientProfile = { readonly matricule: string; readonly name: string; readonly closed: boolean };

/** What the space needs of the operator; `later` runs an act after some milliseconds unless the operator closes first. */
export type PatientSpacePorts = {
  readonly profiles: readonly PatientProfile[];
  readonly deliver: (address: string, raw: Buffer) => void;
  readonly later: (milliseconds: number, act: () => void) => void;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly delays: { readonly bounce: number; readonly receipt: number; readonly answer: number };
  /** Closed exchanges of an earlier run. */
  readonly ended: readonly string[];
};

/** Mon espace santé as professionals meet it by mail. */
export type PatientSpace = {
  /** Takes a message for one patient address; everything that follows comes by `deliver`. */
  receive(message: { readonly sender: string; readonly recipient: string; readonly raw: Buffer }): void;
  /** Exchanges that a professional ended and has not opened again, as plain data. */
  ended(): readonly string[];
  forget(): void;
};

/**
 * Builds the space: bounces (closed, unknown, invalid, over 25 MB), read receipts (ECO.2.3.2), answers to Reply-To a moment later,
 * `X-MSS-MES: FIN` and the subject `[FIN]` (ECO.2.2.8) which hold until the next message without them. Delivery receipts are ignored, as there.
 */
export function createPatientSpace(ports: PatientSpacePorts): PatientSpace {
  const ended = new Set(ports.ended);
  const profiles = new Map(ports.profiles.map((profile) => [profile.matricule, profile]));
  return {
    receive({ sender, recipient, raw }) {
      const mail = readMail(raw);
      const profile = profiles.get(matriculeFromAddress(recipient) ?? "");
      const cause = bounceCause(recipient, raw.length, profile);
      if (cause !== null || profile === undefined) {
        const bounce = { cause: cause ?? "unknown", recipient, sender, original: mail };
        return ports.later(ports.delays.bounce, () =>
          ports.deliver(sender, writeBounce({ ...bounce, date: ports.now(), messageId: ports.newId() })),
        );
      }
      const exchange = `${profile.matricule} ${sender}`;
      if (isEnd(mail)) ended.add(exchange);
      else ended.delete(exchange);
      if (mail.automatic) return;
      if (mail.receiptTo !== "") ports.later(ports.delays.receipt, () => sendReceipt(ports, profile, recipient, mail));
      if (isEnd(mail)) return;
      ports.later(ports.delays.answer, () => {
        // The exchange may have been ended while the patient was writing.
        if (!ended.has(exchange)) sendAnswer(ports, profile, recipient, mail);
      });
    },
    ended: () => [...ended],
    forget: () => ended.clear(),
  };
}

function bounceCause(recipient: string, size: number, profile: PatientProfile | undefined): BounceCause | null {
  const matricule = matriculeFromAddress(recipient);
  if (matricule === null || !isKeyValid(matricule)) return "invalid";
  if (profile === undefined) return "unknown";
  if (profile.closed) return "closed";
  return size > MES_MAX_TOTAL_BYTES ? "too-big" : null;
}

const isEnd = (mail: ReadMail): boolean => mail.header("x-mss-mes") === "FIN" || isFinSubject(mail.subject);

function sendAnswer(ports: PatientSpacePorts, profile: PatientProfile, address: string, mail: ReadMail): void {
  const text = patientAnswer({ subject: mail.subject, text: mail.text(), messageId: mail.messageId });
  const raw = writeMail({
    from: { name: profile.name, address },
    to: [{ address: mail.replyTo }],
    subject: /^re\s*:/iu.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`,
    date: ports.now(),
    messageId: ports.newId(),
    references: mail.messageId === "" ? mail.references : [...mail.references, mail.messageId],
    headers: [["Return-Path", `<${address}>`]],
    text: `Bonjour,\n\n${text}\n\n${profile.name}\n`,
  });
  ports.deliver(mail.replyTo, raw);
}

function sendReceipt(ports: PatientSpacePorts, profile: PatientProfile, address: string, mail: ReadMail): void {
  const raw = writeReadReceipt({
    reader: { name: profile.name, address },
    to: mail.receiptTo,
    subject: `Lu : ${mail.subject}`,
    about: mail.messageId,
    date: ports.now(),
    messageId: ports.newId(),
    text: `Votre message a été affiché par ${profile.name}.`,
    reportingUa: "Mon espace sante; DEMO",
    originalHeader: mail.headerBytes,
    headers: [["Return-Path", `<${address}>`]],
  });
  ports.deliver(mail.receiptTo, raw);
}
