import { pdfName } from "#shared/rules/pdf-name";
import { buildSubject } from "#shared/rules/subject";
import { type MailParty, writeMail } from "../mail/write-mail";
import type { DemoPatient, DocumentOrder, DocumentWriters } from "../ports";
import { hl7Time, shortDate } from "./calendar";
import { withWrongHash } from "./damage-archive";
import type { DocumentKind } from "./document-kinds";
import { correctedSections } from "./corrected-sections";
import { numberOf, seededRandom } from "./seeded-random";

/** Somebody who sends documents, as their mail and their archive name them. */
export type ArchiveSender = MailParty & {
  readonly name: string;
  readonly signature: string;
  readonly signer: DocumentOrder["author"];
  readonly facility: string;
  readonly nil: string;
};

/** A message with an archive to write. `aboutPatient` is whom the message speaks of, the document's own patient unless it errs. */
export type ArchiveToSend = {
  readonly kind: DocumentKind;
  readonly patient: DemoPatient;
  readonly aboutPatient?: DemoPatient;
  readonly sender: ArchiveSender;
  readonly to: MailParty;
  readonly date: Date;
  /** Numbers of the document and of its set: OID arcs under ours. */
  readonly document: number;
  readonly set: number;
  readonly version: number;
  readonly replaces?: number;
  readonly action: "new" | "replace" | "delete";
  readonly wrongHash?: true;
};

const DOCUMENT_ROOT = "1.2.250.1.999.8.1";
const SET_ROOT = "1.2.250.1.999.8.2";

/** Bytes of the message: archive IHE_XDM, the same document as a PDF, subject and headers of the référentiel (ECO.2.1.1, .3, .6, ECO.2.4). */
export async function writeArchiveMail(archive: ArchiveToSend, writers: DocumentWriters): Promise<Buffer> {
  const { kind, sender, date } = archive;
  const order = documentOrder(archive);
  const random = seededRandom(numberOf(`${archive.document} ${archive.action}`));
  const pdf = await writers.writePdf(order);
  const sound = await writers.writeXdm({
    cda: writers.writeCda(order, pdf),
    action: archive.action,
    sender: sender.signer,
    facility: sender.facility,
    address: sender.address,
    now: date,
    newId: random.uuid,
  });
  const xdm = archive.wrongHash === true ? await withWrongHash(sound, date) : sound;
  const about = archive.aboutPatient ?? archive.patient;
  const subject = buildSubject({ typeLabels: [kind.label], ...about });
  return writeMail({
    from: { name: sender.name, address: sender.address },
    to: [archive.to],
    subject: subject.ok ? subject.subject : kind.title,
    date,
    messageId: `${random.uuid()}@${sender.address.slice(sender.address.indexOf("@") + 1)}`,
    headers: [
      ["Return-Path", `<${sender.address}>`],
      ["X-MSS-NIL", sender.nil],
      ["X-MSS-INS", archive.patient.ins === null ? "N" : "O"],
      ["X-MSS-CODECDA", kind.type],
    ],
    text: `Bonjour,\n\n${bodyText(archive, about)}\n\nBien confraternellement,\n\n${sender.signature}\n`,
    files: [
      { name: "IHE_XDM.zip", mimeType: "application/zip", bytes: xdm },
      { name: pdfFileName(archive), mimeType: "application/pdf", bytes: pdf },
    ],
  });
}

function documentOrder(archive: ArchiveToSend): DocumentOrder {
  const { kind, patient, sender, date, document, set, version, replaces } = archive;
  return {
    id: `${DOCUMENT_ROOT}.${document}`,
    setId: `${SET_ROOT}.${set}`,
    version,
    type: kind.type,
    title: kind.title,
    time: hl7Time(new Date(date.getTime() - 3_600_000)),
    patient,
    author: sender.signer,
    practiceSetting: kind.setting,
    facility: sender.facility,
    ...(replaces === undefined ? {} : { replaces: `${DOCUMENT_ROOT}.${replaces}` }),
    body: kind.body,
    sections: correctedSections(kind.sections(seededRandom(numberOf(`${set}.1`))), version),
  };
}

function bodyText({ kind, action, date }: ArchiveToSend, patient: DemoPatient): string {
  const name = `${patient.sex === "female" ? "Mme" : "M."} ${patient.usedName ?? patient.birthName} ${patient.firstName}`;
  const what = kind.title.charAt(0).toLowerCase() + kind.title.slice(1);
  switch (action) {
    case "new":
      return `Veuillez trouver ci-joint le document suivant concernant ${name} : ${what} du ${shortDate(date)}.`;
    case "replace":
      return `Le document ci-joint concernant ${name} (${what}) annule et remplace la version précédente, qui comportait une erreur.`;
    case "delete":
      return `Le document ci-joint concernant ${name} (${what}) vous a été adressé par erreur et doit être supprimé. Merci de le retirer du dossier.`;
    default:
      return action satisfies never;
  }
}

function pdfFileName({ kind, patient, date }: ArchiveToSend): string {
  const named = pdfName({
    actDate: hl7Time(date),
    typeLabel: kind.label,
    birthName: patient.birthName,
    firstName: patient.firstName,
  });
  return named.ok ? named.name : "document.pdf";
}
