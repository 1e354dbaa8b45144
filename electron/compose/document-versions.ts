import type { VersionComparison } from "#shared/contract/documents";
import type { Handlers } from "#shared/contract/index";
import type { CdaHeader } from "#shared/domain/document";
import { PliError } from "#shared/domain/failure";
import type { DocumentId } from "#shared/domain/ids";
import { textDifference } from "#shared/rules/text-difference";
import type { Services } from "./services";
import { sourceOf } from "./source";

type Names = "documents.answerDeletion" | "documents.putInForce" | "documents.compare";

/** Replacement and deletion of documents, on the person's word (UX.05), and the comparison of two versions. */
export function versionHandlers(services: Services): Pick<Handlers, Names> {
  const { store } = services;
  const done = async (id: DocumentId, action: "document-delete" | "document-replace", request: string) => {
    await services.trace({ action, request, answer: "done", success: true, documentId: id });
    services.changed("documents", "conversations", "patients");
    return null;
  };
  return {
    "documents.answerDeletion": async ({ id, answer }) => {
      await store.get().answerDeletion(id, answer);
      return done(id, "document-delete", answer ?? "answer taken back");
    },
    "documents.putInForce": async ({ id }) => {
      await store.get().putInForce(id);
      return done(id, "document-replace", "put in force");
    },
    "documents.compare": ({ id, other }) => compare(services, id, other),
  };
}

async function compare(services: Services, id: DocumentId, other: DocumentId): Promise<VersionComparison> {
  const store = services.store.get();
  const [one, two] = [await store.document(id), await store.document(other)];
  const rank = (version: { readonly id: DocumentId }): number => one.versions.findIndex((it) => it.id === version.id);
  // Only versions of the same document of the same patient are versions of each other.
  if (rank(two.card) < 0) throw new PliError("not-found");
  const [before, after] = rank(one.card) > rank(two.card) ? [one, two] : [two, one];
  const texts = [await textOf(services, before.card.id), await textOf(services, after.card.id)] as const;
  return {
    before: before.card,
    after: after.card,
    fields: fieldsOf(before.cda?.header, after.cda?.header),
    text: texts[0] === "" || texts[1] === "" ? null : textDifference(...texts),
  };
}

/** What a document says: its narrative, else the text of its PDF. */
async function textOf(services: Services, id: DocumentId): Promise<string> {
  const store = services.store.get();
  const { cda, messageId, place } = await store.document(id);
  const pdf = cda?.media.find(({ mimeType }) => mimeType === "application/pdf");
  if (cda === null || cda.narrativeText.trim() !== "" || pdf === undefined) return cda?.narrativeText.trim() ?? "";
  const raw = await sourceOf(services, messageId);
  if (raw === null) return "";
  const bytes = await services.parser.extractMedia({ raw, ...place, mediaId: pdf.id });
  return (await services.parser.pdfText({ bytes, maxPages: 200, maxChars: 400_000 })).trim();
}

function fieldsOf(before: CdaHeader | undefined, after: CdaHeader | undefined): VersionComparison["fields"] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  return Object.keys(old)
    .map((name) => ({ name, before: old[name] ?? "", after: now[name] ?? "" }))
    .filter((field) => field.before !== field.after);
}

/** The fields of a header that a reader compares, each as one line. */
function wordsOf(header: CdaHeader | undefined): Readonly<Record<string, string>> {
  const patient = header?.patient;
  return {
    title: header?.title ?? "",
    type: header?.code.label ?? "",
    dateOfAct: header?.serviceStart ?? "",
    writtenOn: header?.effectiveTime ?? "",
    author: (header?.authors ?? []).map(({ given, family }) => [given, family].filter(Boolean).join(" ")).join(", "),
    signer: [header?.legalAuthenticator?.given, header?.legalAuthenticator?.family].filter(Boolean).join(" "),
    organization: header?.custodian ?? "",
    confidentiality: header?.confidentiality ?? "",
    "trait-birthName": patient?.birthName ?? "",
    "trait-firstName": patient?.firstName ?? "",
    "trait-names": patient?.names ?? "",
    "trait-sex": patient?.sex ?? "",
    "trait-birthDate": patient?.birthDate ?? "",
    "trait-birthPlace": patient?.birthPlace ?? "",
    "trait-matricule": patient?.ins?.matricule ?? "",
  };
}
