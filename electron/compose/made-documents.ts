import { z } from "zod";
import type { Handlers } from "#shared/contract/index";
import type { DocumentForm } from "#shared/contract/made-documents";
import type { Draft } from "#shared/domain/draft";
import { PliError } from "#shared/domain/failure";
import type { DocumentId, DraftId, PatientId } from "#shared/domain/ids";
import type { AuthorFacts, DocumentFacts } from "#shared/domain/made-document";
import type { Patient } from "#shared/domain/patient";
import { fileKind } from "#shared/rules/file-kind";
import { deletionText, madeDocumentProblems, replacementText } from "#shared/rules/made-document";
import { matriculeFromAddress } from "#shared/rules/ins";
import { codesOf } from "../documents/codes/code-tables";
import { documentCopy } from "./document-sending";
import { knownMailbox } from "./known-mailbox";
import { cdaInputOf, frenchDay, hl7Day, type Replaced } from "./made-cda";
import { checkedAs } from "./patient-facts";
import type { Services } from "./services";
import { keptSetting } from "./kept-setting";

type Names = "madeDocuments.form" | "madeDocuments.make" | "madeDocuments.replace" | "madeDocuments.askDeletion";

const MOST_BYTES = 20_000_000;
const AUTHOR = "document-author";
const KEPT_AUTHOR = z.object({
  title: z.string(),
  specialty: z.string(),
  organization: z.string(),
  finess: z.string(),
  practiceSetting: z.string(),
  facility: z.string(),
});

/** Documents of one's own: made, replaced, asked to be deleted. */
export function madeDocumentHandlers(services: Services): Pick<Handlers, Names> {
  return {
    "madeDocuments.form": ({ draftId, attachmentId }) => form(services, draftId, attachmentId),
    "madeDocuments.make": async ({ draftId, attachmentId, facts }) => {
      const draft = await make(services, draftId, attachmentId, facts);
      services.changed("drafts");
      return draft;
    },
    "madeDocuments.replace": ({ documentId }) => replace(services, documentId),
    "madeDocuments.askDeletion": ({ documentId }) => askDeletion(services, documentId),
  };
}

async function attachmentOf(services: Services, draftId: DraftId, attachmentId: string) {
  const draft = await services.store.get().draft(draftId);
  const attachment = draft.attachments.find(({ id }) => id === attachmentId);
  const bytes = await services.store.get().attachmentBytes(attachmentId);
  if (attachment === undefined || bytes === null) throw new PliError("not-found");
  return { draft, attachment, bytes };
}

async function form(services: Services, draftId: DraftId, attachmentId: string): Promise<DocumentForm> {
  const { draft, attachment, bytes } = await attachmentOf(services, draftId, attachmentId);
  const facts = attachment.facts ?? (await blank(services, draft));
  const patient = await patientOf(services, facts.patientId);
  return {
    fileName: attachment.name,
    facts: { ...facts, patientId: patient?.id ?? null },
    patient,
    choices: {
      types: codesOf("typeCode").toSorted((a, b) => a.label.localeCompare(b.label, "fr")),
      titles: codesOf("title"),
      specialties: codesOf("authorSpecialty"),
      practiceSettings: codesOf("practiceSettingCode"),
      facilities: codesOf("healthcareFacilityTypeCode"),
    },
    check: fileKind(bytes.subarray(0, 4096)) === "pdf" ? await services.parser.checkPdf({ bytes }) : null,
  };
}

/** A form not yet filled: today, the patient that the draft is written to, the author as last time. */
async function blank(services: Services, draft: Draft): Promise<DocumentFacts> {
  const store = services.store.get();
  const matricule = draft.to.map(({ address }) => matriculeFromAddress(address)).find((one) => one !== null);
  const [patient] = matricule === undefined || matricule === null ? [] : await store.patientsByMatricule(matricule);
  const known = await keptSetting(store, AUTHOR, KEPT_AUTHOR);
  const mailbox = await knownMailbox(services, draft.mailboxId);
  const author: AuthorFacts = known ?? {
    title: "",
    specialty: "",
    organization: mailbox.name,
    finess: "",
    practiceSetting: "AMBULATOIRE",
    facility: "SA07",
  };
  const actDate = hl7Day(services.platform.clock());
  return {
    type: "",
    title: "",
    actDate,
    patientId: patient?.id ?? null,
    confidentiality: "N",
    author,
    replaces: null,
  };
}

async function patientOf(services: Services, id: PatientId | null): Promise<Patient | null> {
  return id === null ? null : services.store.get().patient(id);
}

