import { beforeEach, expect, test } from "vitest";
import type { ConversationId, DocumentId, DraftId, MailboxId, PatientId } from "#shared/domain/ids";
import { workspace, workspaceStore } from "./workspace";

const one = "c1" as ConversationId;
const two = "c2" as ConversationId;
beforeEach(() => workspace.reset());

test("coming back to a list finds the conversation that was open there", () => {
  workspace.select(one);
  workspace.goList("sent");
  expect(workspaceStore.getState().selected).toBeNull();
  workspace.select(two);
  workspace.goList("to-do");
  expect(workspaceStore.getState().selected).toBe(one);
});

test("lists of two mailboxes keep their own selection", () => {
  workspace.goList("all", "m1" as MailboxId);
  workspace.select(one);
  workspace.goList("all", "m2" as MailboxId);
  expect(workspaceStore.getState().selected).toBeNull();
});

test("another conversation closes the document of the first; the same one keeps it", () => {
  workspace.select(one);
  workspace.show({ kind: "document", id: "d1" as DocumentId });
  workspace.select(one);
  expect(workspaceStore.getState().side).not.toBeNull();
  workspace.select(two);
  expect(workspaceStore.getState().side).toBeNull();
});

test("writing from a page comes back to a list, writing from a list stays in it", () => {
  workspace.goPage("journal");
  workspace.write("w1" as DraftId);
  expect(workspaceStore.getState().place).toMatchObject({ kind: "list", view: "to-do" });
  workspace.goList("sent");
  workspace.write("w2" as DraftId);
  expect(workspaceStore.getState().place).toMatchObject({ view: "sent" });
});

test("a search or a filter forgets what was ticked, for it may not be shown any more", () => {
  workspace.check(new Set(["c1"]));
  workspace.search("lettre");
  expect(workspaceStore.getState().checked.size).toBe(0);
  workspace.check(new Set(["c1"]));
  workspace.filter("patient");
  expect(workspaceStore.getState().checked.size).toBe(0);
});

test("a search carried to every list comes back to its own when the words go, with what was open", () => {
  workspace.goList("to-do", "m1" as MailboxId);
  workspace.search("lettre");
  workspace.filter("patient");
  workspace.searchEverywhere();
  expect(workspaceStore.getState()).toMatchObject({
    search: "lettre",
    filter: "all",
    place: { kind: "list", view: "all", mailboxId: null },
  });
  workspace.select(one);
  workspace.search("lettre de");
  expect(workspaceStore.getState().place).toMatchObject({ view: "all" });
  workspace.search("");
  expect(workspaceStore.getState()).toMatchObject({ place: { view: "to-do", mailboxId: "m1" }, selected: one });
});

test("a list gone to after such a search is where one stays when the words go", () => {
  workspace.search("lettre");
  workspace.searchEverywhere();
  workspace.goList("sent");
  workspace.search("bilan");
  workspace.search("");
  expect(workspaceStore.getState().place).toMatchObject({ view: "sent" });
});

test("a conversation opened from a page is shown among all messages", () => {
  workspace.goPage("patients");
  workspace.openConversation(one);
  expect(workspaceStore.getState()).toMatchObject({ selected: one, place: { kind: "list", view: "all" } });
});

test("the page of a person leads to that of a structure and back, and closing leaves what one was doing", () => {
  workspace.select(one);
  workspace.openSheet({ kind: "person", address: "a@b.mssante.fr", name: "DEMO Anne" });
  workspace.openSheet({ kind: "structure", name: "Cabinet DEMO", postalCode: "69001", city: "LYON DEMO" });
  workspace.backSheet();
  expect(workspaceStore.getState().sheets.map(({ kind }) => kind)).toEqual(["person"]);
  workspace.closeSheets();
  expect(workspaceStore.getState()).toMatchObject({ sheets: [], selected: one });
});

test("drafts begun stay at hand until they are closed; going elsewhere closes none", () => {
  workspace.reset();
  workspace.write("w1" as DraftId);
  workspace.write("w2" as DraftId);
  workspace.write("w1" as DraftId);
  expect(workspaceStore.getState()).toMatchObject({ draft: "w1", drafts: ["w1", "w2"] });
  workspace.goList("sent");
  expect(workspaceStore.getState()).toMatchObject({ draft: null, drafts: ["w1", "w2"] });
  workspace.undock("w2" as DraftId);
  workspace.write("w1" as DraftId);
  workspace.closeDraft();
  expect(workspaceStore.getState()).toMatchObject({ draft: null, drafts: [] });
  for (let draft = 0; draft < 12; draft += 1) workspace.write(`d${draft}` as DraftId);
  expect(workspaceStore.getState().drafts).toHaveLength(8);
});

const record = { kind: "patient", id: "p" as PatientId } as const;
const document = (id: string) => ({ kind: "document", id: id as DocumentId }) as const;

test("what was opened from a record comes back to it, then to the conversation", () => {
  workspace.select("a" as ConversationId);
  workspace.show(record);
  workspace.show(document("d"));
  workspace.back();
  expect(workspaceStore.getState()).toMatchObject({ selected: "a", side: record });
  workspace.back();
  expect(workspaceStore.getState()).toMatchObject({ selected: "a", side: null });
  workspace.back();
  expect(workspaceStore.getState().side).toBeNull();
});

test("another document takes the place of the first, and going round does not pile up", () => {
  workspace.show(record);
  workspace.show(document("d"));
  workspace.show(document("e"));
  workspace.show(record);
  expect(workspaceStore.getState().behind).toEqual([]);
  workspace.back();
  expect(workspaceStore.getState().side).toBeNull();
});

test("what is closed for good, or left for another conversation, is not come back to", () => {
  workspace.show(record);
  workspace.show(document("d"));
  workspace.show(null);
  workspace.show(document("e"));
  workspace.back();
  expect(workspaceStore.getState().side).toBeNull();
  workspace.show(record);
  workspace.show(document("d"));
  workspace.select("b" as ConversationId);
  workspace.show(document("e"));
  expect(workspaceStore.getState().behind).toEqual([]);
});
