import type { Anomaly, CdaDocument, CdaMedia, NarrativeNode, NarrativeSection } from "#shared/domain/document";
import { packNarrative } from "#shared/rules/packed-narrative";
import type { NarrativeReader } from "./narrative";
import { narrativeText } from "./narrative-text";
import { mediaLimits, readMedia } from "./read-media";
import { attribute, childrenOf, descendants, find, lineOf, textOf, type XmlElement } from "./xml/xml-element";

/** Body of a document, with the bytes of its files by media id and what was odd in them. */
export type ReadBody = Pick<CdaDocument, "body" | "narrative" | "media" | "narrativeText"> & {
  readonly bytes: ReadonlyMap<string, Uint8Array>;
  readonly anomalies: readonly Anomaly[];
};

/** Reads the body of a `ClinicalDocument`: `pdf` as soon as a PDF is embedded (SC.CDA/VISU.03), PDF first among the files. */
export function readBody(document: XmlElement, narratives: ReadonlyMap<XmlElement, NarrativeReader>): ReadBody {
  const component = find(document, "component");
  const unstructured = find(component, "nonXMLBody", "text");
  const structured = find(component, "structuredBody");
  const carriers = unstructured
    ? [{ owner: unstructured, value: unstructured }]
    : structured
      ? embedded(structured)
      : [];
  const files = takeFiles(carriers);
  const sections = structured
    ? sectionsOf(structured, (text) => narratives.get(text)?.nodes(files.index) ?? [])
    : unstructured
      ? plainSections(unstructured, files.media)
      : [];
  const pdf = files.media[0]?.mimeType === "application/pdf";
  return {
    body: pdf ? "pdf" : structured ? "structured" : "other",
    narrative: packNarrative(sections),
    media: files.media,
    narrativeText: narrativeText(sections),
    bytes: files.bytes,
    anomalies: files.anomalies,
  };
}

type Carrier = { readonly owner: XmlElement; readonly value: XmlElement };
type Files = {
  readonly media: readonly CdaMedia[];
  readonly bytes: ReadonlyMap<string, Uint8Array>;
  readonly index: ReadonlyMap<string, number>;
  readonly anomalies: readonly Anomaly[];
};

function embedded(body: XmlElement): Carrier[] {
  const carriers: Carrier[] = [];
  for (const owner of descendants(body, "observationMedia")) {
    const value = find(owner, "value");
    if (value) carriers.push({ owner, value });
  }
  // A region of interest points at a picture: its name stands for the picture that it holds.
  for (const region of descendants(body, "regionOfInterest")) {
    const inner = descendants(region, "observationMedia")[0];
    const value = find(inner, "value");
    if (value) carriers.push({ owner: region, value });
  }
  return carriers;
}

function takeFiles(carriers: readonly Carrier[]): Files {
  const bytes = new Map<string, Uint8Array>();
  const taken = new Map<XmlElement, CdaMedia>();
  const anomalies: Anomaly[] = [];
  let left: number = mediaLimits.totalBytes;
  for (const value of new Set(carriers.map((each) => each.value))) {
    const id = `m${taken.size + 1}`;
    if (taken.size >= mediaLimits.count) {
      anomalies.push({ code: "media-too-many" });
      break;
    }
    const read = readMedia(value, id, left);
    if (read.anomaly) anomalies.push(read.anomaly);
    if (!read.media || !read.bytes) continue;
    left -= read.bytes.byteLength;
    taken.set(value, read.media);
    bytes.set(id, read.bytes);
  }
  const media = [...taken.values()].toSorted(
    (a, b) => Number(b.mimeType === "application/pdf") - Number(a.mimeType === "application/pdf"),
  );
  const index = new Map<string, number>();
  for (const { owner, value } of carriers) {
    const file = taken.get(value);
    const name = attribute(owner, "ID");
    if (file && name && !index.has(name)) index.set(name, media.indexOf(file));
  }
  return { media, bytes, index, anomalies };
}

type Content = (text: XmlElement) => readonly NarrativeNode[];

function sectionsOf(parent: XmlElement, contentOf: Content): NarrativeSection[] {
  return childrenOf(parent, "component")
    .map((component) => find(component, "section"))
    .filter((section) => section !== undefined)
    .map((section) => {
      const text = find(section, "text");
      const code = attribute(find(section, "code"), "code");
      return {
        title: lineOf(find(section, "title")) || attribute(find(section, "code"), "displayName"),
        ...(code ? { code } : {}),
        content: text ? contentOf(text) : [],
        sections: sectionsOf(section, contentOf),
      };
    });
}

// An unstructured body in plain text is read like a narrative: a paragraph for each of its lines.
function plainSections(text: XmlElement, media: readonly CdaMedia[]): NarrativeSection[] {
  if (media[0]?.mimeType !== "text/plain" || attribute(text, "representation").toUpperCase() === "B64") return [];
  const lines = textOf(text)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 20_000);
  return [
    {
      title: "",
      content: lines.map((line) => ({ kind: "paragraph", children: [line] })),
      sections: [],
    },
  ];
}
