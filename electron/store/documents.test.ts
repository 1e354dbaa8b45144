import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { XdmDocument } from "#shared/domain/document";
import type { DocumentId, MessageId, PatientId } from "#shared/domain/ids";
import type { Patient } from "#shared/domain/patient";
import type { Profile } from "./testing/profile";
import {
  ALICE,
  batch,
  BOX,
  deliver,
  envelope,
  MATRICULE,
  openProfile,
  OTHER_MATRICULE,
  patientBox,
  TEST_OID,
  withDocuments,
  xdmDocument,
} from "./testing/profile";

let profile: Profile;
let uid = 0;
beforeEach(() => {
  profile = openProfile();
  uid = 0;
});
afterEach(() => profile.end());

const receive = (documents: readonly XdmDocument[], over = {}, parsedOver = {}) => {
  uid += 1;
  const [id] = deliver(profile.service, "INBOX", envelope({ uid, looksXdm: true, ...over }));
  profile.service.saveBody(id as MessageId, Buffer.from("zip"), withDocuments(documents, parsedOver));
  return profile.service.messageView(id as MessageId).documents;
};
const cardOf = (id: DocumentId) => profile.service.document(id).card;
const first = <Item>(items: readonly Item[]): Item => {
  const [item] = items;
  if (item === undefined) throw new Error("nothing there");
  return item;
};
const rows = (view: "all" | "documents" = "documents") =>
  profile.service.listConversations({ view, mailboxId: null, folderId: null, search: "", offset: 0, limit: 50 }).rows;

