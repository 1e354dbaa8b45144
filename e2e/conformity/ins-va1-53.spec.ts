import { expect } from "@playwright/test";
import type { PatientId } from "#shared/domain/ids";
import { readXdm } from "../../electron/documents/xdm/read-xdm";
import { readArchive } from "../../electron/documents/zip/read-archive";
import { writeReportPdf } from "../../electron/documents/cda/write-pdf";
import { filesOf } from "./support/documents";
import { arrivedAt, newColleague, newMark, send, write } from "./support/mail";
import type { Practice } from "./support/practice";
import { qualifiedPatient, TEST_OID } from "./support/patients";
import { requirement } from "./support/requirement";

requirement(["INS/va1.53"], async (practice, evidence) => {
  for (const status of ["RECUP", "VALI", "QUAL"] as const) {
    const { matricule, traits } = qualifiedPatient();
    const { id } = await practice.call("patients.save", { id: null, traits: { ...traits, status } });
    const { headers, archive } = await sentDocument(practice, id);
    const { entries } = await readArchive(archive);
    const texts = entries.map(({ bytes }) => Buffer.from(bytes).toString("utf8")).join("\n");
    const qualified = status === "QUAL";
    expect(texts.includes(matricule), status).toBe(qualified);
    expect(texts.includes(TEST_OID), status).toBe(qualified);
    expect(headers.get("x-mss-ins"), status).toBe(qualified ? "O" : "N");
    const { archive: read } = await readXdm(archive);
    expect(read.conform, JSON.stringify(read.anomalies)).toBe(true);
    expect(read.documents[0]?.cda?.header.patient.ins ?? null).toEqual(qualified ? { matricule, oid: TEST_OID } : null);
  }
  evidence(
    "document fait ici puis envoyé d’une identité RECUP ou VALI : matricule et OID absents de toute l’archive ; QUAL : présents ; X-MSS-INS dit de même",
  );
});

async function sentDocument(practice: Practice, patientId: PatientId) {
  const { call } = practice;
  const to = newColleague();
  const mark = newMark();
  const bytes = await writeReportPdf({
    title: "Compte rendu DEMO",
    patientLine: "",
    authorLine: "",
    date: new Date("2026-11-20T10:00:00Z"),
    sections: [],
  });
  const draft = await write(practice, {
    to: [to],
    text: mark,
    files: [{ name: "compte-rendu.pdf", bytes: Uint8Array.from(bytes) }],
  });
  const attachmentId = draft.attachments[0]?.id ?? "";
  const { facts } = await call("madeDocuments.form", { draftId: draft.id, attachmentId });
  await call("madeDocuments.make", {
    draftId: draft.id,
    attachmentId,
    facts: { ...facts, type: "11488-4", title: "Compte rendu DEMO", patientId },
  });
  await send(practice, draft);
  const { source, headers } = await arrivedAt(practice.space, to, mark);
  const archive = (await filesOf(source)).get("IHE_XDM.zip") ?? new Uint8Array();
  return { headers, archive };
}
