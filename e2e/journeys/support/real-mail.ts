import { randomUUID } from "node:crypto";
import { writeCda } from "../../../electron/documents/cda/write-cda";
import { writeReportPdf } from "../../../electron/documents/cda/write-pdf";
import type { CdaInput, CdaProfessional } from "../../../electron/documents/cda/cda-input";
import type { DocumentAction } from "#shared/domain/document";
import { writeXdm } from "../../../electron/documents/xdm/write-xdm";
import { buildMessage } from "../../../electron/outbox/build";
import type { RemoteSpace } from "../../servers/remote-space";

/** The fictitious patient of the journeys: an INS of tests, never anyone's. */
export const PATIENT = {
  matricule: "279035121518989",
  oid: "1.2.250.1.213.1.4.10",
  address: "279035121518989@patient.mssante.fr",
  birthName: "PAT-TROIS",
  firstName: "DOMINIQUE",
  birthDate: "19790328",
} as const;

const AN_HOUR_MS = 3_600_000;
const TEN_MINUTES_MS = 600_000;

/** Who receives, in the practice of the real servers. */
export const DOCTOR = { idNat: "899700000011", address: "claire.demo@cabinet.essai.mssante.fr" } as const;
/** Who writes to her. */
export const CARDIOLOGIST = {
  name: "Nadia DEMO-CARDIOLOGUE",
  address: "nadia.demo@confrere.essai.mssante.fr",
} as const;

const author: CdaProfessional = {
  id: "899700000037",
  family: "DEMO-CARDIOLOGUE",
  given: "Nadia",
  civility: "MME",
  title: "DR",
  specialty: "G15_10/SM04",
  organization: { id: "10B0000003", name: "Cabinet DEMO de cardiologie" },
};

/** A colleague sends a medical document as an XDM archive, and the patient asks a question: the morning's mail. */
export async function seedRealMail(space: RemoteSpace): Promise<void> {
  await space.deliver(DOCTOR.address, await letterWithDocument());
  await space.deliver(DOCTOR.address, patientQuestion());
}

/** What a letter with a document may hold otherwise than the journeys' one. */
export type LetterOptions = {
  readonly to?: string;
  readonly text?: string;
  readonly patient?: Partial<CdaInput["patient"]>;
  readonly cda?: Partial<Omit<CdaInput, "patient">>;
  /** What its METADATA asks for the document. */
  readonly action?: DocumentAction;
  readonly readReceipt?: boolean;
  /** The text of the document made into what another software would have written. */
  readonly rewritten?: (cda: string) => string;
};

/** The bytes of the colleague's message. */
export async function letterWithDocument(options: LetterOptions = {}): Promise<Uint8Array> {
  const input = await consultation(options);
  const { birthName = "", firstName = "", birthDate = "" } = input.patient;
  const archive = await writeXdm({
    documents: [
      {
        bytes: cdaBytes(input, options.rewritten),
        ...(options.action === undefined ? {} : { action: options.action }),
      },
    ],
    sender: {
      id: author.id,
      family: author.family,
      given: author.given,
      organization: author.organization.name,
      organizationId: author.organization.id,
      sourceId: "1.2.250.1.999.7",
      facility: "SA07",
    },
    software: { name: "Logiciel DEMO", version: "1", vendor: "Éditeur DEMO", contact: "contact@demo.invalid" },
    now: new Date(),
    newId: randomUUID,
  });
  const born = birthDate.replace(/^(\d{4})(\d{2})(\d{2})$/u, "$3/$2/$1");
  const { raw } = await buildMessage({
    mailbox: { address: CARDIOLOGIST.address, fromLabel: "Dr_Nadia_DEMO-CARDIOLOGUE" },
    to: [{ name: "", address: options.to ?? DOCTOR.address }],
    cc: [],
    bcc: [],
    subject: `XDM/1.0/DDM+CR ou fiche de consultation ou de visite ${birthName} ${firstName} ${born}`,
    text: options.text ?? LETTER,
    inReplyTo: "",
    references: [],
    attachments: [{ name: "IHE_XDM.zip", mimeType: "application/zip", bytes: archive }],
    mss: { nil: "DEMO-LPS", fin: false, cdas: [{ code: input.type, insQualified: false }] },
    readReceipt: options.readReceipt ?? false,
    uniqueId: randomUUID(),
    date: earlierToday(AN_HOUR_MS),
  });
  return raw;
}

/** So long ago, or less where that was yesterday on the practice's clock: just after midnight too, mail is of today and in the same order. */
function earlierToday(ms: number): Date {
  const now = new Date();
  const clock = now.toLocaleTimeString("fr-FR", { timeZone: "Europe/Paris" }).split(":").map(Number);
  const today = clock.reduce((sum, part) => sum * 60 + part, 0) * 1000;
  return new Date(now.getTime() - Math.min(ms, (today * ms) / AN_HOUR_MS));
}

function cdaBytes(input: CdaInput, rewritten: LetterOptions["rewritten"]): Uint8Array {
  const bytes = writeCda(input);
  return rewritten === undefined ? bytes : new TextEncoder().encode(rewritten(new TextDecoder().decode(bytes)));
}

const LETTER =
  "Chère consœur,\n\nvoici le compte rendu de la consultation de votre patiente.\n\nBien à vous,\nNadia DEMO-CARDIOLOGUE";

async function consultation({ patient, cda }: LetterOptions): Promise<CdaInput> {
  return {
    id: `1.2.250.1.999.1.${Date.now()}`,
    setId: `1.2.250.1.999.2.${Date.now()}`,
    version: 1,
    type: "11488-4",
    title: "Compte rendu de consultation de cardiologie",
    effectiveTime: "20261120101500+0100",
    authors: [author],
    legalAuthenticator: author,
    custodian: author.organization,
    act: { start: "20261120094500+0100", performer: author },
    practiceSetting: "AMBULATOIRE",
    facility: "SA07",
    ...cda,
    body: cda?.body ?? { kind: "pdf", bytes: await consultationPdf() },
    patient: {
      birthName: PATIENT.birthName,
      firstName: PATIENT.firstName,
      names: PATIENT.firstName,
      sex: "female",
      birthDate: PATIENT.birthDate,
      birthPlace: "51215",
      ins: { matricule: PATIENT.matricule, oid: PATIENT.oid },
      localIds: [{ root: "1.2.250.1.999.9", extension: "IPP-3" }],
      ...patient,
    },
  };
}

function consultationPdf(): Promise<Uint8Array> {
  return writeReportPdf({
    title: "Compte rendu de consultation de cardiologie",
    patientLine: "PAT-TROIS Dominique, née le 28/03/1979",
    authorLine: "Dr Nadia DEMO-CARDIOLOGUE",
    date: new Date(),
    sections: [{ title: "Conclusion", lines: ["Examen cardiologique normal. Document fictif de démonstration."] }],
  });
}

function patientQuestion(): string {
  return [
    `From: Dominique Pat-Trois <${PATIENT.address}>`,
    `To: <${DOCTOR.address}>`,
    "Subject: =?utf-8?Q?Mes_r=C3=A9sultats_de_prise_de_sang?=",
    `Date: ${earlierToday(TEN_MINUTES_MS).toUTCString()}`,
    `Message-ID: <${randomUUID()}@patient.mssante.fr>`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "",
    "Bonjour Docteur, faut-il avancer le rendez-vous ?",
    "",
  ].join("\r\n");
}