describe("documents of an archive", () => {
  test("were taken from originals: the archive, and the file that one of them holds byte for byte", () => {
    const part = (index: number, name: string, sha256: string) => ({
      index,
      name,
      mimeType: "application/octet-stream",
      size: 9,
      sha256,
      contentId: null,
      inline: false,
      dangerous: false,
    });
    const { cda, ...document } = xdmDocument({ uniqueId: "a" });
    if (cda === null) throw new Error("no CDA");
    const held = { ...cda, media: [{ id: "m1", mimeType: "application/pdf", size: 9, sha256: "copy" }] };
    const parts = [
      part(2, "IHE_XDM.zip", "zip"),
      part(3, "copie.pdf", "copy"),
      part(4, "copie.pdf", "another"),
      part(5, "photo.jpg", ""),
    ];
    const received = receive([{ ...document, cda: held }, xdmDocument({ uniqueId: "b", cda: null })], {}, { parts });
    const { attachments } = profile.service.messageView(first(received).messageId);
    expect(attachments.map(({ original }) => original)).toEqual([true, true, false, false]);
  });

  test("show before the body by the look of the attachment, then by what the archive holds", () => {
    deliver(profile.service, "INBOX", envelope({ uid: 50, looksXdm: true, date: "2025-01-01T00:00:00.000Z" }));
    expect(rows()[0]?.documents).toBe(1);
    const card = first(
      receive([
        xdmDocument({ uniqueId: "a" }),
        xdmDocument({ uniqueId: "b", entryName: "B.XML", cda: null, hashOk: null, mimeType: "application/pdf" }),
      ]),
    );
    expect(rows()[0]?.documents).toBe(2);
    expect(card).toMatchObject({
      typeLabel: "CR hospitalier",
      date: "20260109",
      patientName: "PAT-DEMO ALICE",
      patientMatricule: MATRICULE,
      test: true,
      body: "structured",
      state: "current",
      integrity: "ok",
      match: "unknown",
      filed: null,
    });
    const opened = profile.service.document(card.id);
    expect(opened).toMatchObject({ place: { uniqueId: "a", partIndex: 2, entry: "IHE_XDM/SUBSET01/DOC1.XML" } });
    expect(opened.cda?.header.setId).toBe("set-demo");
  });

  test("broken bytes are told as broken, unverifiable ones as such", () => {
    const cards = receive([
      xdmDocument({ uniqueId: "a", hashOk: false }),
      xdmDocument({ uniqueId: "b", sizeOk: false }),
      xdmDocument({ uniqueId: "c", hashOk: null }),
    ]);
    expect(cards.map(({ integrity }) => integrity)).toEqual(["broken", "broken", "unverifiable"]);
  });

  test("the patient is read in METADATA when there is no CDA", () => {
    const card = first(
      receive([xdmDocument({ uniqueId: "a", cda: null, patientId: `${MATRICULE}^^^&${TEST_OID}&ISO^NH` })]),
    );
    expect(card).toMatchObject({ patientMatricule: MATRICULE, test: true });
  });

  test("a new version replaces the former, whichever comes first", () => {
    const old = first(receive([xdmDocument({ uniqueId: "v1" })]));
    const now = first(receive([xdmDocument({ uniqueId: "v2", version: 2, replaces: "v1", action: "replace" })]));
    expect([cardOf(old.id).state, cardOf(now.id).state]).toEqual(["replaced", "current"]);
    expect(profile.service.document(now.id).versions.map(({ id, state }) => [id, state])).toEqual([
      [now.id, "current"],
      [old.id, "replaced"],
    ]);
    const late = first(receive([xdmDocument({ uniqueId: "v0", version: 0 })]));
    expect(late.state).toBe("replaced");
  });

  test("the list says at once that an older conversation holds a replaced document", () => {
    receive([xdmDocument({ uniqueId: "v1" })], { subject: "Premier envoi" });
    receive([xdmDocument({ uniqueId: "v2", version: 2, replaces: "v1", action: "replace" })], { subject: "Second" });
    const flagsOf = (subject: string) => rows().find((row) => row.subject === subject)?.flags;
    expect([flagsOf("Premier envoi"), flagsOf("Second")]).toEqual([["replaced"], []]);
  });

  test("the list says whose documents a professional sent, when they are one patient's", () => {
    receive([xdmDocument({ uniqueId: "a" }), xdmDocument({ uniqueId: "b", entryName: "B.XML" })]);
    expect(rows()[0]?.about).toBe("PAT-DEMO ALICE");
    const other = xdmDocument({ uniqueId: "c" });
    const cda = other.cda;
    if (cda === null) throw new Error("a CDA was expected");
    const bruno = { ...cda.header, patient: { ...cda.header.patient, firstName: "BRUNO" } };
    receive([xdmDocument({ uniqueId: "d" }), { ...other, cda: { ...cda, header: bruno } }], { subject: "Deux" });
    expect(rows().find(({ subject }) => subject === "Deux")?.about).toBe("");
  });

  test("another author, or another patient, replaces nothing", () => {
    const old = first(receive([xdmDocument({ uniqueId: "v1" })]));
    const stranger = xdmDocument({ uniqueId: "v2", version: 2, replaces: "v1" });
    const cda = stranger.cda;
    if (cda === null) throw new Error("a CDA was expected");
    const forged = first(
      receive([
        { ...stranger, cda: { ...cda, header: { ...cda.header, authors: [{ kind: "person", id: "899700000009" }] } } },
      ]),
    );
    const other = first(
      receive([xdmDocument({ uniqueId: "v3", version: 3, replaces: "v1", matricule: OTHER_MATRICULE })]),
    );
    expect(cardOf(old.id).state).toBe("current");
    expect(forged.anomalies).toContain("version-author-not-allowed");
    expect(other.anomalies).toContain("version-other-patient");
  });

  test("a deletion asked by a sender waits for a person", () => {
    const kept = first(receive([xdmDocument({ uniqueId: "v1" })]));
    const request = first(receive([xdmDocument({ uniqueId: "v1", action: "delete" })]));
    expect(cardOf(kept.id).state).toBe("current");
    expect(request.anomalies).toContain("delete-requested");
    expect(() => profile.service.answerDeletion(kept.id, "delete")).toThrow(
      expect.objectContaining({ code: "refused" }),
    );
    profile.service.answerDeletion(request.id, "delete");
    expect(cardOf(kept.id).state).toBe("deleted");
    expect(cardOf(request.id).anomalies).toContain("delete-accepted");
  });

  test("a deletion is refused, or taken back, and nothing was ever erased", () => {
    const kept = first(receive([xdmDocument({ uniqueId: "v1" })]));
    const request = first(receive([xdmDocument({ uniqueId: "v1", action: "delete" })]));
    profile.service.answerDeletion(request.id, "keep");
    expect([cardOf(kept.id).state, cardOf(request.id).anomalies]).toEqual(["current", ["delete-refused"]]);
    profile.service.answerDeletion(request.id, "delete");
    profile.service.answerDeletion(request.id, null);
    expect([cardOf(kept.id).state, cardOf(request.id).anomalies]).toEqual(["current", ["delete-requested"]]);
    expect(profile.service.document(kept.id).cda).not.toBeNull();
  });

  test("a deletion taken back leaves replaced what a newer version replaced meanwhile", () => {
    const old = first(receive([xdmDocument({ uniqueId: "v1" })]));
    const request = first(receive([xdmDocument({ uniqueId: "v1", action: "delete" })]));
    const now = first(receive([xdmDocument({ uniqueId: "v2", version: 2, replaces: "v1", action: "replace" })]));
    profile.service.answerDeletion(request.id, "delete");
    profile.service.answerDeletion(request.id, null);
    expect([cardOf(old.id).state, cardOf(now.id).state]).toEqual(["replaced", "current"]);
  });

  test("a version kept apart for a doubt is put in force by a person, and by nobody else", () => {
    const old = first(receive([xdmDocument({ uniqueId: "v1" })]));
    const stranger = xdmDocument({ uniqueId: "v2", version: 2, replaces: "v1", action: "replace" });
    const cda = stranger.cda;
    if (cda === null) throw new Error("a CDA was expected");
    const authors = [{ kind: "person" as const, id: "899700000009" }];
    const doubtful = first(receive([{ ...stranger, cda: { ...cda, header: { ...cda.header, authors } } }]));
    expect(() => profile.service.putInForce(old.id)).toThrow(expect.objectContaining({ code: "refused" }));
    profile.service.putInForce(doubtful.id);
    expect([cardOf(old.id).state, cardOf(doubtful.id).state]).toEqual(["replaced", "current"]);
    expect(cardOf(doubtful.id).anomalies).toEqual(["version-accepted"]);
    expect(() => profile.service.putInForce(doubtful.id)).toThrow(expect.objectContaining({ code: "refused" }));
  });

  test("what concerns another patient is never put in force, whoever asks", () => {
    receive([xdmDocument({ uniqueId: "v1" })]);
    const other = first(
      receive([xdmDocument({ uniqueId: "v3", version: 3, replaces: "v1", matricule: OTHER_MATRICULE })]),
    );
    expect(() => profile.service.putInForce(other.id)).toThrow(expect.objectContaining({ code: "refused" }));
  });

  test("an archive inside a returned message replaces nothing and waits for no filing", () => {
    const old = first(receive([xdmDocument({ uniqueId: "v1" })]));
    receive(
      [xdmDocument({ uniqueId: "v2", version: 2, replaces: "v1", action: "replace" })],
      {},
      { xdmReturned: true },
    );
    expect(cardOf(old.id).state).toBe("current");
    expect(profile.service.unfiledDocuments().map(({ id }) => id)).toEqual([old.id]);
  });

  test("saving the body again keeps ids and filing", () => {
    const card = first(receive([xdmDocument({ uniqueId: "a" })]));
    const { id } = profile.service.savePatient(null, ALICE);
    profile.service.fileDocument(card.id, id, false);
    profile.service.saveBody(card.messageId, Buffer.from("again"), withDocuments([xdmDocument({ uniqueId: "a" })]));
    expect(profile.service.messageView(card.messageId).documents.map((one) => [one.id, one.filed?.patientId])).toEqual([
      [card.id, id],
    ]);
  });
});

