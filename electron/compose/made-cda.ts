import type { DocumentFacts } from "#shared/domain/made-document";
import type { Patient } from "#shared/domain/patient";
import { patientOfDocument } from "#shared/rules/made-document";
import { pdfName } from "#shared/rules/pdf-name";
import { safeFileName } from "#shared/rules/safe-filename";
import type { CdaInput, CdaProfessional } from "../documents/cda/cda-input";
import { codeOf } from "../documents/codes/code-tables";
import { freshOid, lastIdentity, sourceId } from "./author-identity";
import type { Services } from "./services";

/** The document that a new one replaces, as its chain names it. */
export type Replaced = {
  readonly id: string;
  readonly setId: string;
  readonly version: number;
  readonly matricule: string;
};

/** What a document is written from, its body aside: the facts of the person, her identity, the patient of the local base. */
export async function cdaInputOf(
  services: Services,
  facts: DocumentFacts,
  patient: Patient,
  replaced: Replaced | null,
) {
  const now = services.platform.clock();
  const author = await professional(services, facts);
  const id = freshOid(services);
  const label = codeOf("typeCode", facts.type)?.label ?? facts.title;
  const named = pdfName({
    actDate: facts.actDate,
    typeLabel: label,
    birthName: patient.birthName,
    firstName: patient.firstName,
  });
  const input: Omit<CdaInput, "body"> = {
    id,
    setId: replaced?.setId ?? id,
    version: (replaced?.version ?? 0) + 1,
    type: facts.type,
    title: facts.title.trim(),
    effectiveTime: hl7Time(now),
    confidentiality: facts.confidentiality,
    patient: patientOfDocument(patient, `${await sourceId(services)}.1`),
    authors: [author],
    legalAuthenticator: author,
    custodian: author.organization,
    act: { start: facts.actDate, performer: author },
    practiceSetting: facts.author.practiceSetting,
    facility: facts.author.facility,
    ...(replaced === null ? {} : { replaces: replaced.id }),
  };
  return {
    input,
    pdfName: named.ok ? named.name : safeFileName(`${label}.pdf`),
    description: { title: input.title, author: `${author.given} ${author.family}`, date: now },
  };
}

/** The author: the structure is named by its FINESS, else by the professional alone (`4` + RPPS, inferred). */
async function professional(services: Services, { author }: DocumentFacts): Promise<CdaProfessional> {
  const { idNat, givenName, familyName } = await lastIdentity(services);
  const organization = {
    id: author.finess === "" ? `4${idNat.slice(1)}` : `1${author.finess}`,
    name: author.organization.trim(),
  };
  return {
    id: idNat,
    family: familyName,
    given: givenName,
    ...(author.title === "" ? {} : { title: author.title }),
    ...(author.specialty === "" ? {} : { specialty: author.specialty }),
    organization,
  };
}

/** `YYYYMMDD` of the local day. */
export function hl7Day(at: Date): string {
  return hl7Time(at).slice(0, 8);
}

/** `JJ/MM/AAAA` of an HL7 date. */
export const frenchDay = (date: string): string => `${date.slice(6, 8)}/${date.slice(4, 6)}/${date.slice(0, 4)}`;

/** Local HL7 date-time with its zone. */
function hl7Time(at: Date): string {
  const offset = -at.getTimezoneOffset();
  const local = new Date(at.getTime() + offset * 60_000).toISOString().replaceAll(/[-T:]/gu, "").slice(0, 14);
  const minutes = Math.abs(offset);
  const zone = `${String(Math.floor(minutes / 60)).padStart(2, "0")}${String(minutes % 60).padStart(2, "0")}`;
  return `${local}${offset < 0 ? "-" : "+"}${zone}`;
}
