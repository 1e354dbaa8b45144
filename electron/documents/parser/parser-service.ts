import { randomUUID } from "node:crypto";
import type {
  Anomaly,
  CdaDocument,
  DocumentAction,
  DocumentPlace,
  XdmArchive,
  XdmDocument,
} from "#shared/domain/document";
import { PliError } from "#shared/domain/failure";
import type { PdfCheck } from "#shared/domain/pdf-check";
import type { ParsedMessage } from "#shared/domain/parsed-message";
import type { RichText } from "#shared/domain/rich-text";
import { richFromHtml } from "#shared/rules/rich-from-html";
import { readCda } from "../cda/read-cda";
import { reportOf } from "../cda/report-of";
import type { CdaInput } from "../cda/cda-input";
import { writeCda } from "../cda/write-cda";
import { writeReportPdf } from "../cda/write-pdf";
import { type ExtractedPart, partOf } from "../mime/extract-part";
import type { FoundXdm } from "../mime/find-xdm";
import { contentOf } from "../mime/mime-tree";
import { describeMessage } from "../mime/read-message";
import { safeHtml } from "../mime/safe-html";
import { checkPdf } from "../pdf/check-pdf";
import { makePdf } from "../pdf/make-pdf";
import type { PdfDescription } from "../pdf/pdf-archival";
import { pdfText } from "../pdf/pdf-text";
import { type PaperWords, stampPdf } from "../pdf/stamp-pdf";
import { isXdm, readXdm } from "../xdm/read-xdm";
import { writeXdm } from "../xdm/write-xdm";
import type { XdmInput } from "../xdm/xdm-input";
import { readArchive } from "../zip/read-archive";
import { createRecentMessages } from "./recent-messages";

type Raw = { readonly raw: Uint8Array };
type Bytes = { readonly bytes: Uint8Array };

/** The files of an archive as they are listed; their bytes do not leave the parser. */
export type ArchiveListing = {
  readonly xdm: boolean;
  readonly entries: readonly { readonly name: string; readonly size: number }[];
  readonly anomalies: readonly Anomaly[];
};

/** What an archive to send is made of. */
export type ArchiveToWrite = Pick<XdmInput, "sender" | "software"> & {
  readonly documents: readonly { readonly bytes: Uint8Array; readonly action: DocumentAction }[];
  readonly now: string;
};

/** A file to make a document of, what its PDF says of itself, and what its CDA says. */
export type DocumentToMake = Bytes & { readonly description: PdfDescription; readonly input: Omit<CdaInput, "body"> };

/** A document made: its CDA, the PDF that it holds, and what was seen in that PDF. */
export type MadeDocument = { readonly cda: Uint8Array; readonly pdf: Uint8Array; readonly check: PdfCheck };

/** A file taken out of a message's archive. */
export type ExtractedFile = { readonly mimeType: string; readonly bytes: Uint8Array };

/**
 * All that the parser process does. Bytes in, plain data out; no network, no disk, no memory of a person but the last two messages.
 * Failures carry a closed code: those of `DocumentError`, `message-too-big`, `message-headers-too-big`, `part-not-found`,
 * `document-not-found`.
 */
export type ParserService = {
  readonly readMessage: (args: Raw & { readonly pdf?: boolean }) => Promise<ParsedMessage>;
  readonly extractPart: (args: Raw & { readonly index: number }) => Promise<ExtractedPart>;
  /** The CDA of a document of the message's archive, or an archive attached to it. */
  readonly readDocument: (args: Raw & DocumentPlace) => Promise<CdaDocument>;
  readonly extractDocument: (args: Raw & DocumentPlace) => Promise<ExtractedFile>;
  /** The archive of the message that holds a document, as it came. */
  readonly extractArchive: (args: Raw & DocumentPlace) => Promise<Uint8Array>;
  readonly extractMedia: (args: Raw & DocumentPlace & { readonly mediaId: string }) => Promise<ExtractedFile>;
  /** The PDF of a document: the one it holds, identical (ECO.2.1.5), or one drawn from its header and narrative. Not claimed PDF/A. */
  readonly documentPdf: (args: Raw & DocumentPlace) => Promise<Uint8Array>;
  /** An XDM archive around CDA documents to send again, described from what they say (ITI-32). `now` is ISO. */
  readonly writeArchive: (args: ArchiveToWrite) => Promise<Uint8Array>;
  /** A CDA R2 N1 around a file: a PDF as it is, a picture laid on a page of PDF/A-1b; with that PDF. */
  readonly makeDocument: (args: DocumentToMake) => Promise<MadeDocument>;
  readonly checkPdf: (args: Bytes) => Promise<PdfCheck>;
  /** A PDF to print: a band on each page says whom it is about and when it was printed. */
  readonly stampPdf: (args: Bytes & { readonly words: PaperWords }) => Promise<Uint8Array>;
  readonly readArchive: (args: Bytes) => Promise<ArchiveListing>;
  readonly readXdm: (args: Bytes) => Promise<XdmArchive>;
  readonly readCda: (args: Bytes) => Promise<CdaDocument>;
  readonly pdfText: (args: Bytes & { readonly maxPages: number; readonly maxChars: number }) => Promise<string>;
  readonly safeHtml: (args: { readonly html: string }) => Promise<string>;
  /** What the formatting of ours keeps of a foreign HTML; null when it is too long. */
  readonly richText: (args: { readonly html: string }) => Promise<RichText | null>;
};

