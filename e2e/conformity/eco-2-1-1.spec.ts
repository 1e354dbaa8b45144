import { expect } from "@playwright/test";
import { readXdm } from "../../electron/documents/xdm/read-xdm";
import { pdfText } from "../../electron/documents/pdf/pdf-text";
import { documentFrom, filesOf } from "./support/documents";
import { newColleague, newPatient, sent, write } from "./support/mail";
import { requirement } from "./support/requirement";
import { TEST_OID, traitsOfNobody } from "./support/patients";

const BOUNDS = { maxPages: 10, maxChars: 100_000 };

requirement(
  ["ECO.2.1.1", "ECO.2.1.3", "ECO.2.1.5", "ECO.2.1.6"],
  async (practice, evidence) => {
    const { call } = practice;
    const { matricule } = newPatient();
    const { birthName, firstName, names, sex, birthDate, birthPlace } = traitsOfNobody();
    const patient = { birthName, firstName, names, sex, birthDate, birthPlace, ins: { matricule, oid: TEST_OID } };
    const { card } = await documentFrom(practice, { patient });
    const { source, headers } = await sent(practice, { to: [newColleague()], documentId: card.id });

    const files = await filesOf(source);
    const [archive, pdf] = files.values();
    expect([...files.keys()][0]).toBe("IHE_XDM.zip");
    const { archive: read } = await readXdm(archive ?? new Uint8Array());
    expect(read.conform, JSON.stringify(read.anomalies)).toBe(true);
    expect(read.documents).toHaveLength(1);
    expect(read.documents[0]?.patientId).toContain(matricule);

    const subject = /^XDM\/1\.0\/DDM\+(.{1,40}) (\S+) (\S+) (\d\d\/\d\d\/\d{4})$/u.exec(headers.get("subject") ?? "");
    expect(subject?.slice(2)).toEqual([birthName, firstName, "12/03/1979"]);
    const name = [...files.keys()][1] ?? "";
    expect(name).toMatch(new RegExp(`^20261120_.{1,40}_${birthName}_${firstName}\\.pdf$`, "u"));
    expect(
      Buffer.from(pdf ?? [])
        .subarray(0, 5)
        .toString("latin1"),
    ).toBe("%PDF-");
    expect(await pdfText(pdf ?? new Uint8Array(), BOUNDS)).toContain("Examen cardiologique normal");

    // Another patient's document does not go to this patient.
    const { address: stranger } = newPatient();
    const wrong = await write(practice, { to: [stranger], documentId: card.id });
    const { blocks } = await call("drafts.check", { id: wrong.id });
    expect(blocks.map(({ code }) => code)).toContain("document-patient-mismatch");
    await expect(call("drafts.send", { id: wrong.id, confirmed: [], sendAt: null })).rejects.toThrow("send-blocked");
    await call("drafts.discard", { id: wrong.id });
    evidence(
      `IHE_XDM.zip sans anomalie (un patient, un CDA), ${name.replace(birthName, "NOM")}, objet conforme ; document d’un autre patient : refusé`,
    );
  },
  { leaves: "la conformité PDF/A-1 de la copie, faute de vérificateur, et un envoi de plusieurs documents" },
);

requirement(["MSS/va1.01"], async (practice, evidence) => {
  const { matricule, address } = newPatient();
  const { birthName, firstName, names, sex, birthDate, birthPlace } = traitsOfNobody();
  const ins = { matricule, oid: TEST_OID };
  const { card } = await documentFrom(practice, {
    patient: { birthName, firstName, names, sex, birthDate, birthPlace, ins },
  });
  const { source, headers } = await sent(practice, { to: [address], documentId: card.id });
  const joined = [...(await filesOf(source)).keys()];
  expect(joined[0]).toBe("IHE_XDM.zip");
  expect(joined[1]).toMatch(/\.pdf$/u);
  expect(headers.get("x-mss-ins")).toBe("O");
  evidence("document reçu, envoyé au patient à son adresse INS : IHE_XDM.zip et sa copie PDF");
});