describe("whose document", () => {
  test("in a patient mail it is held against the correspondent", () => {
    const from = { from: { name: "", address: patientBox(MATRICULE) } };
    expect(first(receive([xdmDocument({ uniqueId: "a" })], from)).match).toBe("same");
    expect(first(receive([xdmDocument({ uniqueId: "b", matricule: OTHER_MATRICULE })], from)).match).toBe("different");
    expect(rows()[0]?.flags).toContain("identity-to-check");
  });

  test("from a professional it is held against the local record, authority and strict traits included", () => {
    const card = first(receive([xdmDocument({ uniqueId: "a" })]));
    const { id } = profile.service.savePatient(null, ALICE);
    expect(cardOf(card.id).match).toBe("same");
    profile.service.savePatient(id, { ...ALICE, birthName: "PAT-AUTRE" });
    expect(cardOf(card.id).match).toBe("different");
    profile.service.savePatient(id, { ...ALICE, ins: { matricule: MATRICULE, oid: "1.2.250.1.213.1.4.8" } });
    expect(cardOf(card.id).match).toBe("unknown");
  });
});

describe("patients", () => {
  test("are found by the start of any name, by matricule and by birth date", () => {
    profile.service.savePatient(null, { ...ALICE, birthName: "PAT-D'ÉTÉ", usedName: "PAT-ŒUVRE" });
    profile.service.savePatient(null, {
      ...ALICE,
      birthName: "PAT-AUTRE",
      firstName: "BOB",
      names: "BOB JEAN",
      ins: null,
      status: "PROV",
      birthDate: "",
    });
    const found = (text: string) => profile.service.listPatients(text, 10).map(({ firstName }) => firstName);
    expect(found("")).toEqual(["BOB", "ALICE"]);
    for (const text of ["ete", "oeuv", "pat-d'été", MATRICULE.slice(0, 8), "14/07/1977", "pat ali"])
      expect(found(text), text).toEqual(["ALICE"]);
    expect(found("jean")).toEqual(["BOB"]);
    expect(found("lice")).toEqual([]);
    expect(profile.service.listPatients("", 1)).toHaveLength(1);
  });

  test("keep every field, and forget the ones taken away", () => {
    const full: Omit<Patient, "id"> = {
      ...ALICE,
      usedName: "U",
      usedFirstName: "F",
      opposedToMessagesOn: "2026-01-01",
      opposedToProfessionalsOn: "2026-02-01",
    };
    const saved = profile.service.savePatient(null, full);
    expect(profile.service.patient(saved.id)).toEqual({ ...full, id: saved.id });
    profile.service.savePatient(saved.id, ALICE);
    expect(profile.service.patient(saved.id)).toEqual({ ...ALICE, id: saved.id });
    expect(profile.service.patientsByMatricule(MATRICULE).map(({ id }) => id)).toEqual([saved.id]);
    expect(() => profile.service.savePatient("nobody" as PatientId, ALICE)).toThrow(
      expect.objectContaining({ code: "no-such" }),
    );
  });

  test("have a page with their folder and their conversation", () => {
    const saved = profile.service.savePatient(null, ALICE);
    expect(profile.service.patientConversation(saved.id)).toEqual({ id: null });
    const card = first(
      receive([xdmDocument({ uniqueId: "a" })], { from: { name: "", address: patientBox(MATRICULE) } }),
    );
    expect(profile.service.fileDocument(card.id, saved.id, true).filed).toMatchObject({
      patientId: saved.id,
      automatic: true,
    });
    const view = profile.service.patientView(saved.id);
    expect(view.documents.map(({ id }) => id)).toEqual([card.id]);
    expect(view.conversations.map(({ id, flags }) => [id, flags])).toEqual([
      [profile.service.patientConversation(saved.id).id, ["filed"]],
    ]);
    expect(profile.service.listPatients("", 5)[0]).toMatchObject({ documents: 1, lastDocument: "20260109" });
    expect(profile.service.unfiledDocuments()).toEqual([]);
    expect(profile.service.unfileDocument(card.id).filed).toBeNull();
    expect(profile.service.unfiledDocuments()).toHaveLength(1);
  });

  test("keep a filed document whose message left the server, also after housekeeping", () => {
    const saved = profile.service.savePatient(null, ALICE);
    const card = first(receive([xdmDocument({ uniqueId: "a" })]));
    profile.service.fileDocument(card.id, saved.id, false);
    profile.service.applyBatch(BOX, batch("INBOX", { removed: [1] }));
    expect(profile.service.purgeGone("2030-01-01T00:00:00.000Z")).toBe(0);
    expect(profile.service.documentsOfPatient(saved.id)).toHaveLength(1);
    expect(profile.service.messageSource(card.messageId)).not.toBeNull();
  });
});

