import { afterEach, beforeEach, expect, test } from "vitest";
import { PliError } from "#shared/domain/failure";
import type { DraftId, MailboxId } from "#shared/domain/ids";
import { draftCopyId } from "#shared/rules/draft-copy";
import { BOX, deliver, draftTo, envelope, openProfile, type Profile } from "../store/testing/profile";
import type { StoreClient } from "../store/serve";
import { createDraftMirror } from "./draft-mirror";
import { createGate } from "./gate";

let profile: Profile;
beforeEach(() => {
  profile = openProfile();
});
afterEach(() => profile.end());

/** A mirror over a real store; the folder of drafts is a map, and time is moved by hand. */
function desk() {
  const store = createGate<StoreClient>("store-closed");
  store.set(profile.service as unknown as StoreClient);
  const folder = new Map<string, string>();
  const due: (() => void)[] = [];
  const state = { connected: [BOX] as readonly MailboxId[], refusal: null as string | null, puts: 0, replays: 0 };
  const reports: unknown[] = [];
  const mirror = createDraftMirror({
    store,
    connected: () => state.connected,
    build: async (id) => new TextEncoder().encode(profile.service.draft(id).text),
    put: async (_mailbox, id, raw) => {
      if (state.refusal !== null) throw new PliError(state.refusal);
      state.puts += 1;
      if (raw === null) folder.delete(id);
      else folder.set(id, new TextDecoder().decode(raw));
    },
    replay: () => void (state.replays += 1),
    changed: () => undefined,
    after: (_ms, act) => {
      due.push(act);
      return () => void due.splice(due.indexOf(act), 1);
    },
    report: (error) => void reports.push(error),
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { mirror, folder, state, reports, due, store, settle };
}

const write = (id: DraftId, text: string): void => {
  profile.clock.now = new Date(profile.clock.now.getTime() + 1000);
  profile.service.saveDraft(id, { ...profile.service.draft(id), text });
};

test("a draft has one copy, renewed after a pause and not at each key", async () => {
  const { mirror, folder, state, due, settle } = desk();
  const { id } = draftTo(profile.service, "Un");
  for (const text of ["U", "Un", "Un mot"]) {
    write(id, text);
    mirror.soon();
  }
  expect(due).toHaveLength(1);
  expect(folder.size).toBe(0);
  due[0]?.();
  await settle();
  expect([...folder]).toEqual([[id, "Un mot"]]);
  expect(state.puts).toBe(1);
  mirror.now();
  await settle();
  expect(state.puts).toBe(1);
});

test("who writes without a pause has a copy all the same", () => {
  const { mirror, due } = desk();
  for (let key = 0; key < 50; key += 1) mirror.soon();
  const [last] = due;
  mirror.soon();
  expect(due).toEqual([last]);
});

test("what could not be told offline is told when the mailbox is back, after a kill too", async () => {
  const { folder, state, mirror, settle, reports } = desk();
  const { id } = draftTo(profile.service, "Un");
  write(id, "écrit hors ligne");
  state.connected = [];
  mirror.now();
  await settle();
  expect(folder.size).toBe(0);
  // Another mirror over the same store: nothing was kept in memory.
  const again = desk();
  again.state.refusal = "offline";
  again.mirror.now();
  await again.settle();
  expect(again.reports).toEqual([]);
  again.state.refusal = null;
  again.mirror.now();
  await again.settle();
  expect([...again.folder]).toEqual([[id, "écrit hors ligne"]]);
  expect(reports).toEqual([]);
});

test("a draft thrown away, or sent, leaves no copy", async () => {
  const { folder, mirror, settle } = desk();
  const { id } = draftTo(profile.service, "Un");
  mirror.now();
  await settle();
  expect(folder.has(id)).toBe(true);
  profile.service.discardDraft(id);
  mirror.now();
  await settle();
  expect(folder.size).toBe(0);
  expect(profile.service.draftCopyTasks()).toEqual([]);
});

test("a refusal is noted, and the next change tries again", async () => {
  const { folder, state, mirror, settle, reports } = desk();
  const { id } = draftTo(profile.service, "Un");
  state.refusal = "operation-refused";
  mirror.now();
  await settle();
  expect(reports).toHaveLength(1);
  state.refusal = null;
  mirror.now();
  await settle();
  expect(folder.has(id)).toBe(true);
});

test("a closed store is left alone", async () => {
  const { state, mirror, store, settle } = desk();
  draftTo(profile.service, "Un");
  store.set(null);
  mirror.now();
  await settle();
  expect(state.puts).toBe(0);
});

const drafts = () =>
  profile.service.listConversations({
    view: "drafts",
    mailboxId: null,
    folderId: null,
    search: "",
    offset: 0,
    limit: 50,
  });
const blank = { mailboxId: BOX, to: [], cc: [], bcc: [], subject: "", fin: false, readReceipt: false, answers: null };

test("a draft written elsewhere is in the list, one's own copies are not", () => {
  const { id } = draftTo(profile.service, "Le mien");
  deliver(
    profile.service,
    "F/drafts",
    envelope({ uid: 1, subject: "Écrit au webmail", flags: ["\\Draft"] }),
    envelope({ uid: 2, messageId: draftCopyId({ draftId: id, bytes: 700 }, "demo"), size: 700, subject: "copie" }),
    envelope({ uid: 3, messageId: draftCopyId({ draftId: id, bytes: 700 }, "demo"), size: 812, subject: "changée" }),
    envelope({
      uid: 4,
      messageId: draftCopyId({ draftId: "autreposte", bytes: 5 }, "demo"),
      size: 5,
      subject: "poste",
    }),
    envelope({ uid: 5, subject: "Effacé", flags: ["\\Deleted"] }),
  );
  const elsewhere = drafts().rows.filter(({ flags }) => flags.includes("elsewhere"));
  expect(elsewhere.map(({ subject }) => subject).toSorted()).toEqual(["changée", "poste", "Écrit au webmail"]);
  expect(drafts().total).toBe(4);
  expect(profile.service.counts(null).drafts).toBe(4);
});

test("going on with it keeps the original until the copy is there, then it goes", async () => {
  const { mirror, state, settle } = desk();
  const [origin] = deliver(profile.service, "F/drafts", envelope({ uid: 1, subject: "Écrit au webmail" }));
  if (origin === undefined) throw new Error("not stored");
  const file = { name: "a.pdf", mimeType: "application/pdf", bytes: new Uint8Array([1, 2]) };
  const first = profile.service.adoptDraft(origin, { ...blank, text: "suite" }, [file]);
  expect(first.draft).toMatchObject({ text: "suite", attachments: [{ name: "a.pdf", size: 2 }] });
  expect(profile.service.adoptDraft(origin, { ...blank, text: "autre" }, [])).toEqual({ ...first, again: true });
  expect(drafts().total).toBe(1);
  state.refusal = "offline";
  mirror.now();
  await settle();
  expect(profile.service.pendingOperations(BOX)).toEqual([]);
  state.refusal = null;
  mirror.now();
  await settle();
  expect(profile.service.pendingOperations(BOX)).toMatchObject([
    { operation: { kind: "delete", path: "F/drafts", uids: [1] } },
  ]);
  expect(state.replays).toBe(1);
});

test("a draft that was gone on with and is thrown away leaves nothing on the server", async () => {
  const { mirror, settle } = desk();
  const [origin] = deliver(profile.service, "F/drafts", envelope({ uid: 1 }));
  if (origin === undefined) throw new Error("not stored");
  const { draft } = profile.service.adoptDraft(origin, { ...blank, text: "suite" }, []);
  profile.service.discardDraft(draft.id);
  mirror.now();
  await settle();
  expect(profile.service.pendingOperations(BOX)).toMatchObject([{ operation: { kind: "delete", uids: [1] } }]);
  expect(drafts().total).toBe(0);
});
