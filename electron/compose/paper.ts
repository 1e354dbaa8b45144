import type { DocumentView } from "#shared/contract/documents";
import type { Handlers, Input } from "#shared/contract/index";
import type { DocumentPlace } from "#shared/domain/document";
import { PliError } from "#shared/domain/failure";
import { formatMatricule, insNature } from "#shared/rules/ins";
import { singleLine } from "#shared/rules/fold";
import { clock, hl7Date, longDate, plainDate } from "#shared/text/formats/index";
import { catalogue, type Language, type TextKey } from "#shared/text/index";
import type { PaperWords } from "../documents/pdf/stamp-pdf";
import { documentFileName } from "./document-file";
import type { Services } from "./services";
import { sourceOf } from "./source";

/** A document on paper, or as the file of that paper: each page says whom it is about, what it is, and when it was printed. */
export function paperHandlers(services: Services): Pick<Handlers, "documents.print" | "documents.savePrint"> {
  return {
    "documents.print": async (input) => {
      const bytes = await paperOf(services, input);
      await trace(services, input, "document-print", "prepared", bytes.byteLength);
      return { bytes };
    },
    "documents.savePrint": async (input) => {
      const bytes = await paperOf(services, input);
      const { card, cda } = await services.store.get().document(input.id);
      const saved = await services.platform.dialogs.saveFile(documentFileName(card.typeLabel, cda, "pdf"), bytes);
      if (saved) await trace(services, input, "document-export", "saved", bytes.byteLength);
      return { saved };
    },
  };
}

type Asked = Input<"documents.print">;

const trace = (
  services: Services,
  { id, from }: Asked,
  action: "document-print" | "document-export",
  answer: string,
  size: number,
): Promise<void> => services.trace({ action, request: `print ${from}`, answer, success: true, documentId: id, size });

/** The PDF that the document holds, or what the window shows of it, with the bands that name it. */
async function paperOf(services: Services, { id, from }: Asked): Promise<Uint8Array> {
  const { card, cda, messageId, place } = await services.store.get().document(id);
  const { language } = services.bootstrap.get().settings;
  const words = paperWords({ card, cda }, services.platform.clock(), language);
  return services.parser.stampPdf({ bytes: await drawn(services, from, messageId, place), words });
}

async function drawn(
  services: Services,
  from: Asked["from"],
  messageId: Parameters<typeof sourceOf>[1],
  place: DocumentPlace,
): Promise<Uint8Array> {
  if (from === "page") return services.platform.leaving.pageAsPdf("banded");
  const raw = await sourceOf(services, messageId);
  if (raw === null) throw new PliError("not-found");
  return services.parser.documentPdf({ raw, ...place });
}

/** What each printed page says: identity with its trust, title and author, moment of the printing. */
export function paperWords(
  { card, cda }: Pick<DocumentView, "card" | "cda">,
  now: Date,
  language: Language,
): PaperWords {
  const word = (key: TextKey): string => catalogue(language)[key] ?? "";
  const patient = cda?.header.patient;
  const named = singleLine([patient?.birthName, patient?.firstName].filter(Boolean).join(" ")) || card.patientName;
  const born = hl7Date(patient?.birthDate ?? "");
  const ins = patient?.ins ?? null;
  const identity = [
    named === "" ? word("documents.unknownPatient") : named,
    born === "" ? "" : word(`documents.born-${patient?.sex ?? "unknown"}`).replace("{date}", born),
    ins === null ? "" : `INS ${formatMatricule(ins.matricule)} ${word(`app.nature-${insNature(ins.oid)}`)}`,
  ];
  const state = card.state === "current" ? "" : word(`documents.state-${card.state}`);
  const about = [card.title || card.typeLabel, longDate(card.date, language), card.author, state];
  return {
    head: [identity, about].map((parts) => parts.filter((part) => part !== "").join(" · ")),
    foot: word("documents.printedOn").replace("{date}", plainDate(now)).replace("{time}", clock(now, language)),
    page: word("documents.printedPage"),
  };
}
