import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ConversationId, DraftId, MessageId, OutboxId } from "#shared/domain/ids";
import type { Profile } from "./testing/profile";
import {
  BOX,
  COLLEAGUE,
  deliver,
  draftTo,
  envelope,
  MATRICULE,
  OTHER_MATRICULE,
  ME,
  openProfile,
  parsed,
  patientBox,
  subjects,
  TEST_OID,
} from "./testing/profile";

let profile: Profile;
beforeEach(() => {
  profile = openProfile();
});
afterEach(() => profile.end());

const RAW = Uint8Array.from({ length: 5000 }, (_, index) => index % 256);
const outgoing = { messageId: "<out@demo>", envelope: { from: ME, to: [COLLEAGUE] }, raw: RAW };
const list = (view: "all" | "drafts" | "sent" | "awaiting" = "all", search = "") =>
  profile.service.listConversations({ view, mailboxId: null, folderId: null, search, offset: 0, limit: 50 }).rows;
const hand = (draftId: DraftId, over: Partial<Parameters<Profile["service"]["enqueue"]>[0]> = {}) =>
  profile.service.enqueue({
    draftId,
    mailboxId: BOX,
    outgoing,
    sendAt: "2026-03-01T09:00:10.000Z",
    fin: false,
    subject: "Question",
    to: [{ name: "Paul DEMO", address: COLLEAGUE }],
    ...over,
  });
const delivery = (id: OutboxId) => {
  const conversation = profile.service.outboxConversation(id).id;
  return conversation === null ? null : profile.service.conversationView(conversation).messages.at(-1)?.delivery;
};

describe("a draft", () => {
  test("keeps its formatting beside its text, through the outbox and back, until it is plain again", () => {
    const rich = [{ kind: "paragraph" as const, runs: [{ text: "Urgent", bold: true as const }] }];
    const { id } = draftTo(profile.service, COLLEAGUE);
    const fields = { mailboxId: BOX, to: [{ name: "", address: COLLEAGUE }], cc: [], bcc: [], subject: "Avis" };
    const written = { ...fields, text: "Urgent", rich, fin: false, readReceipt: false };
    expect(profile.service.saveDraft(id, written).rich).toEqual(rich);
    expect(profile.service.undoOutbox(hand(id).id)).toMatchObject({ id, text: "Urgent", rich });
    expect(profile.service.saveDraft(id, { ...written, rich: null })).not.toHaveProperty("rich");
  });

  test("is kept field by field, with its files, and listed by its own id", () => {
    const draft = draftTo(profile.service, COLLEAGUE);
    profile.clock.now = new Date("2026-03-01T09:05:00.000Z");
    const saved = profile.service.saveDraft(draft.id, {
      mailboxId: BOX,
      to: [],
      cc: [{ name: "", address: COLLEAGUE }],
      bcc: [{ name: "", address: ME }],
      subject: "Été",
      text: "Suite",
      fin: true,
      readReceipt: true,
      deliveryReceipt: true,
    });
    expect(saved).toMatchObject({
      cc: [{ name: "", address: COLLEAGUE }],
      bcc: [{ name: "", address: ME }],
      subject: "Été",
      fin: true,
      readReceipt: true,
      deliveryReceipt: true,
      updatedAt: "2026-03-01T09:05:00.000Z",
    });
    const joined = profile.service.addAttachment(draft.id, {
      name: "a.pdf",
      mimeType: "application/pdf",
      bytes: RAW,
      patientMatricule: MATRICULE,
    });
    const [file] = joined.attachments;
    expect(file).toMatchObject({ name: "a.pdf", size: 5000, patientMatricule: MATRICULE });
    expect(Buffer.from(profile.service.attachmentBytes(file?.id ?? "") ?? []).equals(Buffer.from(RAW))).toBe(true);
    expect(list("drafts")).toMatchObject([{ id: draft.id, subject: "Été", attachments: 1, flags: ["draft"] }]);
    expect(profile.service.counts(BOX).drafts).toBe(1);
    expect(list("drafts", "ete suite")).toHaveLength(1);
    expect(list("drafts", "autre")).toEqual([]);
    expect(profile.service.removeAttachment(draft.id, file?.id ?? "").attachments).toEqual([]);
    profile.service.discardDraft(draft.id);
    profile.service.discardDraft(draft.id);
    expect(list("drafts")).toEqual([]);
    expect(profile.service.attachmentBytes(file?.id ?? "")).toBeNull();
  });

  test("that answers shows on its conversation until it is gone", () => {
    const [id] = deliver(profile.service, "INBOX", envelope({ uid: 1 }));
    const draft = draftTo(profile.service, COLLEAGUE, { answers: id as MessageId });
    const conversation = list()[0]?.id as ConversationId;
    const begun = () => profile.service.conversationView(conversation).drafts;
    expect(list()[0]?.flags).toEqual(["draft"]);
    expect(begun()).toEqual([draft.id]);
    profile.clock.now = new Date("2026-03-01T09:30:00.000Z");
    const later = draftTo(profile.service, COLLEAGUE, { answers: id as MessageId });
    expect(begun()).toEqual([later.id, draft.id]);
    hand(later.id);
    expect(begun()).toEqual([draft.id]);
    profile.service.discardDraft(draft.id);
    expect(list()[0]?.flags).toEqual([]);
    expect(begun()).toEqual([]);
  });
});

