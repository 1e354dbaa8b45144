import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FolderId, LabelId, MailboxId, MessageId, RuleId } from "#shared/domain/ids";
import type { MailRule, RuleActs, RuleConditions, WrittenRule } from "#shared/domain/mail-rule";
import {
  ALICE,
  batch,
  BOX,
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

const LABEL = "biologie" as LabelId;
const LAB = { name: "Laboratoire DEMO", address: "resultats@labo.demo.mssante.fr" };

const written = (when: Partial<RuleConditions>, does: Partial<RuleActs>): WrittenRule => ({
  isOn: true,
  mailboxId: BOX,
  when: { from: "", kind: null, document: null, words: "", ...when },
  does: { labelId: null, done: false, moves: false, folderId: null, silent: false, ...does },
});
const keep = (when: Partial<RuleConditions>, does: Partial<RuleActs>): MailRule =>
  profile.service.saveRule(null, written(when, does));
const folder = (role: string): FolderId => {
  const found = profile.service.listFolders(BOX).find((one) => one.role === role);
  if (found === undefined) throw new Error(`no ${role}`);
  return found.id;
};

/** A message that arrives an hour after what was done before. */
function arrives(over: Partial<Parameters<typeof envelope>[0]> = {}): MessageId {
  profile.clock.now = new Date(profile.clock.now.getTime() + 3_600_000);
  uid += 1;
  const [id] = deliver(
    profile.service,
    "INBOX",
    envelope({ uid, date: profile.clock.now.toISOString(), from: LAB, ...over }),
  );
  if (id === undefined) throw new Error("not delivered");
  return id;
}

const run = (id: MessageId, settled = false) => profile.service.runRules([id], settled);
const rowOf = (id: MessageId) =>
  profile.service
    .listConversations({ view: "all", mailboxId: null, folderId: null, search: "", offset: 0, limit: 50 })
    .rows.find((row) => row.id === profile.service.messageView(id).conversationId);
const folderOf = (id: MessageId) =>
  profile.service.listFolders(BOX).find((one) => one.id === profile.service.messageView(id).folderId)?.role;
const pending = () => profile.service.pendingOperations(BOX).map(({ operation }) => operation);

describe("a rule kept", () => {
  test("is read back as it was written, after the others, and ordered as one likes", () => {
    const first = keep({ from: "labo" }, { labelId: LABEL });
    const second = keep({ words: "bilan" }, { moves: true, folderId: folder("other"), silent: true });
    expect(profile.service.listRules().map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(second).toMatchObject(written({ words: "bilan" }, { moves: true, folderId: folder("other"), silent: true }));
    profile.service.orderRules([second.id]);
    expect(profile.service.listRules().map(({ id }) => id)).toEqual([second.id, first.id]);
    profile.service.removeRule(second.id);
    expect(profile.service.listRules()).toHaveLength(1);
  });

  test("is refused while it says nothing, or moves where things are thrown away or to a folder of another mailbox", () => {
    const refused = (rule: WrittenRule) =>
      expect(() => profile.service.saveRule(null, rule)).toThrow(expect.objectContaining({ code: "refused" }));
    refused(written({}, { done: true }));
    refused(written({ from: "labo" }, {}));
    for (const role of ["trash", "junk", "sent", "inbox"])
      refused(written({ from: "labo" }, { moves: true, folderId: folder(role) }));
    profile.service.saveMailbox({
      id: "box-2" as MailboxId,
      address: "secretariat@cabinet.demo.mssante.fr",
      kind: "ORG",
      fromLabel: "Cabinet_DEMO",
      name: "Secrétariat",
      colour: 1,
      environmentId: "demo",
      servers: null,
    });
    refused({
      ...written({ from: "labo" }, { moves: true, folderId: folder("other") }),
      mailboxId: "box-2" as MailboxId,
    });
  });

  test("keeps saying that it moves when its folder disappears, and then does nothing", () => {
    const rule = keep({ from: "labo" }, { moves: true, folderId: folder("other") });
    const left = profile.service.listFolders(BOX).filter(({ role }) => role !== "other");
    profile.service.syncFolders(
      BOX,
      left.map(({ path, name, role }) => ({ path, name, role, total: 0 })),
    );
    expect(profile.service.listRules()[0]?.does).toMatchObject({ moves: true, folderId: null });
    expect(run(arrives()).applied).toEqual([]);
    expect(rule.does.folderId).not.toBeNull();
  });
});

describe("when mail arrives", () => {
  test("labels, marks done, moves: here at once, and told to the server in order", () => {
    keep({ from: "labo", words: "bilan" }, { labelId: LABEL, done: true, moves: true, folderId: folder("other") });
    const id = arrives({ subject: "Bilan de contrôle" });
    expect(run(id).applied).toEqual([expect.objectContaining({ messageId: id, mailboxId: BOX, moved: true })]);
    expect(rowOf(id)).toMatchObject({ toDo: false, labels: [expect.objectContaining({ id: LABEL })] });
    expect(folderOf(id)).toBe("other");
    expect(pending()).toEqual([
      { kind: "flags", path: "INBOX", uids: [1], add: ["$PliLabel_biologie"], remove: [] },
      { kind: "flags", path: "INBOX", uids: [1], add: ["$PliDone"], remove: [] },
      { kind: "move", path: "INBOX", uids: [1], to: "F/other" },
    ]);
  });

  test("leaves alone what does not answer it, what came before it, and what it has spoken of", () => {
    const before = arrives();
    profile.clock.now = new Date(profile.clock.now.getTime() + 1000);
    const rule = keep({ from: "labo" }, { labelId: LABEL });
    expect(run(before).applied).toEqual([]);
    expect(run(arrives({ from: { name: "Dr DEMO", address: "x@autre.demo.mssante.fr" } })).applied).toEqual([]);
    const id = arrives();
    expect(run(id).applied).toHaveLength(1);
    expect(run(id).applied).toEqual([]);
    profile.service.saveRule(rule.id, { ...rule, isOn: false });
    expect(run(arrives()).applied).toEqual([]);
  });

  test("a patient’s message is labelled, and stays to do in the inbox", () => {
    keep({ words: "question" }, { labelId: LABEL, done: true, moves: true, folderId: folder("other"), silent: true });
    const id = arrives({
      from: { name: "ALICE PAT-DEMO", address: patientBox(MATRICULE) },
      subject: "Question sur mon traitement",
    });
    run(id);
    expect(rowOf(id)).toMatchObject({ toDo: true, labels: [expect.objectContaining({ id: LABEL })] });
    expect(folderOf(id)).toBe("inbox");
    expect(profile.service.arrivedMessages([id], "2026-01-01")).toHaveLength(1);
  });

  test("what looks like an archive waits for its documents; one that is in nobody’s folder keeps it to do", () => {
    keep({ document: "34112-3" }, { labelId: LABEL, done: true });
    const id = arrives({ looksXdm: true });
    expect(run(id).applied).toEqual([]);
    profile.service.saveBody(id, new Uint8Array(1), withDocuments([xdmDocument({ uniqueId: "1.2.3" })]));
    expect(run(id, true).applied).toHaveLength(1);
    expect(rowOf(id)).toMatchObject({ toDo: true, labels: [expect.objectContaining({ id: LABEL })] });
  });

  test("a document in its patient’s folder lets its message be marked done", () => {
    keep({ document: "any" }, { done: true });
    const patient = profile.service.savePatient(null, ALICE);
    const id = arrives({ looksXdm: true });
    profile.service.saveBody(id, new Uint8Array(1), withDocuments([xdmDocument({ uniqueId: "1.2.3" })]));
    const [card] = profile.service.messageView(id).documents;
    if (card !== undefined) profile.service.fileDocument(card.id, patient.id, true);
    run(id, true);
    expect(rowOf(id)).toMatchObject({ toDo: false });
  });

  test("what looks like an archive and cannot be read stays to do", () => {
    keep({ from: "labo" }, { done: true, labelId: LABEL });
    const id = arrives({ looksXdm: true });
    profile.service.setBodyState(id, "unreadable");
    expect(run(id, true).applied).toHaveLength(1);
    expect(rowOf(id)?.toDo).toBe(true);
  });

  test("what a rule silences is not announced; what it only moves still is", () => {
    keep({ words: "lettre" }, { silent: true });
    keep({ words: "bilan" }, { moves: true, folderId: folder("other") });
    const [letter, report] = [arrives({ subject: "Lettre" }), arrives({ subject: "Bilan" })];
    run(letter);
    run(report);
    expect(profile.service.arrivedMessages([letter, report], "2026-01-01")).toHaveLength(1);
    expect(folderOf(report)).toBe("other");
  });

  test("a message is not announced while a rule may still silence it for its documents", () => {
    const archive = arrives({ looksXdm: true });
    const plain = arrives();
    expect(profile.service.knownToRules([archive, plain])).toEqual([archive, plain]);
    keep({ document: "34112-3" }, { silent: true });
    expect(profile.service.knownToRules([archive, plain])).toEqual([plain]);
  });

  test("the first rule that moves decides of the folder", () => {
    keep({ from: "labo" }, { moves: true, folderId: folder("archive") });
    keep({ words: "bilan" }, { moves: true, folderId: folder("other"), labelId: LABEL });
    const id = arrives({ subject: "Bilan" });
    run(id);
    expect(folderOf(id)).toBe("archive");
    expect(profile.service.messageView(id).ruledBy.map((one) => one.folder)).toEqual(["archive", ""]);
    expect(rowOf(id)?.labels).toHaveLength(1);
  });
});

describe("why, and back", () => {
  test("each message says which rule did what; taking it back leaves nothing of it, on the server either", () => {
    const rule = keep({ from: "labo" }, { labelId: LABEL, done: true, moves: true, folderId: folder("other") });
    const id = arrives();
    run(id);
    expect(profile.service.messageView(id).ruledBy).toEqual([
      {
        ruleId: rule.id,
        rule,
        at: profile.clock.now.toISOString(),
        label: "Biologie",
        done: true,
        folder: "Résultats en suivi",
        silent: false,
      },
    ]);
    for (const { id: operation } of profile.service.pendingOperations(BOX))
      profile.service.operationDone(operation, [{ from: 1, to: 41 }]);
    profile.service.undoRule(rule.id, [id]);
    expect(pending()).toEqual([
      { kind: "flags", path: "F/other", uids: [41], add: [], remove: ["$PliLabel_biologie", "$PliDone"] },
      { kind: "move", path: "F/other", uids: [41], to: "INBOX" },
    ]);
    expect(rowOf(id)).toMatchObject({ toDo: true, labels: [] });
    expect(folderOf(id)).toBe("inbox");
    expect(profile.service.messageView(id).ruledBy).toEqual([]);
    expect(run(id).applied).toEqual([]);
  });

  test("what a removed rule did is still told, and can still be taken back", () => {
    const rule = keep({ from: "labo" }, { done: true });
    const id = arrives();
    run(id);
    profile.service.removeRule(rule.id);
    expect(profile.service.messageView(id).ruledBy).toEqual([
      expect.objectContaining({ ruleId: rule.id, rule: null, done: true }),
    ]);
    profile.service.undoRule(rule.id, [id]);
    expect(rowOf(id)?.toDo).toBe(true);
  });

  test("a message that the person moved since stays where she put it", () => {
    const rule = keep({ from: "labo" }, { moves: true, folderId: folder("other") });
    const id = arrives();
    run(id);
    profile.service.mark([profile.service.messageView(id).conversationId], "archive");
    profile.service.undoRule(rule.id, [id]);
    expect(folderOf(id)).toBe("archive");
  });
});

describe("on demand", () => {
  test("counts first, then acts on what is in the inbox, whenever it came, and can be taken back", () => {
    const old = [arrives(), arrives({ inReplyTo: "<m1@demo>" }), arrives({ from: { name: "x", address: "x@y.fr" } })];
    const rule = keep({ from: "labo" }, { labelId: LABEL, done: true });
    expect(profile.service.ruleReach(rule.id)).toEqual({ messages: 2, conversations: 1 });
    const { applied } = profile.service.applyRule(rule.id);
    expect(new Set(applied.map(({ messageId }) => messageId))).toEqual(new Set(old.slice(0, 2)));
    expect(pending()).toHaveLength(2);
    expect(profile.service.ruleReach(rule.id).messages).toBe(0);
    profile.service.undoRule(
      rule.id,
      applied.map(({ messageId }) => messageId),
    );
    expect(profile.service.ruleReach(rule.id).messages).toBe(2);
    expect(profile.service.applyRule(rule.id).applied).toHaveLength(2);
  });

  test("an unknown rule is told", () => {
    expect(() => profile.service.ruleReach("none" as RuleId)).toThrow(expect.objectContaining({ code: "no-such" }));
  });

  test("the types to choose from are those of the documents that came", () => {
    const id = arrives({ looksXdm: true });
    profile.service.saveBody(id, new Uint8Array(1), withDocuments([xdmDocument({ uniqueId: "1.2.3" })]));
    expect(profile.service.documentTypes()).toEqual([{ code: "34112-3", label: "CR hospitalier" }]);
  });

  test("a message that another client moves away takes its trace with it, and breaks nothing", () => {
    keep({ from: "labo" }, { done: true });
    const id = arrives();
    run(id);
    profile.service.applyBatch(BOX, batch("INBOX", { removed: [1] }));
    expect(profile.service.listRules()).toHaveLength(1);
  });
});
