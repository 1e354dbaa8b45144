import { afterEach, describe, expect, test } from "vitest";
import type { EnvelopeRecord } from "#shared/domain/sync";
import { packBatch } from "#shared/rules/packed-batch";
import type { Profile } from "./testing/profile";
import {
  batch,
  BOX,
  COLLEAGUE,
  envelope,
  MATRICULE,
  ME,
  openProfile,
  OTHER_MATRICULE,
  patientBox,
} from "./testing/profile";

const opened: Profile[] = [];
const open = (): Profile => {
  const profile = openProfile();
  opened.push(profile);
  return profile;
};
afterEach(() => {
  for (const profile of opened.splice(0)) profile.end();
});

const PATIENTS = [patientBox(MATRICULE), patientBox(OTHER_MATRICULE)];

/** Mail of every sort, the same at each run: patients, answers with and without links, forged and missing ids, copies. */
function mixed(count: number): readonly EnvelopeRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const uid = index + 1;
    const some = (uid * 7919) % 1009;
    const author = some % 5 === 0 ? (PATIENTS[some % 2] ?? "") : some % 3 === 0 ? COLLEAGUE : `dr${some % 4}@demo.fr`;
    const before = `<m${Math.max(1, uid - (some % 9))}@demo>`;
    const after = `<m${uid + (some % 7)}@demo>`;
    return envelope({
      uid,
      messageId: some % 11 === 0 ? "" : some % 13 === 0 ? before : `<m${uid}@demo>`,
      inReplyTo: some % 4 === 0 ? before : "",
      references: some % 6 === 0 ? [after, before, "<nobody@demo>"] : [],
      subject: `${some % 2 === 0 ? "Re: " : ""}Sujet ${some % 5}`,
      from: { name: author, address: author },
      flags: some % 2 === 0 ? ["\\Seen"] : [],
    });
  });
}

/** What can be told of a store whatever the order of its row numbers. */
function told({ store }: Profile) {
  return {
    messages: store.all(
      `SELECT p.uid, min(q.uid) AS with_uid, c.kind, c.matricule, c.name, c.subject, c.messages, c.unread, c.to_do, c.lists, c.last_at
       FROM placements p JOIN messages m ON m.seq = p.message JOIN conversations c ON c.seq = m.conversation
       JOIN messages n ON n.conversation = c.seq JOIN placements q ON q.message = n.seq GROUP BY p.uid ORDER BY p.uid`,
    ),
    ids: store.all(
      `SELECT t.message_id, t.stored, min(p.uid) AS with_uid FROM thread_ids t JOIN messages m ON m.conversation = t.conversation
       JOIN placements p ON p.message = m.seq GROUP BY t.message_id ORDER BY t.message_id`,
    ),
    listings: store.all("SELECT list, last_at, count(*) AS many FROM listings GROUP BY list, last_at"),
  };
}

describe("many messages at once", () => {
  const all = mixed(90);

  test("are threaded, listed and counted as one after the other", () => {
    const [together, apart] = [open(), open()];
    together.service.applyBatch(BOX, batch("INBOX", { added: all }));
    apart.store.transaction(() => {
      for (const record of all) apart.service.applyBatch(BOX, batch("INBOX", { added: [record] }));
    });
    expect(told(together)).toEqual(told(apart));
    expect(told(together).messages).toHaveLength(all.length);
  });

  test("leave no key that leads nowhere, nor a list that its conversation does not know of", () => {
    const { store, service } = open();
    service.applyBatch(BOX, batch("INBOX", { added: all.toReversed() }));
    service.applyBatch(BOX, batch("F/archive", { added: all.slice(0, 30) }));
    service.applyBatch(BOX, batch("INBOX", { removed: all.slice(10, 40).map(({ uid }) => uid) }));
    expect(store.all("PRAGMA foreign_key_check")).toEqual([]);
    const apart = store.all(
      `SELECT c.seq FROM conversations c WHERE c.lists <>
         (SELECT json_group_array(list) FROM (SELECT list FROM listings l WHERE l.conversation = c.seq AND l.last_at = c.last_at ORDER BY list))`,
    );
    expect(apart).toEqual([]);
  });
});

describe("the ids of one batch", () => {
  test("lead an answer to what comes after it in the same batch", () => {
    const { store, service } = open();
    const answer = envelope({
      uid: 2,
      inReplyTo: "<m1@demo>",
      subject: "Re: autre chose",
      from: { name: "", address: ME },
    });
    service.applyBatch(BOX, batch("INBOX", { added: [answer, envelope({ uid: 1 })] }));
    expect(store.all("SELECT DISTINCT conversation FROM messages")).toHaveLength(1);
    expect(store.all("SELECT message_id, stored FROM thread_ids ORDER BY message_id")).toEqual([
      { message_id: "m1@demo", stored: 1 },
      { message_id: "m2@demo", stored: 1 },
    ]);
  });

  test("an id that a stranger only names stays that of its message", () => {
    const { store, service } = open();
    service.applyBatch(BOX, batch("INBOX", { added: [envelope({ uid: 1 })] }));
    const forged = envelope({ uid: 2, references: ["<m1@demo>"], from: { name: "", address: patientBox(MATRICULE) } });
    service.applyBatch(BOX, batch("INBOX", { added: [forged] }));
    const [owner] = store.all<{ kind: string }>(
      "SELECT c.kind FROM thread_ids t JOIN conversations c ON c.seq = t.conversation WHERE t.message_id = 'm1@demo'",
    );
    expect(owner?.kind).toBe("professional");
  });

  test("nothing of a batch that fails is kept", () => {
    const { store, service } = open();
    const broken = { ...envelope({ uid: 2 }), size: 0.5 };
    expect(() => service.applyBatch(BOX, batch("INBOX", { added: [envelope({ uid: 1 }), broken] }))).toThrow();
    expect(store.all("SELECT message_id FROM thread_ids")).toEqual([]);
    expect(service.folderCursor(BOX, "INBOX")).toBeNull();
  });
});

test("a batch that came from another process says only which messages are new", () => {
  const { service } = open();
  const packed = packBatch(batch("INBOX", { added: [envelope({ uid: 1 }), envelope({ uid: 2 })] }));
  const { added, changed } = service.applyPacked(BOX, packed);
  expect({ added: added.length, changed }).toEqual({ added: 2, changed: true });
  expect(added.map((id) => service.messageView(id).subject)).toEqual(["Sujet 1", "Sujet 2"]);
  expect(service.applyPacked(BOX, packed)).toEqual({ added: [], changed: false });
});
