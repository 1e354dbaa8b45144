import type { Handlers } from "#shared/contract/index";
import { PliError } from "#shared/domain/failure";
import type { DocumentId, MessageId, PatientId } from "#shared/domain/ids";
import type { ParsedMessage } from "#shared/domain/parsed-message";
import { fileOf, heldFileName } from "./document-file";
import { reportByRule } from "./failure-reports";
import { decide } from "./filing-decision";
import { paperHandlers } from "./paper";
import { withoutUndefined } from "./patient-base";
import { handOver } from "./practice-folder";
import type { Services } from "./services";
import { sourceOf } from "./source";

type Names =
  | "documents.open"
  | "documents.media"
  | "documents.decide"
  | "documents.file"
  | "documents.unfile"
  | "documents.save"
  | "documents.drag"
  | "documents.saveMedia"
  | "documents.print"
  | "documents.savePrint"
  | "patients.list"
  | "patients.open"
  | "patients.save"
  | "patients.conversation";

/** Medical documents and the patient base. */
export function documentHandlers(services: Services): Pick<Handlers, Names> {
  const { store } = services;
  return {
    "documents.open": async ({ id }) => {
      const view = await store.get().document(id);
      await services.trace({
        action: "document-read",
        request: "open",
        answer: "stored",
        success: true,
        documentId: id,
      });
      return {
        card: view.card,
        cda: view.cda,
        hashChecked: view.card.integrity !== "unverifiable",
        received: view.outgoing ? null : view.messageId,
        versions: view.versions,
      };
    },
    "documents.media": async ({ id, mediaId }) => media(services, id, mediaId),
    "documents.decide": ({ id }) => decide(services, id),
    "documents.file": async ({ id, patientId, create, status }) => ({
      patientId: await file(services, id, patientId, create, status),
      handedOver: await handOver(services, id, "by hand"),
    }),
    "documents.unfile": async ({ id }) => {
      const { messageId } = await store.get().unfileDocument(id);
      await services.operations.noteFiled(messageId);
      await services.trace({
        action: "document-unfile",
        request: "unfile",
        answer: "done",
        success: true,
        documentId: id,
      });
      services.changed("documents", "patients", "conversations");
      return null;
    },
    "documents.save": ({ id, as }) => save(services, id, as),
    "documents.saveMedia": ({ id, mediaId }) => saveMedia(services, id, mediaId),
    "documents.drag": async ({ id }) => {
      const file = await fileOf(services, id, null);
      await services.platform.leaving.drag(file.name, file.bytes);
      await traceExport(services, id, `drag ${file.as}`, file.bytes.byteLength);
      return null;
    },
    ...paperHandlers(services),
    ...patientHandlers(services),
  };
}

function patientHandlers(
  services: Services,
): Pick<Handlers, "patients.list" | "patients.open" | "patients.save" | "patients.conversation"> {
  const { store } = services;
  return {
    "patients.list": ({ search, limit }) => store.get().listPatients(search, limit),
    "patients.open": ({ id }) => store.get().patientView(id),
    "patients.save": async ({ id, traits }) => {
      const patient = await store.get().savePatient(id, withoutUndefined(traits));
      await services.trace({
        action: id === null ? "patient-create" : "patient-change",
        request: "save",
        answer: "done",
        success: true,
      });
      services.changed("patients", "conversations", "documents");
      return patient;
    },
    "patients.conversation": ({ id }) => store.get().patientConversation(id),
  };
}