describe("who shares the mailbox", () => {
  const serverSays = (flags: readonly string[]) =>
    profile.service.applyBatch(BOX, batch("INBOX", { flags: [{ uid, flags: [...flags], modSeq: null }] }));

  test("is told once that a document is filed, and once that none is any more", () => {
    const [one, two] = receive([xdmDocument({ uniqueId: "a" }), xdmDocument({ uniqueId: "b", entryName: "B.XML" })]);
    if (one === undefined || two === undefined) throw new Error("two documents were expected");
    const told = () => profile.service.noteFiled(one.messageId).flatMap(({ operation }) => operation ?? []);
    const saved = profile.service.savePatient(null, ALICE);
    expect(told()).toEqual([]);
    profile.service.fileDocument(one.id, saved.id, false);
    profile.service.fileDocument(two.id, saved.id, false);
    expect(told()).toEqual([{ kind: "flags", path: "INBOX", uids: [1], add: ["$PliFiled"], remove: [] }]);
    expect(told()).toEqual([]);
    profile.service.unfileDocument(one.id);
    expect(told()).toEqual([]);
    profile.service.unfileDocument(two.id);
    expect(told()).toEqual([{ kind: "flags", path: "INBOX", uids: [1], add: [], remove: ["$PliFiled"] }]);
  });

  test("tells what was filed on another computer, until it is filed here", () => {
    const card = first(receive([xdmDocument({ uniqueId: "a" })]));
    expect(cardOf(card.id).filedElsewhere).toBeUndefined();
    serverSays(["$PliFiled"]);
    expect(cardOf(card.id)).toMatchObject({ filedElsewhere: true, filed: null });
    profile.service.fileDocument(card.id, profile.service.savePatient(null, ALICE).id, true);
    expect(cardOf(card.id).filedElsewhere).toBeUndefined();
  });
});

