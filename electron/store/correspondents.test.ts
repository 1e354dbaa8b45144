import { afterEach, beforeEach, expect, test } from "vitest";
import { NO_CONTACT } from "#shared/domain/contact";
import type { ConversationId, DocumentId, MessageId, PatientId } from "#shared/domain/ids";
import {
  ALICE,
  batch,
  BOX,
  COLLEAGUE,
  deliver,
  envelope,
  MATRICULE,
  openProfile,
  patientBox,
  type Profile,
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

const LAB = "biologie@labo.demo.mssante.fr";

/** A letter of its own conversation; gives that conversation. */
function receive(from: string, subject: string, day: number, documents: readonly string[] = []): ConversationId {
  uid += 1;
  const date = `2026-01-${String(day).padStart(2, "0")}T08:00:00.000Z`;
  const [id] = deliver(
    profile.service,
    "INBOX",
    envelope({
      uid,
      messageId: `<${uid}@demo>`,
      subject,
      date,
      receivedAt: date,
      from: { name: "Biologie DEMO", address: from },
      looksXdm: documents.length > 0,
    }),
  );
  const made = documents.map((uniqueId) => xdmDocument({ uniqueId, title: uniqueId }));
  if (made.length > 0) profile.service.saveBody(id as MessageId, Buffer.from("zip"), withDocuments(made));
  return profile.service.messageView(id as MessageId).conversationId;
}

const view = (id: ConversationId) => {
  const found = profile.service.correspondentOf(id);
  if (found === null) throw new Error("nobody");
  return found;
};
const subjects = (id: ConversationId) => view(id).conversations.map(({ subject }) => subject);

test("the other conversations of the same address, the last first, whatever its capitals", () => {
  const first = receive(LAB, "Un", 1);
  const last = receive(LAB.toUpperCase(), "Deux", 2);
  const middle = receive(LAB, "Trois", 3);
  receive(COLLEAGUE, "Ailleurs", 4);
  expect(subjects(first)).toEqual(["Trois", "Deux"]);
  expect(subjects(last)).toEqual(["Trois", "Un"]);
  expect(subjects(middle)).toEqual(["Deux", "Un"]);
});

test("a long history shows its last eight only", () => {
  const read = receive(LAB, "Lu", 28);
  for (let day = 1; day <= 9; day += 1) receive(LAB, `Jour ${day}`, day);
  expect(subjects(read)).toEqual([9, 8, 7, 6, 5, 4, 3, 2].map((day) => `Jour ${day}`));
});

test("documents in force and the patients in whose records they were filed", () => {
  const { id: patientId } = profile.service.savePatient(null, ALICE);
  const read = receive(LAB, "Résultats", 1, ["a"]);
  receive(LAB, "Autres résultats", 2, ["b"]);
  expect(view(read).patients).toEqual([]);
  expect(
    view(read)
      .documents.map(({ title }) => title)
      .toSorted(),
  ).toEqual(["a", "b"]);
  for (const { id } of view(read).documents) profile.service.fileDocument(id as DocumentId, patientId, false);
  expect(view(read).patients).toEqual([
    {
      id: patientId as PatientId,
      name: `${ALICE.usedName ?? ALICE.birthName} ${ALICE.usedFirstName ?? ALICE.firstName}`,
      birthDate: ALICE.birthDate,
      documents: 2,
    },
  ]);
});

test("what the contacts keep of the address speaks first, with its note", () => {
  const read = receive(LAB, "Un", 1);
  expect(view(read)).toMatchObject({ name: "Biologie DEMO", address: LAB, isContact: false, note: "" });
  profile.service.saveContact(null, {
    ...NO_CONTACT,
    name: "Laboratoire DEMO",
    note: "Avant 17 h",
    addresses: [LAB],
  });
  expect(view(read)).toMatchObject({ name: "Laboratoire DEMO", isContact: true, note: "Avant 17 h" });
});

test("a conversation that was emptied is none of them, and a patient's has nobody beside it", () => {
  const read = receive(LAB, "Lu", 1);
  receive(LAB, "Retiré", 2);
  profile.service.applyBatch(BOX, batch("INBOX", { removed: [uid] }));
  expect(subjects(read)).toEqual([]);
  const patient = receive(patientBox(MATRICULE), "Bonjour", 3);
  expect(profile.service.correspondentOf(patient)).toBeNull();
});

test("it is found by an index, however many conversations there are", () => {
  const plan = profile.store
    .all<{ detail: string }>(
      "EXPLAIN QUERY PLAN SELECT c.seq FROM conversations c WHERE c.address = ? COLLATE NOCASE AND c.kind <> 'patient' AND c.messages > 0 ORDER BY c.last_at DESC LIMIT 100",
      [LAB],
    )
    .map(({ detail }) => detail)
    .join("\n");
  expect(plan).toContain("conversations_by_correspondent");
  expect(plan).not.toContain("TEMP B-TREE");
});
