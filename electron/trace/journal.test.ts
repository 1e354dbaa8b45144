import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from "vitest";
import { TRACE_KINDS, type TraceEvent } from "#shared/domain/trace-event";
import { traceTable } from "../store/queries/trace-table";
import type { Store } from "../store/open";
import { openStore } from "../store/open";
import { canonical, chainHash, firstBreak } from "./chain";
import { traceCsv } from "./csv";
import type { Journal } from "./journal";
import { createJournal } from "./journal";
import { localTime } from "./local-time";

let store: Store;
let journal: Journal;
beforeEach(() => {
  store = openStore({ file: ":memory:", key: new Uint8Array(32).fill(1), now: () => new Date(0), newId: () => "id" });
  journal = createJournal(traceTable(store));
});
afterEach(() => store.close());

const event = (over: Partial<TraceEvent> = {}): TraceEvent => ({
  action: "send",
  mailbox: "marie.demo@demo.mssante.fr",
  actor: "899700000001",
  request: "MAIL FROM",
  answer: "250 OK",
  success: true,
  ...over,
});
const fill = (count: number): void => {
  for (let index = 1; index <= count; index += 1)
    journal.appendTrace(event({ request: `commande ${index}` }), `2026-0${1 + (index % 9)}-01T10:00:00.000+01:00`);
};
/** What somebody who holds the key could do with the file: triggers dropped first. */
const tamper = (sql: string): void => {
  for (const name of [
    "journal_follows",
    "journal_moves",
    "journal_never_changes",
    "journal_keeps",
    "journal_anchor_forward",
  ])
    store.run(`DROP TRIGGER ${name}`);
  store.run(sql);
};

const every = { offset: 0, limit: 50, search: "", from: null, to: null, kind: null } as const;

describe("a filter", () => {
  beforeEach(() => {
    journal.appendTrace(event({ action: "sign-in" }), "2026-03-01T23:59:59.000+01:00");
    journal.appendTrace(event({ action: "send", messageId: "a@demo" }), "2026-03-02T00:00:00.000+01:00");
    journal.appendTrace(event({ action: "document-file" }), "2026-03-03T08:00:00.000+01:00");
    journal.appendTrace(
      event({ action: "send-failed", success: false, messageId: "b@demo" }),
      "2026-03-04T08:00:00.000+01:00",
    );
    journal.appendTrace(event({ action: "backup" }), "2026-03-04T09:00:00.000+01:00");
  });
  const seqs = (filter: object) => journal.listTrace({ ...every, ...filter }).lines.map(({ seq }) => seq);

  test("keeps the days asked, both included, by the clock of the workstation", () => {
    expect(seqs({ from: "2026-03-02" })).toEqual([5, 4, 3, 2]);
    expect(seqs({ to: "2026-03-01" })).toEqual([1]);
    expect(seqs({ from: "2026-03-02", to: "2026-03-03" })).toEqual([3, 2]);
    expect(seqs({ from: "2026-04-01" })).toEqual([]);
  });

  test.each([
    ["connection", [1]],
    ["mail", [4, 2]],
    ["document", [3]],
    ["patient", []],
    ["safety", [5]],
    ["failure", [4]],
  ] as const)("keeps the lines of the kind %s", (kind, expected) => {
    expect(seqs({ kind })).toEqual(expected);
    expect(journal.listTrace({ ...every, kind, limit: 1 }).total).toBe(expected.length);
  });

  test("keeps the lines about some messages, with words besides", () => {
    expect(seqs({ messageIds: ["a@demo", "b@demo"] })).toEqual([4, 2]);
    expect(seqs({ messageIds: ["a@demo", "b@demo"], search: "send-failed" })).toEqual([4]);
    expect(seqs({ messageIds: [] })).toEqual([]);
  });

  test("writes what it keeps to a file, oldest first, however many pages that takes", () => {
    fill(1200);
    const rows = journal.traceCsv({ search: "commande", from: null, to: null, kind: null }).trim().split("\r\n");
    expect(rows).toHaveLength(1201);
    expect(rows[1]).toContain("commande 1;");
    expect(rows.at(-1)).toContain("commande 1200;");
    expect(journal.traceCsv({ search: "", from: null, to: null, kind: "failure" }).trim().split("\r\n")).toHaveLength(
      2,
    );
  });

  test("has a kind for every action but errors, and only one", () => {
    const kinds = Object.values(TRACE_KINDS).flat();
    expect(new Set(kinds).size).toBe(kinds.length);
    type Kind = (typeof TRACE_KINDS)[keyof typeof TRACE_KINDS][number];
    expectTypeOf<Exclude<TraceEvent["action"], Kind>>().toEqualTypeOf<"error">();
  });
});