describe("a message handed over", () => {
  test("shows at once in the conversation it answers, queued, its bytes kept", () => {
    const [id] = deliver(profile.service, "INBOX", envelope({ uid: 1, messageId: "<q@demo>" }));
    const draft = draftTo(profile.service, COLLEAGUE, { answers: id as MessageId });
    const item = hand(draft.id, { subject: "Re: Sujet 1" });
    expect(item).toMatchObject({ state: "waiting", attempts: 0, failure: null, draftId: draft.id });
    expect(list()).toHaveLength(1);
    expect(list()[0]).toMatchObject({ messages: 2, awaiting: false, preview: "Texte du brouillon", flags: [] });
    expect(delivery(item.id)).toEqual({ state: "queued", sendAt: "2026-03-01T09:00:10.000Z" });
    expect(list("drafts")).toEqual([]);
    const kept = profile.service.outboxBytes(item.id);
    expect({ ...kept, raw: Buffer.from(kept.raw).equals(Buffer.from(RAW)) }).toEqual({ ...outgoing, raw: true });
    expect(subjects(profile.service, "brouillon")).toEqual(["Re: Sujet 1"]);
  });

  test("cannot be handed over twice, nor changed on its way", () => {
    const draft = draftTo(profile.service, COLLEAGUE);
    hand(draft.id);
    expect(() => hand(draft.id)).toThrow(expect.objectContaining({ code: "refused" }));
    expect(() => profile.service.saveDraft(draft.id, draft)).toThrow(expect.objectContaining({ code: "refused" }));
    profile.service.discardDraft(draft.id);
    expect(profile.service.draft(draft.id).id).toBe(draft.id);
    expect(profile.service.listOutbox()).toHaveLength(1);
  });

  test("is due when its time comes, first come first", () => {
    const late = hand(draftTo(profile.service, COLLEAGUE).id, {
      sendAt: "2026-03-02T09:00:00+01:00",
      outgoing: { ...outgoing, messageId: "<late@demo>" },
    });
    const soon = hand(draftTo(profile.service, COLLEAGUE).id);
    expect(profile.service.dueOutbox("2026-03-01T09:00:00.000Z")).toEqual([]);
    expect(profile.service.dueOutbox("2026-03-01T09:00:10.000Z").map(({ id }) => id)).toEqual([soon.id]);
    expect(profile.service.dueOutbox("2026-03-03T00:00:00.000Z").map(({ id }) => id)).toEqual([soon.id, late.id]);
    profile.service.setOutbox(soon.id, {
      state: "retry",
      attempts: 1,
      sendAt: "2026-03-05T00:00:00.000Z",
      failure: "greylisted",
    });
    expect(profile.service.dueOutbox("2026-03-03T00:00:00.000Z").map(({ id }) => id)).toEqual([late.id]);
    expect(profile.service.outboxItem(soon.id)).toMatchObject({ state: "retry", attempts: 1, failure: "greylisted" });
  });

  test("comes back as a draft while it waits, not once it may have left", () => {
    const draft = draftTo(profile.service, COLLEAGUE);
    const item = hand(draft.id);
    expect(profile.service.undoOutbox(item.id)).toMatchObject({ id: draft.id, text: "Texte du brouillon" });
    expect(list()).toEqual([]);
    expect(profile.service.listOutbox()).toEqual([]);
    expect(subjects(profile.service, "brouillon")).toEqual([]);
    const again = hand(draft.id);
    profile.service.setOutbox(again.id, { state: "retry", failure: "server-busy" });
    const third = hand(profile.service.undoOutbox(again.id).id);
    for (const state of ["sending", "to-verify", "sent"] as const) {
      profile.service.setOutbox(third.id, { state });
      expect(() => profile.service.undoOutbox(third.id), state).toThrow(expect.objectContaining({ code: "refused" }));
    }
  });

  test("refused for good says why and can be written again", () => {
    const draft = draftTo(profile.service, COLLEAGUE);
    const item = hand(draft.id);
    profile.service.setOutbox(item.id, { state: "failed", failure: "mailbox-unknown" });
    expect(delivery(item.id)).toEqual({ state: "failed", reason: "mailbox-unknown", canRetry: true });
    expect(profile.service.undoOutbox(item.id).id).toBe(draft.id);
  });

  test("once sent is one with its copy in Sent, its draft gone, its recipients remembered", () => {
    const item = hand(draftTo(profile.service, COLLEAGUE).id);
    profile.service.setOutbox(item.id, { state: "sending" });
    expect(delivery(item.id)).toEqual({ state: "sending" });
    profile.service.markSent(item.id, "2026-03-01T09:00:12.000Z");
    expect(delivery(item.id)).toEqual({ state: "sent", at: "2026-03-01T09:00:12.000Z" });
    expect(list("awaiting")).toHaveLength(1);
    expect(() => profile.service.draft(item.draftId ?? ("" as DraftId))).toThrow(
      expect.objectContaining({ code: "no-such" }),
    );
    const copy = envelope({
      uid: 3,
      messageId: "<out@demo>",
      subject: "Question",
      from: { name: "", address: ME },
      to: [{ name: "", address: COLLEAGUE }],
      date: "2026-03-01T09:00:09.000Z",
    });
    expect(deliver(profile.service, "F/sent", copy)).toEqual([]);
    expect(deliver(profile.service, "F/sent", { ...copy, uid: 4 })).toEqual([]);
    expect(list()).toMatchObject([{ messages: 1, date: "2026-03-01T09:00:09.000Z" }]);
    expect(profile.service.recentRecipients("dem").map(({ address }) => address)).toEqual([COLLEAGUE]);
  });

  test("interrupted while sending is to be verified, and the copy found in Sent lifts the doubt", () => {
    const item = hand(draftTo(profile.service, COLLEAGUE).id);
    profile.service.setOutbox(item.id, { state: "sending", attempts: 1 });
    profile.store.close();
    const again = openProfile(profile.folder);
    expect(again.service.outboxItem(item.id)).toMatchObject({
      state: "to-verify",
      failure: "interrupted",
      attempts: 1,
    });
    expect(again.service.dueOutbox("2026-03-01T10:00:00.000Z")).toHaveLength(1);
    deliver(
      again.service,
      "F/sent",
      envelope({
        uid: 3,
        messageId: "<out@demo>",
        from: { name: "", address: ME },
        to: [{ name: "", address: COLLEAGUE }],
      }),
    );
    expect(again.service.outboxItem(item.id).state).toBe("sent");
    again.store.close();
  });

  test("to a patient closes the exchange when it says FIN", () => {
    deliver(
      profile.service,
      "INBOX",
      envelope({ uid: 1, from: { name: "PAT-ALICE", address: patientBox(MATRICULE) } }),
    );
    const box = patientBox(MATRICULE);
    const { id } = hand(draftTo(profile.service, box).id, { fin: true, to: [{ name: "", address: box }] });
    profile.service.setOutbox(id, { state: "sent" });
    expect(list()).toMatchObject([{ kind: "patient", messages: 2, exchange: "closed", awaiting: false }]);
  });

  test("its body read again from Sent replaces what the outbox told", () => {
    const item = hand(draftTo(profile.service, COLLEAGUE).id);
    const { messageId: id } = profile.service.outboxMessage(item.id);
    profile.service.saveBody(id, RAW, parsed({ text: "Texte relu" }));
    expect(profile.service.messageView(id)).toMatchObject({
      text: "Texte relu",
      outgoing: true,
      from: { name: "Dr Marie DEMO", address: ME },
    });
  });
});