describe("what came before the document that it speaks of", () => {
  const original = xdmDocument({ uniqueId: "a" });
  const asking: XdmDocument = { ...original, action: "delete" };

  test("a replacement no longer says that its target is missing once it is here", () => {
    const newer = first(receive([xdmDocument({ uniqueId: "b", version: 2, replaces: "a", action: "replace" })]));
    expect(cardOf(newer.id).anomalies).toContain("replaces-unreceived");
    const older = first(receive([original]));
    expect(cardOf(newer.id)).toMatchObject({ state: "current", anomalies: [] });
    expect(cardOf(older.id).state).toBe("replaced");
  });

  test("a request to delete waits for the person once its document is here, and nothing is deleted before", () => {
    const asked = first(receive([asking]));
    expect(cardOf(asked.id).anomalies).toEqual(["version-delete-unknown"]);
    const target = first(receive([original]));
    expect(cardOf(asked.id).anomalies).toEqual(["delete-requested"]);
    expect(cardOf(target.id).state).toBe("current");
    profile.service.answerDeletion(asked.id, "delete");
    expect(cardOf(target.id).state).toBe("deleted");
  });

  test("a request about a document of another patient, or sent back by a server, settles nothing", () => {
    const asked = first(receive([asking]));
    const stranger = xdmDocument({ uniqueId: "a", matricule: OTHER_MATRICULE });
    receive([stranger]);
    receive([original], {}, { xdmReturned: true });
    expect(cardOf(asked.id).anomalies).toEqual(["version-delete-unknown"]);
  });
});
