import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import yazl from "yazl";
import { authorIdRoots } from "../cda/read-author";
import { cdaOf, clinicalDocument, parseCda } from "../cda/read-cda";
import { formatOf } from "../codes/code-tables";
import { DocumentError } from "../document-error";
import { indexPage, readmeText } from "./archive-pages";
import { patientCx } from "./document-fields";
import { metadataBytes } from "./write-metadata";
import type { PreparedDocument, XdmInput, XdmInputDocument } from "./xdm-input";

const folder = "IHE_XDM/SUBSET01";

/**
 * Bytes of an `IHE_XDM.ZIP` (IHE ITI-32, one submission set) around CDA documents; METADATA is taken from what the reader sees in each CDA.
 * Throws `DocumentError`: `xdm-several-patients` (ECO.2.1.1), `xdm-incomplete` with the field that a CDA lacks, `not-cda`, `xml-*`.
 */
export async function writeXdm(input: XdmInput): Promise<Uint8Array> {
  const documents = input.documents.map(prepare);
  if (new Set(documents.map(({ header }) => patientCx(header.patient))).size > 1)
    throw new DocumentError("xdm-several-patients");
  if (new Set(documents.map(({ header }) => header.id)).size < documents.length)
    throw new DocumentError("xdm-incomplete", "uniqueId");
  const names = documents.map(({ fileName }) => fileName);
  const metadata = metadataBytes(input, documents);
  const zip = new yazl.ZipFile();
  const options = { mtime: input.now, mode: 0o100644 };
  const add = (path: string, bytes: Uint8Array) =>
    zip.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), path, options);
  add("README.TXT", new TextEncoder().encode(readmeText(input, names)));
  add("INDEX.HTM", new TextEncoder().encode(indexPage(input, names)));
  add(`${folder}/METADATA.XML`, metadata);
  for (const document of documents) add(`${folder}/${document.fileName}`, document.input.bytes);
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream));
}

function prepare(input: XdmInputDocument, index: number): PreparedDocument {
  const file = parseCda(input.bytes);
  const element = clinicalDocument(file.root);
  if (!element) throw new DocumentError("not-cda");
  const { document } = cdaOf(file);
  const action = input.action ?? "new";
  if (action === "replace" && document.header.replaces === null) throw new DocumentError("xdm-incomplete", "replaces");
  return {
    input,
    fileName: `DOC${String(index + 1).padStart(4, "0")}.XML`,
    sha1: createHash("sha1").update(input.bytes).digest("hex"),
    header: document.header,
    selfDisplaying: document.selfDisplaying,
    authorRoots: authorIdRoots(element),
    format: formatOf(document.header.templateIds, document.media[0]?.mimeType),
  };
}
