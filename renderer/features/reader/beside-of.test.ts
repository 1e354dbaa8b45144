import { expect, test } from "vitest";
import type { ConversationId, PatientId } from "#shared/domain/ids";
import type { ConversationView, DocumentCard, MessageView } from "#shared/domain/message";
import { besideOf } from "./beside-of";

const CONVERSATION = "conversation" as ConversationId;
const about = (over: { kind?: string; patient?: object | null; filed?: readonly (string | null)[] }) =>
  besideOf({
    row: { id: CONVERSATION, kind: over.kind ?? "professional" },
    patient: over.patient ?? null,
    messages: (over.filed ?? []).map(
      (patientId) =>
        ({
          documents: [{ filed: patientId === null ? null : { patientId } } as DocumentCard],
        }) as unknown as MessageView,
    ),
  } as unknown as ConversationView);
const record = (id: string) => ({ kind: "patient", id: id as PatientId });
const correspondent = { kind: "correspondent", id: CONVERSATION };

test("a patient's conversation has the record beside it, and nothing while the record is unknown", () => {
  expect(about({ kind: "patient", patient: { known: { id: "p1" } } })).toEqual(record("p1"));
  expect(about({ kind: "patient", patient: { known: null } })).toBeNull();
  expect(about({ kind: "patient", patient: { known: null }, filed: ["p2"] })).toBeNull();
});

test("a professional's conversation has the record in which every document of it was filed", () => {
  expect(about({ filed: ["p1"] })).toEqual(record("p1"));
  expect(about({ filed: ["p1", "p1"] })).toEqual(record("p1"));
});

test("otherwise it has its correspondent: a document that nobody filed may be about somebody else, and two records are no reason to choose one", () => {
  expect(about({ filed: ["p1", null] })).toEqual(correspondent);
  expect(about({ filed: [null, "p1"] })).toEqual(correspondent);
  expect(about({ filed: ["p1", "p2"] })).toEqual(correspondent);
  expect(about({ filed: [null] })).toEqual(correspondent);
  expect(about({})).toEqual(correspondent);
  expect(about({ kind: "other" })).toEqual(correspondent);
});
