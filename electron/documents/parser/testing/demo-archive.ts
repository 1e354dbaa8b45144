import { PDFDocument, StandardFonts } from "pdf-lib";
import { demoDoctor, demoInput, demoXml } from "../../cda/testing/documents";
import { base64, multipart, part } from "../../mime/testing/build-message";
import { writeXdm } from "../../xdm/write-xdm";

/** Id of the document of `demoArchive`. */
export const demoUniqueId = demoInput.id;

/** A real one-page PDF that says `text`. */
export async function demoPdf(text: string): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.addPage().drawText(text, { font, size: 12, x: 50, y: 500 });
  return document.save();
}

/** A fictitious XDM archive around one CDA, with the PDF given inside it. */
export async function demoArchive(pdf: Uint8Array): Promise<Uint8Array> {
  let id = 0;
  return writeXdm({
    documents: [{ bytes: Buffer.from(demoXml({ body: { kind: "pdf", bytes: pdf } })) }],
    sender: {
      id: demoDoctor.id,
      family: demoDoctor.family,
      given: demoDoctor.given,
      specialty: "G15_10/SM26",
      organization: demoDoctor.organization.name,
      organizationId: demoDoctor.organization.id,
      sourceId: "1.2.250.1.999.3",
      facility: "SA07",
    },
    software: { name: "Pli DEMO", version: "0", vendor: "DEMO", contact: "demo@demo.mssante.fr" },
    now: new Date("2026-01-01T12:00:00Z"),
    newId: () => `00000000-0000-4000-8000-${String(++id).padStart(12, "0")}`,
  });
}

/** A part that carries an archive under a name and a type. */
export function archivePart(bytes: Uint8Array, name = "IHE_XDM.zip", type = "application/zip"): string {
  return part(
    [
      `Content-Type: ${type}`,
      `Content-Disposition: attachment; filename="${name}"`,
      "Content-Transfer-Encoding: base64",
    ],
    base64(bytes),
  );
}

/** The content of a message of documents: a word, then the parts. */
export function documentsContent(...parts: readonly string[]): string {
  return multipart("mixed", [part(["Content-Type: text/plain"], "Veuillez trouver un document."), ...parts]);
}