async function make(services: Services, draftId: DraftId, attachmentId: string, facts: DocumentFacts): Promise<Draft> {
  const { bytes } = await attachmentOf(services, draftId, attachmentId);
  if (bytes.byteLength > MOST_BYTES) throw new PliError("too-big", { about: String(MOST_BYTES) });
  const store = services.store.get();
  const patient = await patientOf(services, facts.patientId);
  const replaced = await replacedBy(services, facts.replaces);
  const [problem] = madeDocumentProblems({
    facts,
    patient,
    replacedMatricule: replaced?.matricule ?? null,
    today: hl7Day(services.platform.clock()),
    environment: checkedAs(services.environment()),
  });
  if (problem !== undefined || patient === null) throw new PliError("document-not-made", { about: problem ?? "" });
  const { input, pdfName, description } = await cdaInputOf(services, facts, patient, replaced);
  const made = await services.parser.makeDocument({ bytes, description, input });
  await store.setSetting(AUTHOR, facts.author);
  const draft = await store.makeAttachment(draftId, attachmentId, {
    name: pdfName,
    bytes: made.pdf,
    cda: made.cda,
    facts,
    asks: replaced === null ? "new" : "replace",
    patientMatricule: input.patient.ins?.matricule ?? "",
  });
  await services.trace({
    action: "document-make",
    request: replaced === null ? "make" : "make a replacement",
    answer: "made",
    success: true,
    cdaCode: facts.type,
    size: made.cda.byteLength,
  });
  return draft;
}

async function replacedBy(services: Services, id: DocumentId | null): Promise<Replaced | null> {
  if (id === null) return null;
  const { cda, card, outgoing } = await services.store.get().document(id);
  if (cda === null || !outgoing) throw new PliError("not-found");
  const { header } = cda;
  return {
    id: header.id,
    setId: header.setId === "" ? header.id : header.setId,
    version: header.version ?? 1,
    matricule: card.patientMatricule ?? "",
  };
}

/** A draft to those whom the document was sent to. */
async function draftAbout(services: Services, documentId: DocumentId, words: typeof replacementText) {
  const store = services.store.get();
  const { cda, card, messageId, outgoing } = await store.document(documentId);
  if (cda === null || !outgoing) throw new PliError("not-found");
  const sent = await store.messageView(messageId);
  const title = card.title === "" ? card.typeLabel : card.title;
  const draft = await store.createDraft({
    mailboxId: sent.mailboxId,
    to: [...sent.to],
    cc: [...sent.cc],
    bcc: [],
    subject: sent.subject,
    text: words(title, frenchDay(card.date)),
    fin: false,
    readReceipt: false,
    answers: null,
  });
  return { draft, cda };
}

async function replace(services: Services, documentId: DocumentId) {
  const store = services.store.get();
  const { files } = await services.platform.dialogs.chooseFiles(MOST_BYTES);
  const [file] = files;
  if (file === undefined) return null;
  const { draft, cda } = await draftAbout(services, documentId, replacementText);
  const { header } = cda;
  const start = await blank(services, draft);
  const [patient] = header.patient.ins === null ? [] : await store.patientsByMatricule(header.patient.ins.matricule);
  const localId = header.patient.localIds[0]?.extension ?? "";
  const local = (await store.allPatients()).find(({ id }) => id === localId);
  const kind = fileKind(file.bytes.subarray(0, 4096));
  if (kind !== "pdf" && kind !== "jpeg" && kind !== "png") throw new PliError("pdf-refused");
  const { attachments } = await store.addAttachment(draft.id, {
    name: file.name,
    mimeType: kind === "pdf" ? "application/pdf" : `image/${kind}`,
    bytes: file.bytes,
    facts: {
      ...start,
      type: header.code.code,
      title: header.title,
      actDate: header.serviceStart.slice(0, 8),
      patientId: patient?.id ?? local?.id ?? null,
      replaces: documentId,
    },
  });
  services.changed("drafts");
  return { draft: await store.draft(draft.id), attachmentId: attachments.at(-1)?.id ?? "" };
}

async function askDeletion(services: Services, documentId: DocumentId): Promise<Draft> {
  const store = services.store.get();
  const { draft } = await draftAbout(services, documentId, deletionText);
  const { subject: _, ...copy } = await documentCopy(services, documentId);
  await store.addAttachment(draft.id, { ...copy, asks: "delete" });
  services.changed("drafts");
  return store.draft(draft.id);
}
