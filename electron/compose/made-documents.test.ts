import { PDFDocument } from "pdf-lib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DraftId } from "#shared/domain/ids";
import type { DocumentFacts } from "#shared/domain/made-document";
import { readMessage } from "../documents/mime/read-message";
import { ALICE as alice, BOX, COLLEAGUE, draftTo, MATRICULE, TEST_OID } from "../store/testing/profile";
import { madeDocumentHandlers } from "./made-documents";
import { testServices, type TestServices } from "./testing/test-services";
import { draftHandlers } from "./writing";

let bench: TestServices;
beforeEach(async () => {
  bench = testServices();
  bench.store.setSetting("identity", { idNat: "899700000011", givenName: "Marie", familyName: "DEMO" });
});
afterEach(() => bench.end());

const handlers = () => madeDocumentHandlers(bench.services);
const pdf = async (): Promise<Uint8Array> => {
  const made = await PDFDocument.create();
  made.addPage().drawSquare({ x: 1, y: 1 });
  return made.save();
};
const joined = async (bytes: Uint8Array, name = "scan.pdf") => {
  const draft = draftTo(bench.store, COLLEAGUE, { text: "Voici." });
  const { attachments } = bench.store.addAttachment(draft.id, { name, mimeType: "application/pdf", bytes });
  return { draftId: draft.id, attachmentId: attachments[0]?.id ?? "" };
};
const filled = async (of: { draftId: DraftId; attachmentId: string }, over: Partial<DocumentFacts> = {}) => {
  const { facts } = await handlers()["madeDocuments.form"](of);
  const patient = bench.store.listPatients("", 1)[0] ?? bench.store.savePatient(null, alice);
  return { ...facts, type: "11488-4", title: "Consultation", patientId: patient.id, ...over };
};
const sendOff = async (draftId: DraftId) => {
  const item = await draftHandlers(bench.services)["drafts.send"]({
    id: draftId,
    confirmed: ["trust-list-stale"],
    sendAt: null,
  });
  const { raw } = bench.store.outboxBytes(item.id);
  return {
    item,
    message: await readMessage(raw),
    view: bench.store.messageView(bench.store.outboxMessage(item.id).messageId),
  };
};

describe("a file made a document (ECO.2.1.1, va1.01)", () => {
  test("about a patient without INS who opposes it waits for a word before it goes to a colleague (va1.22)", async () => {
    const opposed = bench.store.savePatient(null, { ...alice, ins: null, opposedToProfessionalsOn: "2026-01-01" });
    const of = await joined(await pdf());
    const facts = await filled(of, { patientId: opposed.id });
    await handlers()["madeDocuments.make"]({ ...of, facts });
    const { confirms } = await draftHandlers(bench.services)["drafts.check"]({ id: of.draftId });
    expect(confirms).toContainEqual({
      code: "opposition-professionals",
      about: "PAT-DEMO ALICE",
      key: "opposition-professionals:PAT-DEMO ALICE",
    });
  });

  test("leaves as a CDA in its archive and as the same PDF beside it, and reads back without an anomaly", async () => {
    const bytes = await pdf();
    const of = await joined(bytes);
    const draft = await handlers()["madeDocuments.make"]({ ...of, facts: await filled(of) });
    expect(draft.attachments).toMatchObject([
      {
        name: expect.stringMatching(/^20260301_.+_PAT-DEMO_ALICE\.pdf$/u),
        made: true,
        patientMatricule: MATRICULE,
        patientOid: TEST_OID,
        patientId: bench.store.listPatients("", 1)[0]?.id,
      },
    ]);
    const { message } = await sendOff(of.draftId);
    const [document] = message.xdm?.documents ?? [];
    expect([message.xdm?.conform, message.xdm?.anomalies, document?.anomalies]).toEqual([true, [], []]);
    expect(document?.cda?.header).toMatchObject({
      version: 1,
      title: "Consultation",
      code: { code: "11488-4" },
      serviceStart: "20260301",
      replaces: null,
      patient: { birthName: "PAT-DEMO", ins: { matricule: MATRICULE, oid: TEST_OID } },
      authors: [{ family: "DEMO", id: "899700000011" }],
    });
    expect(document?.action).toBe("new");
    expect(message.subject).toMatch(/^XDM\/1\.0\/DDM\+.+ PAT-DEMO ALICE 14\/07\/1977$/u);
    expect(message.mss).toMatchObject({ ins: "O", codeCda: ["11488-4"] });
    const copy = message.parts.find(({ name }) => name.endsWith(".pdf"));
    expect(copy?.size).toBe(bytes.byteLength);
    expect(document?.cda?.media[0]?.sha256).toBe(copy?.sha256);
  });

  test("about an identity that is not qualified leaves without its INS, and says so (INS/va1.53, ECO.2.4.2)", async () => {
    const of = await joined(await pdf());
    const { id } = bench.store.savePatient(null, { ...alice, status: "VALI" });
    await handlers()["madeDocuments.make"]({ ...of, facts: await filled(of, { patientId: id }) });
    const { message } = await sendOff(of.draftId);
    expect(message.mss.ins).toBe("N");
    expect(message.xdm?.documents[0]?.cda?.header.patient).toMatchObject({
      ins: null,
      localIds: [{ extension: id }],
    });
    expect(message.xdm?.documents[0]?.patientId).not.toContain(MATRICULE);
  });

  test("is refused with its reason, and the file stays as it was", async () => {
    const of = await joined(await pdf());
    const { id } = bench.store.savePatient(null, { ...alice, birthPlace: "" });
    for (const [over, about] of [
      [{ patientId: id }, "traits-missing"],
      [{ patientId: null }, "no-patient"],
      [{ title: "" }, "no-title"],
    ] as const)
      await expect(handlers()["madeDocuments.make"]({ ...of, facts: await filled(of, over) })).rejects.toMatchObject({
        code: "document-not-made",
        about,
      });
    expect(bench.store.draft(of.draftId).attachments).toMatchObject([{ name: "scan.pdf" }]);
    expect(bench.store.attachmentCda(of.attachmentId)).toBeNull();
  });

  test("is refused where the file is neither a PDF nor a picture", async () => {
    const of = await joined(Buffer.from("PK\u0003\u0004"), "x.zip");
    await expect(handlers()["madeDocuments.make"]({ ...of, facts: await filled(of) })).rejects.toMatchObject({
      code: "pdf-refused",
    });
  });

  test("keeps the author for the next one, and tells what was seen in the PDF", async () => {
    const of = await joined(await pdf());
    const facts = await filled(of);
    const author = { ...facts.author, organization: "Maison DEMO", finess: "0B0000003" };
    await handlers()["madeDocuments.make"]({ ...of, facts: { ...facts, author } });
    const next = await handlers()["madeDocuments.form"](await joined(await pdf()));
    expect(next.facts.author).toEqual(author);
    expect(next.check).toMatchObject({ pages: 1, claim: "", problems: expect.arrayContaining(["no-claim"]) });
    expect(next.choices.types.length).toBeGreaterThan(100);
  });

  test("leaves its line without title nor patient", async () => {
    const of = await joined(await pdf());
    await handlers()["madeDocuments.make"]({ ...of, facts: await filled(of) });
    expect(bench.traces).toEqual([expect.objectContaining({ action: "document-make", cdaCode: "11488-4" })]);
    expect(JSON.stringify(bench.traces)).not.toMatch(/Consultation|ALICE|277076322082910/u);
  });
});