describe("recipients", () => {
  test("are found by the start of a word of their name or address, accents ignored, the last written to first", () => {
    profile.service.rememberRecipient("Zoe.Demo@x.mssante.fr", "Zoé DÉMO-ÉTÉ", "2026-01-01T00:00:00.000Z");
    profile.service.rememberRecipient("paul@x.mssante.fr", "Paul DEMO", "2026-02-01T00:00:00.000Z");
    profile.service.rememberRecipient("paul@x.mssante.fr", "", "2026-01-15T00:00:00.000Z");
    const found = (text: string) => profile.service.recentRecipients(text).map(({ name }) => name);
    expect(found("")).toEqual(["Paul DEMO", "Zoé DÉMO-ÉTÉ"]);
    expect(found("zoe")).toEqual(["Zoé DÉMO-ÉTÉ"]);
    expect(found("demo zo")).toEqual(["Zoé DÉMO-ÉTÉ"]);
    expect(found("aul")).toEqual([]);
    expect(found("'; DROP")).toEqual([]);
    expect(profile.service.recentRecipients("paul")[0]?.lastUsed).toBe("2026-02-01T00:00:00.000Z");
  });

  test("are patients too, only with a qualified INS and without opposition", () => {
    const base = {
      birthName: "PAT-DEMO",
      names: "",
      sex: "female",
      birthDate: "",
      birthPlace: "",
      ins: { matricule: MATRICULE, oid: TEST_OID },
    } as const;
    profile.service.savePatient(null, { ...base, firstName: "ALICE", status: "QUAL" });
    profile.service.savePatient(null, { ...base, firstName: "BEA", status: "VALI" });
    profile.service.savePatient(null, {
      ...base,
      firstName: "CLEO",
      status: "QUAL",
      opposedToMessagesOn: "2026-01-01",
    });
    expect(profile.service.recentRecipients("pat-d")).toMatchObject([
      { kind: "patient", source: "patient", address: patientBox(MATRICULE), name: "PAT-DEMO ALICE" },
    ]);
    expect(profile.service.recentRecipients("")).toEqual([]);
  });
});

