import { matriculeFromAddress } from "#shared/rules/ins";
import type { DraftToCheck, PatientFacts } from "#shared/rules/recipient-check";
import type { Draft, DraftAttachment } from "#shared/domain/draft";
import type { Environment } from "#shared/domain/environment";
import type { Patient } from "#shared/domain/patient";
import type { WhiteList } from "#shared/rules/trust-space";
import { encodedSize } from "#shared/rules/attachment-limits";

/** Looks patients up by matricule. */
export type PatientsByMatricule = (matricule: string) => Promise<readonly Patient[]>;

/** What the sending rules need to know of a draft, gathered from the store (recipients, local records, sizes). */
export async function draftToCheck(
  draft: Draft,
  around: {
    readonly from: string;
    readonly environment: Environment;
    readonly nil: string;
    readonly smtpSizeLimit: number | null;
    readonly now: Date;
    readonly whiteList: WhiteList | undefined;
    readonly patients: PatientsByMatricule;
    /** The local record of the patient of a joined document without INS. */
    readonly patientOf: (attachment: DraftAttachment) => Promise<Patient | null>;
    readonly answeredAt: string | null;
    readonly takenBy: string | null;
    readonly closedExchanges: (matricules: readonly string[]) => Promise<readonly string[]>;
  },
): Promise<DraftToCheck> {
  const recipients = [...draft.to, ...draft.cc, ...draft.bcc].map((one) => one.address);
  const matricules = recipients.map(matriculeFromAddress).filter((one) => one !== null);
  const documents = draft.attachments.filter((one) => one.documentId !== undefined || one.made === true);
  const documentPatients = documents.map((one) => one.patientMatricule ?? "");
  const unnumbered = documents.filter((one) => (one.patientMatricule ?? "") === "");
  const named = await Promise.all(unnumbered.map(around.patientOf));
  const concerned = new Set([...matricules, ...documentPatients.filter((one) => one !== "")]);
  const facts = await Promise.all(
    [...concerned].map(async (one) => [one, await factsOf(one, around.patients)] as const),
  );
  return {
    from: around.from,
    recipients,
    subject: draft.subject,
    bodyText: draft.text,
    fin: draft.fin,
    answeredAt: around.answeredAt,
    takenBy: around.takenBy,
    closedExchanges: matricules.length === 0 ? [] : await around.closedExchanges(matricules),
    attachmentCount: draft.attachments.length,
    attachmentsEncodedBytes: draft.attachments.reduce((sum, one) => sum + encodedSize(one.size), 0),
    documentPatients,
    opposedByTraits: named.flatMap((one) =>
      one?.opposedToProfessionalsOn === undefined ? [] : [`${one.birthName} ${one.firstName}`],
    ),
    patientFacts: Object.fromEntries(facts.flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]))),
    nil: around.nil,
    environment: checkedAs(around.environment),
    smtpSizeLimit: around.smtpSizeLimit,
    now: around.now.getTime(),
    ...(around.whiteList === undefined ? {} : { whiteList: around.whiteList }),
  };
}

/** Which rules apply: only the demonstration and the sandboxes are lenient with fictitious identities. */
export function checkedAs(environment: Environment): "production" | "test" | "demo" {
  if (environment.id === "demo") return "demo";
  return environment.id === "production" ? "production" : "test";
}

async function factsOf(matricule: string, patients: PatientsByMatricule): Promise<PatientFacts | null> {
  const [patient] = await patients(matricule);
  if (patient === undefined) return null;
  return {
    name: `${patient.birthName} ${patient.firstName}`,
    birthDate: patient.birthDate,
    sex: patient.sex,
    oid: patient.ins?.oid ?? "",
    status: patient.status,
    ...(patient.opposedToMessagesOn === undefined ? {} : { opposedOn: patient.opposedToMessagesOn }),
    ...(patient.opposedToProfessionalsOn === undefined
      ? {}
      : { opposedToProfessionalsOn: patient.opposedToProfessionalsOn }),
  };
}
