import type { DocumentWriters } from "../ports";
import { type ArchiveSender, type ArchiveToSend, writeArchiveMail } from "./archive-mail";
import { startOf } from "./calendar";
import { colleagueOf } from "./colleagues";
import { DOCUMENT_KINDS, type DocumentKind } from "./document-kinds";
import { patientNamed, PATIENTS, type WorldPatient } from "./patients";
import { flagsFor, type PlannedMessage } from "./planned-message";
import { DEMO_NIL, DOCTORS, MAILBOXES, type PracticeDoctor, PRACTICE, SECRETARIAT, signerOf } from "./practice";
import { type SeededRandom } from "./seeded-random";

/** Facility of the practice: a group practice. */
const PRACTICE_FACILITY = "SA08";
const DAY = 86_400_000;

type Planned = ArchiveToSend & { readonly mailbox: string; readonly folder: "INBOX" | "Sent" };

/**
 * Messages with an archive: two chains of replacements, a deletion, a replacement of something never received, a wrong hash, a message about
 * another patient than its document, then documents of every type, some sent by the practice.
 */
export function planArchives(options: {
  readonly count: number;
  readonly now: Date;
  readonly random: SeededRandom;
  readonly documents: DocumentWriters;
}): readonly PlannedMessage[] {
  const { count, now, random, documents } = options;
  const special = specialArchives(now).slice(0, count);
  const ordinary = Array.from({ length: count - special.length }, (_, rank) =>
    ordinaryArchive(rank, count - special.length, now, random),
  );
  return [...special, ...ordinary].map(({ mailbox, folder, ...archive }): PlannedMessage => {
    const age = now.getTime() - archive.date.getTime();
    return {
      mailbox,
      folder,
      date: archive.date,
      flags: flagsFor({ incoming: folder === "INBOX", answered: false, age, roll: random.next() }),
      write: () => writeArchiveMail(archive, documents),
    };
  });
}

/** The kind of that type. */
export function kindOf(type: string): DocumentKind {
  const found = DOCUMENT_KINDS.find((kind) => kind.type === type);
  if (found === undefined) throw new RangeError(`no document is a ${type}`);
  return found;
}

/** Whoever signs a kind of document, as its sender. */
export function senderOf(kind: DocumentKind, doctor: PracticeDoctor = DOCTORS.martin): ArchiveSender {
  if (kind.from === "practice") {
    const box = MAILBOXES.find(({ address }) => address === doctor.address);
    return {
      name: box?.fromLabel ?? "",
      address: doctor.address,
      signature: `${doctor.signature}\n${PRACTICE.name}`,
      signer: signerOf(doctor),
      facility: PRACTICE_FACILITY,
      nil: DEMO_NIL,
    };
  }
  const { label, address, signature, signer, facility } = colleagueOf(kind.from);
  return { name: label, address, signature, signer, facility, nil: "LPS-DEMO-1" };
}

function specialArchives(now: Date): readonly Planned[] {
  const laboratory = kindOf("11502-2");
  const imaging = kindOf("18748-4");
  const jeanne = patientNamed("PAT-TILLEUL", "JEANNE").patient;
  const amina = patientNamed("PAT-SAULE", "AMINA").patient;
  const paul = patientNamed("PAT-HETRE", "PAUL").patient;
  const lucas = patientNamed("PAT-ERABLE", "LUCAS").patient;
  const louis = patientNamed("PAT-ERABLE", "LOUIS").patient;
  const at = (days: number): Date => {
    const date = new Date(now.getTime() - days * DAY);
    // Nobody writes at night, except what has just come.
    if (days > 1) date.setHours(9 + (Math.floor(days) % 9));
    return date;
  };
  const sent = (
    kind: DocumentKind,
    document: number,
    set: number,
    days: number,
    rest: Pick<ArchiveToSend, "patient"> & Partial<ArchiveToSend>,
  ): Planned => ({
    kind,
    sender: senderOf(kind),
    to: { address: DOCTORS.martin.address },
    date: at(days),
    document,
    set,
    version: 1,
    action: "new",
    mailbox: DOCTORS.martin.address,
    folder: "INBOX",
    ...rest,
  });
  return [
    sent(laboratory, 11, 1, 40.2, { patient: jeanne }),
    sent(laboratory, 12, 1, 38.1, { patient: jeanne, version: 2, action: "replace", replaces: 11 }),
    sent(laboratory, 13, 1, 1.1, { patient: jeanne, version: 3, action: "replace", replaces: 12 }),
    sent(imaging, 21, 2, 20.3, { patient: amina }),
    sent(imaging, 22, 2, 3.2, { patient: amina, version: 2, action: "replace", replaces: 21 }),
    sent(kindOf("11490-0"), 31, 3, 12.4, { patient: paul }),
    sent(kindOf("11490-0"), 31, 3, 2.1, { patient: paul, action: "delete" }),
    sent(kindOf("34112-3"), 42, 4, 30.6, { patient: paul, version: 2, action: "replace", replaces: 41 }),
    sent(laboratory, 51, 5, 5.2, { patient: patientNamed("PAT-OLIVIER", "ANGE").patient, wrongHash: true }),
    // The twins: the message speaks of one, the document is the other's.
    sent(imaging, 61, 6, 0.15, { patient: louis, aboutPatient: lucas }),
  ];
}

function ordinaryArchive(rank: number, count: number, now: Date, random: SeededRandom): Planned {
  const kind = rank % 3 === 2 ? kindOf("11502-2") : (DOCUMENT_KINDS[rank % DOCUMENT_KINDS.length] ?? kindOf("11502-2"));
  const doctor = random.chance(0.75) ? DOCTORS.martin : DOCTORS.leroy;
  const patient = patientFor(kind, random);
  const date = startOf(rank + 2, count + 2, now, random);
  const common = {
    kind,
    patient: patient.patient,
    sender: senderOf(kind, doctor),
    date,
    document: 1000 + rank,
    set: 1000 + rank,
    version: 1,
    action: "new" as const,
  };
  if (kind.from === "practice") {
    const cardiologist = colleagueOf("cardiology");
    return {
      ...common,
      to: { name: cardiologist.label, address: cardiologist.address },
      mailbox: doctor.address,
      folder: "Sent",
    };
  }
  const mailbox = rank % 5 === 4 ? SECRETARIAT : doctor.address;
  return { ...common, to: { address: mailbox }, mailbox, folder: "INBOX" };
}

function patientFor(kind: DocumentKind, random: SeededRandom): WorldPatient {
  if (kind.from === "paediatrics") return patientNamed("PAT-FRENE", "NOE");
  return random.pick(PATIENTS.filter(({ patient }) => patient.birthName !== "PAT-FRENE"));
}
