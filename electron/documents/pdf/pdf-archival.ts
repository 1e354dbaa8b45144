import { createHash } from "node:crypto";
import { type PDFDocument, PDFHexString, PDFName, PDFString } from "pdf-lib";
import { srgbProfile } from "./srgb-profile";

/** What a PDF says of itself, the same in its information and in its metadata. */
export type PdfDescription = { readonly title: string; readonly author: string; readonly date: Date };

/**
 * Bytes of a PDF/A-1b (ISO 19005-1): version 1.4 without object streams, sRGB output intent, XMP metadata, file identifier. The claim holds
 * only for pages whose every object was written here: pictures without transparency, no font, no form, no script.
 */
export async function saveArchival(pdf: PDFDocument, description: PdfDescription): Promise<Uint8Array> {
  const { context, catalog } = pdf;
  pdf.setTitle(description.title);
  pdf.setAuthor(description.author);
  pdf.setProducer("Pli");
  pdf.setCreator("Pli");
  pdf.setCreationDate(description.date);
  pdf.setModificationDate(description.date);
  pdf.setLanguage("fr-FR");
  const metadata = context.stream(new TextEncoder().encode(xmp(description)), { Type: "Metadata", Subtype: "XML" });
  catalog.set(PDFName.of("Metadata"), context.register(metadata));
  const profile = context.register(context.stream(srgbProfile(), { N: 3 }));
  const intent = context.obj({ Type: "OutputIntent", S: "GTS_PDFA1", DestOutputProfile: profile });
  intent.set(PDFName.of("OutputConditionIdentifier"), PDFString.of("sRGB IEC61966-2.1"));
  intent.set(PDFName.of("Info"), PDFString.of("sRGB IEC61966-2.1"));
  catalog.set(PDFName.of("OutputIntents"), context.obj([context.register(intent)]));
  const id = PDFHexString.of(createHash("md5").update(xmp(description)).digest("hex").toUpperCase());
  context.trailerInfo.ID = context.obj([id, id]);
  const bytes = await pdf.save({ useObjectStreams: false });
  // The writer says 1.7 whatever it writes; nothing here is later than 1.4.
  bytes.set(Buffer.from("%PDF-1.4", "latin1"), 0);
  return bytes;
}

function xmp({ title, author, date }: PdfDescription): string {
  const at = `${date.toISOString().slice(0, 19)}Z`;
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
   <pdfaid:part>1</pdfaid:part>
   <pdfaid:conformance>B</pdfaid:conformance>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>${escaped(author)}</rdf:li></rdf:Seq></dc:creator>
   <xmp:CreateDate>${at}</xmp:CreateDate>
   <xmp:ModifyDate>${at}</xmp:ModifyDate>
   <xmp:CreatorTool>Pli</xmp:CreatorTool>
   <pdf:Producer>Pli</pdf:Producer>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