describe("the journal", () => {
  test("reads back what was written, newest first, and finds it without accents", () => {
    journal.appendTrace(
      event({ action: "send", recipients: ["paul@demo.mssante.fr"], messageId: "<x@demo>", size: 12 }),
      "2026-03-01T10:00:00.000+01:00",
    );
    journal.appendTrace(event({ action: "delete", answer: "Refusé", success: false }), "2026-03-02T10:00:00.000+01:00");
    expect(journal.listTrace({ offset: 0, limit: 10, search: "", from: null, to: null, kind: null })).toMatchObject({
      total: 2,
      lines: [
        { seq: 2, action: "delete" },
        { seq: 1, recipients: ["paul@demo.mssante.fr"], at: "2026-03-01T10:00:00.000+01:00" },
      ],
    });
    expect(
      journal
        .listTrace({ offset: 0, limit: 10, search: "refuse", from: null, to: null, kind: null })
        .lines.map(({ seq }) => seq),
    ).toEqual([2]);
    expect(
      journal
        .listTrace({ offset: 1, limit: 1, search: "", from: null, to: null, kind: null })
        .lines.map(({ seq }) => seq),
    ).toEqual([1]);
    expect(journal.listTrace({ offset: 0, limit: 10, search: "%' OR 1", from: null, to: null, kind: null }).total).toBe(
      0,
    );
  });

  test("is whole when nobody touched it, over several pages", () => {
    expect(journal.verifyChain()).toEqual({ ok: true, lines: 0, brokenAt: null });
    fill(1203);
    expect(journal.verifyChain()).toEqual({ ok: true, lines: 1203, brokenAt: null });
  });

  test("the database refuses to change or remove a line, or to write one out of its turn", () => {
    fill(3);
    expect(() => store.run("UPDATE journal SET at = 'x'")).toThrow(/append only/u);
    expect(() => store.run("DELETE FROM journal WHERE seq = 2")).toThrow(/append only/u);
    expect(() => store.run("INSERT INTO journal (seq, at, hash, event, folded) VALUES (9, '', '', '{}', '')")).toThrow(
      /out of order/u,
    );
    expect(() =>
      store.run("INSERT OR REPLACE INTO journal (seq, at, hash, event, folded) VALUES (2, '', '', '{}', '')"),
    ).toThrow(/journal/u);
    expect(journal.verifyChain().ok).toBe(true);
  });

  test.each([
    ["a changed word", "UPDATE journal SET event = replace(event, 'commande 4', 'commande 5') WHERE seq = 4", 4],
    ["a changed date", "UPDATE journal SET at = '2020-01-01' WHERE seq = 7", 7],
    ["a removed line", "DELETE FROM journal WHERE seq = 5", 5],
    ["removed first lines", "DELETE FROM journal WHERE seq < 3", 1],
    ["removed last lines", "DELETE FROM journal WHERE seq > 8", 9],
    [
      "two lines exchanged",
      "UPDATE journal SET event = (SELECT j.event FROM journal j WHERE j.seq = 5 - journal.seq + 4) WHERE seq IN (4, 5)",
      4,
    ],
    ["an added line", "INSERT INTO journal (seq, at, hash, event, folded) VALUES (11, 'x', 'y', '{}', '')", 11],
  ])("%s is found, with the line where the chain breaks", (_what, sql, brokenAt) => {
    fill(10);
    tamper(sql);
    expect(journal.verifyChain()).toMatchObject({ ok: false, brokenAt });
  });

  test("retention removes the oldest lines only, and the rest still verifies and grows", () => {
    for (const [month, name] of [
      ["01", "a"],
      ["02", "b"],
      ["03", "c"],
    ] as const)
      journal.appendTrace(event({ request: name }), `2026-${month}-01T10:00:00.000+01:00`);
    expect(journal.purgeTrace("2026-02-15T00:00:00.000Z")).toBe(2);
    expect(journal.purgeTrace("2026-02-15T00:00:00.000Z")).toBe(0);
    expect(journal.verifyChain()).toEqual({ ok: true, lines: 1, brokenAt: null });
    expect(journal.appendTrace(event(), "2026-04-01T10:00:00.000+01:00").seq).toBe(4);
    expect(journal.verifyChain()).toEqual({ ok: true, lines: 2, brokenAt: null });
    expect(journal.purgeTrace("pas une date")).toBe(0);
    expect(journal.purgeTrace("2030-01-01T00:00:00.000Z")).toBe(2);
    expect(journal.appendTrace(event(), "2026-05-01T10:00:00.000+01:00").seq).toBe(5);
    expect(journal.verifyChain().ok).toBe(true);
  });

  test("the text of a server is cut and holds no control character", () => {
    const line = journal.appendTrace(
      event({ answer: `550\r\nX: ${"a".repeat(5000)}`, recipients: ["a\u0000b"] }),
      "2026-03-01T10:00:00.000+01:00",
    );
    expect(line.answer).toMatch(/^550 X: a+$/u);
    expect(line.answer.length).toBeLessThanOrEqual(1000);
    expect(line.recipients).toEqual(["a b"]);
    expect(journal.verifyChain().ok).toBe(true);
  });
});

