import type { Anomaly, CdaDocument } from "#shared/domain/document";
import { DocumentError } from "../document-error";
import { readBody } from "./read-body";
import { readHeader } from "./read-header";
import { createNarrative, type NarrativeReader } from "./narrative";
import { readXml, xmlLimits } from "./xml/read-xml";
import { descendants, type XmlElement } from "./xml/xml-element";

/** A document with the bytes of its files by `CdaMedia.id` and what was odd in those files. */
export type ReadCda = {
  readonly document: CdaDocument;
  readonly media: ReadonlyMap<string, Uint8Array>;
  readonly anomalies: readonly Anomaly[];
};

/**
 * Reads a French CDA R2, N1 or N3, or the document inside an XSL stylesheet (never executed).
 * Throws `DocumentError`: `xml-*` when the XML is refused, `not-cda` when it holds no ClinicalDocument.
 */
export function readCda(bytes: Uint8Array): ReadCda {
  return cdaOf(parseCda(bytes));
}

/** A parsed file that may be a CDA: its root, without what its narrative blocks hold, and the readers of these by the elements that hold them. */
export type CdaFile = { readonly root: XmlElement; readonly narratives: ReadonlyMap<XmlElement, NarrativeReader> };

/** Parses a file that may be a CDA; throws `DocumentError` (`xml-*`). */
export function parseCda(bytes: Uint8Array): CdaFile {
  const narratives = new Map<XmlElement, NarrativeReader>();
  const root = readXml(bytes, xmlLimits, (element, parent) => {
    if (element.local !== "text" || parent.local !== "section") return undefined;
    const reader = createNarrative();
    narratives.set(element, reader);
    return reader;
  });
  return { root, narratives };
}

/** The same as `readCda` on a parsed file, once. */
export function cdaOf({ root, narratives }: CdaFile): ReadCda {
  const element = clinicalDocument(root);
  if (!element) throw new DocumentError("not-cda");
  const { bytes, anomalies, ...body } = readBody(element, narratives);
  return {
    document: { header: readHeader(element), ...body, selfDisplaying: element !== root },
    media: bytes,
    anomalies,
  };
}

/** The `ClinicalDocument` of a parsed file: its root, or the one that a self-displaying stylesheet carries. */
export function clinicalDocument(root: XmlElement): XmlElement | undefined {
  if (root.local === "ClinicalDocument") return root;
  const isStylesheet = root.uri === "http://www.w3.org/1999/XSL/Transform";
  return isStylesheet ? descendants(root, "ClinicalDocument")[0] : undefined;
}