test("settings come back as they were saved", () => {
  expect(profile.service.getSetting("theme")).toBeNull();
  profile.service.setSetting("theme", { dark: [true, null] });
  profile.service.setSetting("theme", { dark: [false] });
  expect(profile.service.getSetting("theme")).toEqual({ dark: [false] });
});

describe("the exchange with a patient", () => {
  const toPatient = [{ name: "Alice", address: patientBox(MATRICULE) }];
  const state = () => list()[0]?.exchange;
  const sendFin = (fin: boolean, messageId: string, minute: number): OutboxId => {
    profile.clock.now = new Date(Date.UTC(2026, 2, 1, 9, minute));
    const draft = draftTo(profile.service, patientBox(MATRICULE), { fin });
    return hand(draft.id, {
      fin,
      to: toPatient,
      outgoing: { ...outgoing, messageId, envelope: { from: ME, to: [patientBox(MATRICULE)] } },
    }).id;
  };
  const leave = (id: OutboxId) => profile.service.setOutbox(id, { state: "sent" });

  test("is closed when the message has left, not while it waits or fails", () => {
    deliver(profile.service, "INBOX", envelope({ uid: 1, from: toPatient[0] ?? { name: "", address: "" } }));
    expect(state()).toBe("open");
    const id = sendFin(true, "<fin-1@demo>", 5);
    expect(state()).toBe("open");
    profile.service.setOutbox(id, { state: "failed", failure: "refused" });
    expect(state()).toBe("open");
    leave(id);
    expect(state()).toBe("closed");
    expect(profile.service.closedExchanges(BOX, [OTHER_MATRICULE, MATRICULE])).toEqual([MATRICULE]);
  });

  test("is reopened by the next message without FIN, once that one has left", () => {
    leave(sendFin(true, "<fin-2@demo>", 5));
    const next = sendFin(false, "<open-2@demo>", 15);
    expect(state()).toBe("closed");
    leave(next);
    expect(state()).toBe("reopened");
  });

  test("stays closed when the message that closed it is thrown away here", () => {
    leave(sendFin(true, "<fin-3@demo>", 5));
    deliver(
      profile.service,
      "F/sent",
      envelope({ uid: 9, messageId: "<fin-3@demo>", from: { name: "", address: ME }, to: toPatient, mes: "FIN" }),
    );
    deliver(profile.service, "INBOX", envelope({ uid: 2, from: toPatient[0] ?? { name: "", address: "" } }));
    const id = list()[0]?.id;
    if (id === undefined) throw new Error("no conversation");
    profile.service.mark([id], "delete");
    deliver(profile.service, "INBOX", envelope({ uid: 3, from: toPatient[0] ?? { name: "", address: "" } }));
    expect(list()[0]).toMatchObject({ id, exchange: "closed" });
  });
});

