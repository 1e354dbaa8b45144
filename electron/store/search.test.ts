import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MessageId } from "#shared/domain/ids";
import type { Profile } from "./testing/profile";
import {
  batch,
  BOX,
  deliver,
  envelope,
  MATRICULE,
  openProfile,
  parsed,
  patientBox,
  subjects,
  withDocuments,
  xdmDocument,
} from "./testing/profile";

let profile: Profile;
const search = (text: string, view: Parameters<typeof subjects>[2] = "all") =>
  subjects(profile.service, text, view).toSorted();

beforeAll(() => {
  profile = openProfile();
  const { service } = profile;
  const [echo, invoice] = deliver(
    service,
    "INBOX",
    envelope({
      uid: 1,
      subject: "Échographie cardiaque",
      from: { name: "Dr Éric DEMO", address: "eric.demo@chu.demo.mssante.fr" },
      date: "2025-06-10T10:00:00.000Z",
    }),
    envelope({ uid: 2, subject: "Facture", attachments: 1, flags: ["\\Seen"], date: "2026-01-10T10:00:00.000Z" }),
    envelope({
      uid: 3,
      subject: "Cœur et œdème",
      from: { name: "PAT-ALICE", address: patientBox(MATRICULE) },
      date: "2026-01-11T10:00:00.000Z",
    }),
  );
  deliver(
    service,
    "F/other",
    envelope({ uid: 1, messageId: "<o1@demo>", subject: "Rangé", date: "2026-01-12T10:00:00.000Z" }),
  );
  deliver(service, "F/trash", envelope({ uid: 1, messageId: "<t1@demo>", subject: "Jeté échographie" }));
  service.saveBody(
    echo as MessageId,
    Buffer.from("raw"),
    withDocuments([xdmDocument({ uniqueId: "doc-1" })], {
      text: "Patient adressé pour bilan.",
      searchText: "Fraction d’éjection préservée",
    }),
  );
  service.saveBody(
    invoice as MessageId,
    Buffer.from("raw"),
    parsed({
      text: "Ci-joint",
      parts: [
        {
          index: 1,
          name: "relevé-annuel.pdf",
          mimeType: "application/pdf",
          size: 1,
          sha256: "",
          contentId: null,
          inline: false,
          dangerous: false,
        },
      ],
    }),
  );
});
afterAll(() => profile.end());

