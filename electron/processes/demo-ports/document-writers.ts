import type { DocumentPatient } from "#shared/domain/document";
import type { CdaBody, CdaInput, CdaProfessional } from "../../documents/cda/cda-input";
import { writeCda } from "../../documents/cda/write-cda";
import { writeReportPdf } from "../../documents/cda/write-pdf";
import { writeXdm } from "../../documents/xdm/write-xdm";
import type { DemoPatient, DocumentOrder, DocumentSection, DocumentSigner, DocumentWriters } from "../../demo/ports";

const LOCAL_ROOT = "1.2.250.1.999.9.1";
const LABORATORY_TEMPLATE = "1.2.250.1.213.1.1.1.55";
const STRUCTURED_TEMPLATE = "1.2.250.1.213.1.1.1.51";

/** Our own writers of documents, as the demonstration asks for them. */
export const documentWriters: DocumentWriters = {
  writePdf: (order) =>
    writeReportPdf({
      title: order.title,
      patientLine: patientLine(order.patient),
      authorLine: `${order.author.given} ${order.author.family}, ${order.author.organization.name}`,
      date: dateOf(order.time),
      sections: order.sections.map(pdfSection),
    }),
  writeCda: (order, pdf) => writeCda(cdaInput(order, pdf)),
  writeXdm: ({ cda, action, sender, facility, address, now, newId }) =>
    writeXdm({
      documents: [{ bytes: cda, action }],
      sender: {
        id: sender.idNat,
        family: sender.family,
        given: sender.given,
        specialty: sender.specialty,
        organization: sender.organization.name,
        organizationId: sender.organization.id,
        address,
        sourceId: "1.2.250.1.999.7.1",
        facility,
      },
      software: { name: "LPS DEMO", version: "1.0", vendor: "DEMO SANS VALEUR", contact: "demo@demo.mssante.fr" },
      now,
      newId,
    }),
};

function cdaInput(order: DocumentOrder, pdf: Uint8Array): CdaInput {
  const author = professional(order.author);
  const day = order.time.slice(0, 8);
  return {
    id: order.id,
    setId: order.setId,
    version: order.version,
    type: order.type,
    title: order.title,
    effectiveTime: order.time,
    patient: documentPatient(order.patient),
    authors: [author],
    legalAuthenticator: author,
    custodian: order.author.organization,
    act: { start: day, performer: author },
    practiceSetting: order.practiceSetting,
    facility: order.facility,
    ...(order.replaces === undefined ? {} : { replaces: order.replaces }),
    body: bodyOf(order, pdf),
  };
}

function bodyOf({ body, type, sections }: DocumentOrder, pdf: Uint8Array): CdaBody {
  if (body === "pdf") return { kind: "pdf", bytes: pdf };
  return {
    kind: "structured",
    templateIds: [type === "11502-2" ? LABORATORY_TEMPLATE : STRUCTURED_TEMPLATE],
    sections: sections.map(({ title, blocks }) => ({ title, blocks })),
    ...(body === "both" ? { pdf } : {}),
  };
}

function professional({ idNat, family, given, specialty, organization }: DocumentSigner): CdaProfessional {
  return { id: idNat, family, given, specialty, organization };
}

function documentPatient(patient: DemoPatient): DocumentPatient {
  const { birthName, firstName, names, usedName, usedFirstName, sex, birthDate, birthPlace, ins } = patient;
  return {
    birthName,
    firstName,
    names,
    ...(usedName === undefined ? {} : { usedName }),
    ...(usedFirstName === undefined ? {} : { usedFirstName }),
    sex,
    birthDate,
    birthPlace,
    ins,
    localIds: [{ root: LOCAL_ROOT, extension: `DEMO-${birthName}-${birthDate}` }],
  };
}

function patientLine({ birthName, names, birthDate, sex }: DemoPatient): string {
  const born = [birthDate.slice(6, 8), birthDate.slice(4, 6), birthDate.slice(0, 4)].join("/");
  return `${birthName} ${names}, ${sex === "female" ? "née" : "né"} le ${born}`;
}

function pdfSection({ title, blocks }: DocumentSection) {
  const lines = blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : []));
  const table = blocks.find((block) => block.kind === "table");
  return { title, lines, ...(table === undefined ? {} : { table: [table.head, ...table.rows] }) };
}

const dateOf = (hl7: string): Date =>
  new Date(
    `${hl7.slice(0, 4)}-${hl7.slice(4, 6)}-${hl7.slice(6, 8)}T${hl7.slice(8, 10) || "00"}:${hl7.slice(10, 12) || "00"}:00Z`,
  );