/** The parser itself, as the parser process serves it. */
export function createParser(): ParserService {
  const recent = createRecentMessages();
  const xdmOf = async (raw: Uint8Array): Promise<FoundXdm> => found((await recent.find(raw).xdm()).found);
  const heldOf = async ({ raw, ...place }: Raw & DocumentPlace): Promise<Held> => heldAt(await xdmOf(raw), place);
  return {
    readMessage: async ({ raw, pdf }) => {
      const { tree, xdm } = recent.find(raw);
      return describeMessage(tree, await xdm(), { pdf: pdf ?? true });
    },
    extractPart: async ({ raw, index }) => partOf(recent.find(raw).tree, index),
    readDocument: async (args) => found((await heldOf(args)).document.cda),
    extractDocument: async (args) => {
      const { opened, document } = await heldOf(args);
      return { mimeType: document.mimeType, bytes: Uint8Array.from(found(opened.content(placeOf(document)))) };
    },
    extractArchive: async (args) => Uint8Array.from(contentOf((await heldOf(args)).node)),
    extractMedia: async ({ mediaId, ...args }) => {
      const { opened, document } = await heldOf(args);
      const media = found(document.cda?.media.find(({ id }) => id === mediaId));
      return { mimeType: media.mimeType, bytes: Uint8Array.from(found(opened.media(placeOf(document), mediaId))) };
    },
    documentPdf: async (args) => {
      const { opened, document } = await heldOf(args);
      const cda = found(document.cda);
      const embedded = cda.media.find(({ mimeType }) => mimeType === "application/pdf");
      if (embedded !== undefined) return Uint8Array.from(found(opened.media(placeOf(document), embedded.id)));
      return writeReportPdf(reportOf(cda, new Date()));
    },
    ...writers(),
    checkPdf: ({ bytes }) => checkPdf(bytes),
    stampPdf: async ({ bytes, words }) => Uint8Array.from(await stampPdf(bytes, words)),
    readArchive: async ({ bytes }) => {
      const { entries, anomalies } = await readArchive(bytes);
      return { xdm: await isXdm(bytes), entries: entries.map(({ name, size }) => ({ name, size })), anomalies };
    },
    readXdm: async ({ bytes }) => (await readXdm(bytes)).archive,
    readCda: async ({ bytes }) => readCda(bytes).document,
    pdfText: ({ bytes, maxPages, maxChars }) => pdfText(bytes, { maxPages, maxChars }),
    safeHtml: async ({ html }) => safeHtml(html),
    richText: async ({ html }) => richFromHtml(html),
  };
}

/** What the parser writes: archives and documents to send. */
function writers(): Pick<ParserService, "writeArchive" | "makeDocument"> {
  return {
    writeArchive: ({ documents, sender, software, now }) =>
      writeXdm({
        documents,
        sender,
        software,
        now: new Date(now),
        newId: randomUUID,
      }),
    makeDocument: async ({ bytes, description, input }) => {
      const { bytes: pdf, check } = await makePdf(bytes, description);
      return { cda: writeCda({ ...input, body: { kind: "pdf", bytes: pdf } }), pdf: Uint8Array.from(pdf), check };
    },
  };
}

type Held = FoundXdm["each"][number] & { readonly document: XdmDocument };

/** A document with the one archive that it is read from: that of its part, else the first that has its identifier. */
function heldAt({ each }: FoundXdm, { uniqueId, entry, partIndex }: DocumentPlace): Held {
  const holding = each.flatMap((one) => {
    const named = one.opened.archive.documents.filter((document) => document.uniqueId === uniqueId);
    const document = named.find(({ entryName }) => entryName === entry) ?? named[0];
    return document === undefined ? [] : [{ ...one, document }];
  });
  return found(holding.find(({ node }) => node.index === partIndex) ?? holding[0]);
}

const placeOf = ({ uniqueId, entryName }: XdmDocument): DocumentPlace => ({ uniqueId, entry: entryName });

function found<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new PliError("document-not-found");
  return value;
}