describe("search", () => {
  test.each([
    ["echographie", ["Échographie cardiaque"]],
    ["ÉCHOGRAPHIE", ["Échographie cardiaque"]],
    ["échogr", ["Échographie cardiaque"]],
    ["coeur oedeme", ["Cœur et œdème"]],
    ["ejection preservee", ["Échographie cardiaque"]],
    ['"bilan adressé"', []],
    ['"adressé pour bilan"', ["Échographie cardiaque"]],
    ["eric bilan", ["Échographie cardiaque"]],
    ["de:éric", ["Échographie cardiaque"]],
    ["de:facture", []],
    ["objet:facture", ["Facture"]],
    ["pj:oui", ["Facture", "Échographie cardiaque"]],
    ["pj:releve", ["Facture"]],
    ["patient:alice", ["Cœur et œdème", "Échographie cardiaque"]],
    [`patient:${MATRICULE}`, ["Cœur et œdème", "Échographie cardiaque"]],
    ["type:hospitalier", ["Échographie cardiaque"]],
    ["avant:2025-12-31", ["Échographie cardiaque"]],
    ["après:2026-01-11", ["Cœur et œdème", "Rangé"]],
    ["après:2026-01-10 avant:2026-01-12 facture", ["Facture"]],
    ["dossier:suivi", ["Rangé"]],
    ["dossier:résultats", ["Rangé"]],
    ["dossier:resultats lu:oui", []],
    ["lu:oui", ["Facture"]],
    ["lu:non coeur", ["Cœur et œdème"]],
    ["suivi:oui facture", ["Facture"]],
    ["suivi:non", ["Rangé"]],
    ["introuvable", []],
  ])("%s finds %j", (text, expected) => {
    expect(search(text)).toEqual(expected.toSorted());
  });

  test("does not find a message by words it held before it left the server", () => {
    const own = openProfile();
    deliver(own.service, "INBOX", envelope({ uid: 1, messageId: "<a@demo>", subject: "Secret effacé" }));
    deliver(own.service, "INBOX", envelope({ uid: 2, inReplyTo: "<a@demo>", subject: "Re: autre" }));
    own.service.applyBatch(BOX, batch("INBOX", { removed: [1] }));
    expect(subjects(own.service, "secret")).toEqual([]);
    expect(subjects(own.service, "autre")).toEqual(["Re: autre"]);
    own.end();
  });

  test("looks only in the list that is shown", () => {
    expect(search("echographie", "trash")).toEqual(["Jeté échographie"]);
    expect(search("echographie", "patients")).toEqual([]);
    expect(search("echographie", "documents")).toEqual(["Échographie cardiaque"]);
  });

  test.each([
    ["", "patient", ["Cœur et œdème"]],
    ["", "documents", ["Échographie cardiaque"]],
    ["", "professional", ["Facture", "Rangé", "Échographie cardiaque"]],
    ["echographie", "patient", []],
    ["echographie", "professional", ["Échographie cardiaque"]],
  ] as const)("narrows %j to %s, whole list and not only its first page", (words, filter, expected) => {
    const ask = (offset: number, limit: number) =>
      profile.service.listConversations({
        view: "all",
        mailboxId: BOX,
        folderId: null,
        search: words,
        filter,
        offset,
        limit,
      });
    const { rows, total } = ask(0, 50);
    expect(rows.map(({ subject }) => subject).toSorted()).toEqual([...expected].toSorted());
    expect(total).toBe(expected.length);
    expect(ask(0, 1).nextOffset).toBe(expected.length > 1 ? 1 : null);
    expect(ask(9, 5)).toMatchObject({ rows: [], total: expected.length });
  });

  test("pages with the total told, also beyond the end", () => {
    const ask = (offset: number) =>
      profile.service.listConversations({
        view: "all",
        mailboxId: BOX,
        folderId: null,
        search: "pj:oui",
        offset,
        limit: 1,
      });
    expect(ask(0)).toMatchObject({ total: 2, nextOffset: 1 });
    expect(ask(1)).toMatchObject({ total: 2, nextOffset: null });
    expect(ask(5)).toMatchObject({ rows: [], total: 2, nextOffset: null });
  });

  test.each([
    '"',
    '""',
    "*",
    'a"b',
    "'; DROP TABLE messages; --",
    "NEAR(a b)",
    "a AND",
    "OR",
    "{subject} : x",
    'de:"',
    'de:"*"',
    "objet:-",
    "^a",
    "a - b",
    "\u0000",
    "(((",
    "col:umn",
    'pj:""',
    "💥",
    "de:💥",
    'type:"a\u0000b"',
  ])("takes %j as text, never as syntax", (text) => {
    expect(() => search(text)).not.toThrow();
  });

  test("no text whatever makes it fail or write", () => {
    const token = fc.constantFrom(
      "de:",
      "objet:",
      "pj:",
      "avant:",
      "lu:",
      "suivi:",
      "dossier:",
      '"',
      "*",
      " ",
      ")",
      "(",
      "NOT",
      ":",
      "-",
      "^",
      "{",
      "}",
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(token, fc.string({ unit: "grapheme", maxLength: 6 })), { maxLength: 12 }),
        (pieces) => {
          search(pieces.join(""));
          return profile.service.size().messages === 5;
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("the cost of a page", () => {
  const plan = (sql: string, params: readonly (string | number)[]): string =>
    profile.store
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params)
      .map(({ detail }) => detail)
      .join("\n");

  test("a list is a walk of its index, sorted already", () => {
    const told = plan(
      "SELECT conversation FROM listings WHERE list = ? ORDER BY last_at DESC, conversation DESC LIMIT ? OFFSET ?",
      [2, 50, 0],
    );
    expect(told).toContain("SEARCH listings USING PRIMARY KEY (list=?)");
    expect(told).not.toContain("TEMP B-TREE");
  });

  test.each([
    [
      "the same message elsewhere",
      "SELECT seq FROM messages WHERE mailbox = ? AND identity = ? ORDER BY seq LIMIT 1",
      2,
    ],
    ["a known reference", "SELECT conversation FROM thread_ids WHERE mailbox = ? AND message_id = ?", 2],
    [
      "the same subject",
      "SELECT m.conversation FROM messages m WHERE m.mailbox = ? AND m.correspondent = ? AND m.thread_subject = ? AND m.thread_subject <> '' ORDER BY m.date DESC LIMIT 1",
      3,
    ],
    ["a patient", "SELECT seq FROM conversations WHERE mailbox = ? AND matricule = ?", 2],
    [
      "the last message of a conversation",
      "SELECT seq FROM messages WHERE conversation = ? ORDER BY date DESC LIMIT 1",
      1,
    ],
    ["a UID", "SELECT message FROM placements WHERE folder = ? AND uid = ?", 2],
    ["the receipts of a message", "SELECT outcome FROM receipts WHERE mailbox = ? AND original_id = ?", 2],
  ])("%s is found by an index", (_what, sql, count) => {
    const told = plan(
      sql,
      Array.from({ length: count }, () => 1),
    );
    expect(told).toMatch(/SEARCH \w+ USING/u);
    expect(told).not.toMatch(/SCAN|TEMP B-TREE/u);
  });

  test("placing one more message writes no more in a store of 3,000 than in an empty one", () => {
    const measured = (from: number): number => {
      const counted = openProfile();
      const fill = Array.from({ length: from }, (_, index) =>
        envelope({
          uid: index + 1,
          messageId: `<f${index}@demo>`,
          subject: `Objet ${index}`,
          from: { name: "", address: `a${index % 700}@demo.mssante.fr` },
        }),
      );
      if (fill.length > 0) deliver(counted.service, "INBOX", ...fill);
      const { store, service } = counted;
      const rows = (): number => Number(store.get<{ n: number }>("SELECT total_changes() AS n")?.n);
      const before = rows();
      service.applyBatch(BOX, batch("INBOX", { added: [envelope({ uid: from + 1, subject: "Nouveau" })] }));
      const changes = rows() - before;
      counted.end();
      return changes;
    };
    const small = measured(0);
    expect(small).toBeGreaterThan(3);
    // The full-text index merges its segments now and then: a few rows more, not thousands.
    expect(measured(3000)).toBeLessThan(small + 40);
  });
});