/** Files by itself what matches exactly (UX.07), and tells so (UX.40); everything else waits for the person, or is reported by the rule that she set. */
export async function fileArrivals(services: Services, messageId: MessageId, parsed: ParsedMessage): Promise<void> {
  if (parsed.xdm === null || parsed.receipt !== null) return;
  const store = services.store.get();
  const view = await store.messageView(messageId);
  let failed: number | null = null;
  for (const card of view.documents) {
    if (view.outgoing || card.filed !== null || card.action === "delete" || card.returned) continue;
    if (card.anomalies.some((code) => /^(?:version-|already-here)/u.test(code))) continue;
    if (card.action === "replace") await noteReplacement(services, card.id);
    const decision = await decide(services, card.id);
    const [first] = decision.candidates;
    if (decision.outcome === "auto" && first !== undefined) await fileByItself(services, card.id, first.patient.id);
    else failed ??= decision.errorCode;
  }
  await reportByRule(services, messageId, parsed, failed);
  services.changed("documents", "conversations", "patients");
}

/** A version that took the place of another leaves its line, and is told (UX.37, UX.38). */
async function noteReplacement(services: Services, id: DocumentId): Promise<void> {
  const { versions } = await services.store.get().document(id);
  if (!versions.some((one) => one.id !== id && one.state === "replaced")) return;
  await services.trace({
    action: "document-replace",
    request: "automatic",
    answer: "replaced",
    success: true,
    documentId: id,
  });
  services.tellDocuments("replaced");
}

async function fileByItself(services: Services, id: DocumentId, patientId: PatientId): Promise<void> {
  await services.store.get().fileDocument(id, patientId, true);
  await services.trace({
    action: "document-file",
    request: "automatic",
    answer: "filed",
    success: true,
    documentId: id,
  });
  services.tellDocuments("filed");
  if ((await handOver(services, id, "automatic")) === "failed") services.tellDocuments("not-handed-over");
}

async function file(
  services: Services,
  id: DocumentId,
  patientId: PatientId | null,
  create: boolean,
  status: "PROV" | "RECUP" | "VALI" | "QUAL",
): Promise<PatientId> {
  const store = services.store.get();
  const decision = await decide(services, id);
  if (decision.outcome === "block") throw new PliError("filing-blocked", { about: decision.reasons[0] ?? "" });
  let target = patientId;
  if (create) {
    target = (await store.savePatient(null, { ...decision.traits, status })).id;
    await services.trace({
      action: "patient-create",
      request: "from document",
      answer: "done",
      success: true,
      documentId: id,
    });
  }
  if (target === null) throw new PliError("invalid-input", { about: "patientId" });
  const { messageId } = await store.fileDocument(id, target, false);
  await services.operations.noteFiled(messageId);
  await services.trace({ action: "document-file", request: "by hand", answer: "filed", success: true, documentId: id });
  services.changed("documents", "patients", "conversations");
  return target;
}

async function media(services: Services, id: DocumentId, mediaId: string) {
  const store = services.store.get();
  const { cda, messageId, place } = await store.document(id);
  const described = cda?.media.find((one) => one.id === mediaId);
  const raw = await sourceOf(services, messageId);
  if (described === undefined || raw === null) throw new PliError("not-found");
  const bytes = await services.parser.extractMedia({ raw, ...place, mediaId });
  return { mimeType: described.mimeType, bytes };
}

async function save(services: Services, id: DocumentId, as: "cda" | "pdf"): Promise<{ readonly saved: boolean }> {
  const { name, bytes } = await fileOf(services, id, as);
  const saved = await services.platform.dialogs.saveFile(name, bytes);
  if (saved) await traceExport(services, id, as, bytes.byteLength);
  return { saved };
}

async function saveMedia(services: Services, id: DocumentId, mediaId: string): Promise<{ readonly saved: boolean }> {
  const { mimeType, bytes } = await media(services, id, mediaId);
  const { card, cda } = await services.store.get().document(id);
  const saved = await services.platform.dialogs.saveFile(heldFileName(card.typeLabel, cda, mimeType), bytes);
  if (saved) await traceExport(services, id, "media", bytes.byteLength);
  return { saved };
}

const traceExport = (services: Services, documentId: DocumentId, request: string, size: number): Promise<void> =>
  services.trace({ action: "document-export", request, answer: "saved", success: true, documentId, size });
