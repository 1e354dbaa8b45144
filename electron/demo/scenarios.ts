import { writeMail } from "./mail/write-mail";
import { writeReport } from "./mail/write-report";
import { readMail } from "./mail/read-mail";
import type { MailStore } from "./imap/store/mail-store";
import type { DemoAct } from "#shared/contract/demo-panel";
import type { DocumentWriters } from "./ports";
import type { Servers } from "./start-servers";
import { type ArchiveToSend, writeArchiveMail } from "./world/archive-mail";
import { patientNamed } from "./world/patients";
import { kindOf, senderOf } from "./world/plan-archives";
import { DOCTORS } from "./world/practice";

/** What the acts of the scenarios need of the operator. */
export type ScenarioPorts = {
  readonly store: MailStore;
  readonly servers: Pick<Servers, "imap" | "imapFaults" | "smtpFaults" | "provider">;
  readonly documents: DocumentWriters;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly later: (milliseconds: number, act: () => void) => void;
};

const BOX = DOCTORS.martin.address;
const OUTAGE_MS = 60_000;

/** Builds what the demonstration does by itself in a scenario; the rest of a scenario is the person's. */
export function createScenarios(ports: ScenarioPorts): (act: DemoAct) => Promise<void> {
  let last: ArchiveToSend | null = null;
  const send = async (archive: ArchiveToSend): Promise<void> => {
    last = archive;
    deliver(ports, await writeArchiveMail(archive, ports.documents));
  };
  return async (act) => {
    switch (act) {
      case "lab-report":
        return send(report(ports.now(), "PAT-CHENE", "MARIE"));
      case "unknown-patient-report":
        return send(report(ports.now(), "PAT-BUIS", "YASMINE"));
      case "replace-report":
        return send(replacementOf(last ?? report(ports.now(), "PAT-CHENE", "MARIE"), ports.now()));
      case "patient-message":
        return deliver(ports, patientMessage(ports));
      case "failure-receipt":
        return failureReceipt(ports);
      case "end-session":
        ports.servers.provider.endAllSessions();
        return ports.servers.imap.dropConnections("bye");
      case "outage":
        return outage(ports);
      case "recover":
        return recover(ports);
      default:
        return act satisfies never;
    }
  };
}

const deliver = ({ store, now }: ScenarioPorts, raw: Buffer): void =>
  void store.deliver(BOX, "INBOX", raw, { date: now() });

function report(now: Date, birthName: string, firstName: string): ArchiveToSend {
  const kind = kindOf("11502-2");
  const number = Math.floor(now.getTime() / 1000);
  return {
    kind,
    patient: patientNamed(birthName, firstName).patient,
    sender: senderOf(kind),
    to: { address: BOX },
    date: now,
    document: number,
    set: number,
    version: 1,
    action: "new",
  };
}

/** The next version of a report, in the same set. */
const replacementOf = (before: ArchiveToSend, now: Date): ArchiveToSend => ({
  ...before,
  date: now,
  document: before.document + 1,
  replaces: before.document,
  version: before.version + 1,
  action: "replace",
});

function patientMessage({ now, newId }: ScenarioPorts): Buffer {
  const { patient, address } = patientNamed("PAT-CHENE", "MARIE");
  return writeMail({
    from: { name: "Marie PAT-CHENE", address },
    to: [{ address: BOX }],
    subject: "Mes résultats",
    date: now(),
    messageId: newId(),
    headers: [["Return-Path", `<${address}>`]],
    text: `Bonjour Docteur,\n\nj’ai reçu mes résultats. Faut-il avancer le rendez-vous ?\n\nMarie ${patient.birthName}\n`,
  });
}

/** The software of the recipient could not file the last document that the practice sent (ECO.2.3: MDN with a failure). */
function failureReceipt(ports: ScenarioPorts): void {
  const { store, now, newId } = ports;
  const sent = [...(store.account(BOX).find("Sent")?.mailbox.messages() ?? [])].at(-1);
  if (sent === undefined) return;
  const mail = readMail(Buffer.from(sent.raw));
  deliver(
    ports,
    writeReport({
      kind: "disposition-notification",
      from: { name: "Logiciel DEMO", address: "echecs.demo@logiciel.demo.mssante.fr" },
      to: BOX,
      subject: `Échec d’intégration : ${mail.subject}`,
      date: now(),
      messageId: newId(),
      about: mail.messageId,
      text: "Le document n’a pas pu être rangé : patient inconnu.",
      fields: [
        "Reporting-UA: LPS DEMO; 1.0",
        "Final-Recipient: rfc822;echecs.demo@logiciel.demo.mssante.fr",
        `Original-Message-ID: <${mail.messageId}>`,
        "Disposition: automatic-action/MDN-sent-automatically; processed/error",
        "Failure: 902^Patient inconnu",
      ],
      originalHeader: mail.headerBytes,
    }),
  );
}

/** IMAP and SMTP answer that they are not available, for a minute at the most. */
function outage(ports: ScenarioPorts): void {
  const { imap, imapFaults, smtpFaults } = ports.servers;
  imapFaults.refuseConnections = true;
  smtpFaults.unavailable = true;
  imap.dropConnections("bye");
  ports.later(OUTAGE_MS, () => recover(ports));
}

function recover({ servers: { imapFaults, smtpFaults } }: ScenarioPorts): void {
  imapFaults.refuseConnections = false;
  smtpFaults.unavailable = false;
}