describe("the chain", () => {
  test("any event reads back to the same hash, whatever the order of its fields", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
        const reversed = Object.fromEntries(Object.entries(fields).toReversed());
        return (
          canonical(fields) === canonical(reversed) &&
          canonical(JSON.parse(JSON.stringify(fields))) === canonical(fields)
        );
      }),
    );
  });

  test("two different events never give the same text", () => {
    expect(canonical(["a", "b"])).not.toBe(canonical(["a,b"]));
    expect(chainHash("", 1, "a", event())).not.toBe(chainHash("", 1, "a", event({ success: false })));
    expect(chainHash("", 1, "a", event())).not.toBe(chainHash("0", 1, "a", event()));
  });

  test("starts where it is told", () => {
    const line = { ...event(), seq: 8, at: "x", hash: chainHash("h", 8, "x", event()) };
    expect(firstBreak({ seq: 7, hash: "h" }, [line])).toMatchObject({ brokenAt: null });
    expect(firstBreak({ seq: 7, hash: "other" }, [line])).toMatchObject({ brokenAt: 8 });
  });
});

describe("the export", () => {
  test("is a CSV that a spreadsheet in French opens, formulas inert", () => {
    fill(1);
    journal.appendTrace(
      event({ answer: "=cmd|calc", request: 'a;"b"', recipients: ["+x@demo", "y@demo"] }),
      "2026-03-01T10:00:00.000+01:00",
    );
    const [head, first, second, end] = journal.traceCsv().split("\r\n");
    expect(head).toBe(
      "\uFEFFseq;at;action;mailbox;actor;request;answer;success;messageId;folder;recipients;size;documentId;cdaCode;hash",
    );
    expect(first).toMatch(
      /^1;2026-02-01T10:00:00.000\+01:00;send;marie.demo@demo.mssante.fr;899700000001;commande 1;250 OK;true;/u,
    );
    expect(second).toContain(`;"a;""b""";'=cmd|calc;true;`);
    expect(second).toContain(`"'+x@demo, y@demo"`);
    expect(end).toBe("");
  });

  test("keeps one record for each line, whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const csv = traceCsv([{ ...event({ answer: text }), seq: 1, at: "", hash: "" }]);
        const unquoted = csv.replaceAll(/"(?:[^"]|"")*"/gu, "x");
        return unquoted.split("\r\n").length === 3 && (unquoted.split("\r\n")[1]?.split(";").length ?? 0) === 15;
      }),
    );
  });
});

test("local time carries the offset of the workstation", () => {
  const at = new Date("2026-03-05T13:07:09.120Z");
  expect(localTime(at, 60)).toBe("2026-03-05T14:07:09.120+01:00");
  expect(localTime(at, -210)).toBe("2026-03-05T09:37:09.120-03:30");
  expect(localTime(at, 0)).toBe("2026-03-05T13:07:09.120+00:00");
  expect(Date.parse(localTime(at))).toBe(at.getTime());
});