describe("a document sent before (UX.05.BIS, AMBU.MSS/va1.02)", () => {
  const sentOnce = async () => {
    const of = await joined(await pdf());
    await handlers()["madeDocuments.make"]({ ...of, facts: await filled(of) });
    const { view } = await sendOff(of.draftId);
    const [card] = view.documents;
    if (card === undefined) throw new Error("no document");
    return card;
  };

  test("is replaced by a new version of the same set, to the same people, and the message says so", async () => {
    const card = await sentOnce();
    bench.chosen({ name: "corrige.pdf", bytes: await pdf() });
    const started = await handlers()["madeDocuments.replace"]({ documentId: card.id });
    if (started === null) throw new Error("nothing was chosen");
    const { draft, attachmentId } = started;
    expect(draft.to.map(({ address }) => address)).toEqual([COLLEAGUE]);
    expect(draft.text).toContain("annule et remplace « Consultation »");
    const of = { draftId: draft.id, attachmentId };
    const { facts } = await handlers()["madeDocuments.form"](of);
    expect(facts).toMatchObject({ type: "11488-4", title: "Consultation", replaces: card.id });
    await handlers()["madeDocuments.make"]({ ...of, facts });
    const { message, view } = await sendOff(draft.id);
    const [document] = message.xdm?.documents ?? [];
    const before = bench.store.document(card.id);
    expect(document).toMatchObject({ action: "replace", anomalies: [] });
    expect(document?.cda?.header).toMatchObject({
      version: 2,
      setId: before.cda?.header.setId,
      replaces: before.place.uniqueId,
    });
    expect(document?.uniqueId).not.toBe(before.place.uniqueId);
    expect([before.card.state, view.documents[0]?.state]).toEqual(["replaced", "current"]);
  });

  test("is asked to be deleted: the document itself, marked so, to the same people", async () => {
    const card = await sentOnce();
    const draft = await handlers()["madeDocuments.askDeletion"]({ documentId: card.id });
    expect(draft.text).toContain("Merci de supprimer le document « Consultation »");
    const { message } = await sendOff(draft.id);
    expect(message.xdm?.documents).toMatchObject([
      { action: "delete", uniqueId: bench.store.document(card.id).place.uniqueId },
    ]);
  });

  test("of a colleague is neither replaced nor deleted from here", async () => {
    const { documentId } = bench.receiveDocument({});
    bench.chosen({ name: "x.pdf", bytes: await pdf() });
    for (const name of ["madeDocuments.replace", "madeDocuments.askDeletion"] as const)
      await expect(handlers()[name]({ documentId })).rejects.toMatchObject({ code: "not-found" });
    expect(bench.store.counts(BOX).drafts).toBe(0);
  });

  test("cannot be replaced by one about another patient", async () => {
    const card = await sentOnce();
    bench.chosen({ name: "corrige.pdf", bytes: await pdf() });
    const started = await handlers()["madeDocuments.replace"]({ documentId: card.id });
    const other = bench.store.savePatient(null, { ...alice, ins: null, status: "PROV" });
    const of = { draftId: started?.draft.id ?? ("" as DraftId), attachmentId: started?.attachmentId ?? "" };
    const { facts } = await handlers()["madeDocuments.form"](of);
    await expect(
      handlers()["madeDocuments.make"]({ ...of, facts: { ...facts, patientId: other.id } }),
    ).rejects.toMatchObject({ code: "document-not-made", about: "other-patient" });
  });
});
