import { z } from "zod";
import type { CdaDocument } from "#shared/domain/document";
import type { Draft } from "#shared/domain/draft";
import { PliError } from "#shared/domain/failure";
import type { DocumentId } from "#shared/domain/ids";
import type { Mailbox } from "#shared/domain/mailbox";
import { insNature } from "#shared/rules/ins";
import { pdfName } from "#shared/rules/pdf-name";
import { buildSubject } from "#shared/rules/subject";
import { safeFileName } from "#shared/rules/safe-filename";
import { checkedAs } from "./patient-facts";
import type { Services } from "./services";
import { sourceOf } from "./source";

/** What the documents of a draft add to the message: one archive, the marks of its headers, and the subject that machines route on. */
export type DocumentsToSend = {
  readonly archive: { readonly name: string; readonly mimeType: string; readonly bytes: Uint8Array };
  readonly cdas: readonly { readonly code: string; readonly insQualified: boolean }[];
  /** Null where the grammar cannot be filled (ECO.2.1.3). */
  readonly subject: string | null;
};

type Held = { readonly cda: CdaDocument; readonly raw: Uint8Array; readonly uniqueId: string };

/** The PDF copy that is joined to a draft for a document (ECO.2.1.5, ECO.2.1.6), and the subject it suggests. */
export async function documentCopy(services: Services, id: DocumentId) {
  const { cda, raw, uniqueId } = await held(services, id);
  const { patient, code, serviceStart, effectiveTime } = cda.header;
  const named = pdfName({
    actDate: serviceStart === "" ? effectiveTime : serviceStart,
    typeLabel: code.label,
    birthName: patient.birthName ?? "",
    firstName: patient.firstName ?? "",
  });
  return {
    name: named.ok ? named.name : safeFileName(`${code.label}.pdf`),
    mimeType: "application/pdf",
    bytes: await services.parser.documentPdf({ raw, uniqueId }),
    documentId: id,
    patientMatricule: patient.ins?.matricule ?? "",
    subject: subjectOf([cda]),
  };
}

/** Gathers the documents of a draft into one archive (ECO.2.1.1); null when it carries none. */
export async function documentsToSend(
  services: Services,
  draft: Draft,
  mailbox: Mailbox,
): Promise<DocumentsToSend | null> {
  const ids = draft.attachments.flatMap((one) => one.documentId ?? []);
  if (ids.length === 0) return null;
  const all = await Promise.all(ids.map((id) => held(services, id)));
  const bytes = await Promise.all(all.map(({ raw, uniqueId }) => services.parser.extractDocument({ raw, uniqueId })));
  const archive = await services.parser.writeArchive({
    documents: bytes,
    sender: await senderOf(services, mailbox, all[0]?.cda),
    software: { name: "Pli", version: services.platform.version, vendor: "Pli", contact: mailbox.address },
    now: services.platform.clock().toISOString(),
  });
  return {
    archive: { name: "IHE_XDM.zip", mimeType: "application/zip", bytes: archive },
    cdas: all.map(({ cda }) => ({ code: cda.header.code.code, insQualified: carriesQualifiedIns(services, cda) })),
    subject: subjectOf(all.map(({ cda }) => cda)),
  };
}

async function held(services: Services, id: DocumentId): Promise<Held> {
  const store = services.store.get();
  const { cda, messageId, uniqueId } = await store.document(id);
  const raw = await sourceOf(services, messageId);
  if (cda === null || raw === null) throw new PliError("not-cda");
  return { cda, raw, uniqueId };
}

function subjectOf(cdas: readonly CdaDocument[]): string | null {
  const patient = cdas[0]?.header.patient;
  const built = buildSubject({
    typeLabels: cdas.map(({ header }) => header.code.label),
    birthName: patient?.birthName ?? "",
    firstName: patient?.firstName ?? "",
    birthDate: patient?.birthDate ?? "",
  });
  return built.ok ? built.subject : null;
}

/** Matricule, OID and the four traits are in the document (ECO.2.4.2); the INS of tests counts only away from production. */
function carriesQualifiedIns(services: Services, cda: CdaDocument): boolean {
  const { ins, birthName, firstName, birthDate, sex } = cda.header.patient;
  if (ins === null || !birthName || !firstName || !birthDate || sex === "unknown") return false;
  const nature = insNature(ins.oid);
  return (
    nature === "nir" || ((nature === "test" || nature === "demo") && checkedAs(services.environment()) !== "production")
  );
}

/**
 * The sender as METADATA names it. The structure is told by the professional's own identifier (`4` + RPPS) and the sector is the document's:
 * the directory is not asked (both inferred, not found in a reference text).
 */
async function senderOf(services: Services, mailbox: Mailbox, cda: CdaDocument | undefined) {
  const { idNat, givenName, familyName } = await lastIdentity(services);
  return {
    id: idNat,
    family: familyName,
    given: givenName,
    organization: mailbox.name,
    organizationId: `4${idNat.slice(1)}`,
    sourceId: await sourceId(services),
    facility: cda?.header.facility?.code ?? "SA07",
  };
}

/** Who signed in last in this profile: a message may be written before the day's sign-in. */
async function lastIdentity(services: Services): Promise<Identity> {
  const known = identity.safeParse(await services.store.get().getSetting("identity"));
  if (!known.success) throw new PliError("signed-out");
  return known.data;
}

const identity = z.object({ idNat: z.string().min(12), givenName: z.string(), familyName: z.string() });
type Identity = z.infer<typeof identity>;

/** OID that names this installation as a source (`2.25.` and a number of its own, X.667), made once. */
async function sourceId(services: Services): Promise<string> {
  const store = services.store.get();
  const known = await store.getSetting("source-id");
  if (typeof known === "string") return known;
  const number = BigInt(`0x${Buffer.from(services.platform.random(16)).toString("hex")}`);
  const made = `2.25.${number}`;
  await store.setSetting("source-id", made);
  return made;
}