describe("an answer given by somebody else of the mailbox", () => {
  const asked = () => {
    const [id] = deliver(profile.service, "INBOX", envelope({ uid: 1, messageId: "<ask@demo>" }));
    if (id === undefined) throw new Error("not delivered");
    return id;
  };
  const answer = (over: Partial<Parameters<typeof envelope>[0]> = {}) =>
    deliver(
      profile.service,
      "F/sent",
      envelope({
        uid: 5,
        messageId: "<answer@demo>",
        inReplyTo: "<ask@demo>",
        from: { name: "Secrétariat", address: ME },
        to: [{ name: "", address: COLLEAGUE }],
        date: "2026-03-01T08:40:00.000Z",
        ...over,
      }),
    );

  test("is known by its copy in the sent mail, and dated", () => {
    const id = asked();
    expect(profile.service.answeredElsewhere(id)).toBeNull();
    answer();
    expect(profile.service.answeredElsewhere(id)).toBe("2026-03-01T08:40:00.000Z");
  });

  test("is not one's own, even once its copy has come back", () => {
    const id = asked();
    const draft = draftTo(profile.service, COLLEAGUE, { answers: id });
    hand(draft.id, { outgoing: { ...outgoing, messageId: "<answer@demo>" } });
    answer();
    expect(profile.service.answeredElsewhere(id)).toBeNull();
  });

  test("is not an answer to another message, nor one received", () => {
    const id = asked();
    answer({ inReplyTo: "<other@demo>" });
    deliver(profile.service, "INBOX", envelope({ uid: 2, messageId: "<again@demo>", inReplyTo: "<ask@demo>" }));
    expect(profile.service.answeredElsewhere(id)).toBeNull();
  });
});
