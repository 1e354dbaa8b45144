import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CdaDocument, XdmDocument } from "#shared/domain/document";
import { OTHER_MATRICULE, xdmDocument } from "../store/testing/profile";
import { versionHandlers } from "./document-versions";
import { testServices, type TestServices } from "./testing/test-services";

let bench: TestServices;
beforeEach(() => {
  bench = testServices();
});
afterEach(() => bench.end());

const handlers = () => versionHandlers(bench.services);
const saying = (narrativeText: string, title = "Compte rendu") => {
  const { cda } = xdmDocument({ uniqueId: "x" });
  if (cda === null) throw new Error("a CDA was expected");
  return (header: Partial<CdaDocument["header"]>): CdaDocument => ({
    ...cda,
    narrativeText,
    header: { ...cda.header, title, ...header },
  });
};
const first = (over: Partial<XdmDocument> = {}) =>
  bench.receiveDocument({ uniqueId: "v1", cda: saying("Potassium 4,1\nSodium 140")({ version: 1 }), ...over });
const second = () =>
  bench.receiveDocument({
    uniqueId: "v2",
    action: "replace",
    cda: saying("Potassium 5,9\nSodium 140", "Compte rendu corrigé")({ version: 2, replaces: "v1" }),
  });

describe("two versions of a document", () => {
  test("are compared, the older first whichever is open: fields of the header, then what the text says", async () => {
    const [old, now] = [first().documentId, second().documentId];
    for (const [id, other] of [
      [old, now],
      [now, old],
    ] as const) {
      const compared = await handlers()["documents.compare"]({ id, other });
      expect([compared.before.id, compared.after.id]).toEqual([old, now]);
      expect(compared.fields).toEqual([{ name: "title", before: "Compte rendu", after: "Compte rendu corrigé" }]);
      expect(compared.text?.rows.map(({ kind }) => kind)).toEqual(["changed", "same"]);
    }
  });

  test("are compared by eye where one of them holds no text", async () => {
    const old = first({ cda: saying("")({ version: 1 }) }).documentId;
    const now = second().documentId;
    expect((await handlers()["documents.compare"]({ id: now, other: old })).text).toBeNull();
  });

  test("must be versions of the same document: two documents of two patients are never put side by side", async () => {
    const old = first().documentId;
    const stranger = bench.receiveDocument(xdmDocument({ uniqueId: "z", matricule: OTHER_MATRICULE })).documentId;
    await expect(handlers()["documents.compare"]({ id: old, other: stranger })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("a deletion that an author asks (UX.05)", () => {
  const asked = () => bench.receiveDocument({ uniqueId: "v1", action: "delete", cda: saying("")({}) }).documentId;

  test("is answered by the person alone, and every answer leaves its line", async () => {
    const kept = first().documentId;
    const request = asked();
    const state = () => bench.store.document(kept).card.state;
    expect(state()).toBe("current");
    await handlers()["documents.answerDeletion"]({ id: request, answer: "delete" });
    expect(state()).toBe("deleted");
    await handlers()["documents.answerDeletion"]({ id: request, answer: null });
    await handlers()["documents.answerDeletion"]({ id: request, answer: "keep" });
    expect(state()).toBe("current");
    expect(bench.traces.map(({ action, request: what }) => [action, what])).toEqual([
      ["document-delete", "delete"],
      ["document-delete", "answer taken back"],
      ["document-delete", "keep"],
    ]);
  });

  test("that came before the document, or for one unknown here, asks nothing of her", async () => {
    const request = asked();
    expect(bench.store.document(request).card.anomalies).toEqual(["version-delete-unknown"]);
    await expect(handlers()["documents.answerDeletion"]({ id: request, answer: "delete" })).rejects.toMatchObject({
      code: "refused",
    });
  });
});

test("a version out of turn is put in force by the person, with its line in the journal", async () => {
  first();
  const now = second().documentId;
  const late = bench.receiveDocument({
    uniqueId: "v2b",
    action: "replace",
    cda: saying("Potassium 6")({ version: 2, replaces: "v1" }),
  }).documentId;
  expect(bench.store.document(late).card.anomalies).toEqual(["version-not-latest"]);
  await handlers()["documents.putInForce"]({ id: late });
  expect([bench.store.document(now).card.state, bench.store.document(late).card.state]).toEqual([
    "replaced",
    "current",
  ]);
  expect(bench.traces).toEqual([
    expect.objectContaining({ action: "document-replace", request: "put in force", documentId: late }),
  ]);
});
