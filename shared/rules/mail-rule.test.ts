import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RuleActs, RuleConditions, WrittenRule } from "#shared/domain/mail-rule";
import type { FolderId, LabelId, MailboxId } from "#shared/domain/ids";
import { actsOn, doesNothing, ruleFault, ruleMatches, type RuledMessage } from "./mail-rule";
import { processorTime } from "./testing/processor-time";

const ANY: RuleConditions = { from: "", kind: null, document: null, words: "" };
const NOTHING: RuleActs = { labelId: null, done: false, moves: false, folderId: null, silent: false };
const ALL: RuleActs = {
  labelId: "biologie" as LabelId,
  done: true,
  moves: true,
  folderId: "folder" as FolderId,
  silent: true,
};
const result: RuledMessage = {
  fromName: "Laboratoire Démo du Centre",
  fromAddress: "resultats@labo.demo.mssante.fr",
  kind: "professional",
  subject: "Résultats d’hémogramme — PAT-DEMO",
  documents: ["11502-2"],
  unfiled: false,
};
const written = (over: Partial<WrittenRule> = {}): WrittenRule => ({
  isOn: true,
  mailboxId: "box" as MailboxId,
  when: { ...ANY, from: "labo" },
  does: { ...NOTHING, done: true },
  ...over,
});

describe("which messages answer a rule", () => {
  test.each([
    ["resultats@labo.demo.mssante.fr", true],
    ["RESULTATS@LABO.DEMO.MSSANTE.FR", true],
    ["resultats@labo.demo.mssante", false],
    ["@labo.demo.mssante.fr", true],
    ["@demo.mssante.fr", false],
    ["laboratoire demo", true],
    ["Démo labo", true],
    ["centre hospitalier", false],
    ["resultats", true],
  ])("a sender written %s: %s", (from, expected) => {
    expect(ruleMatches({ ...ANY, from }, result)).toBe(expected);
  });

  test("its kind, the type of one of its documents, and the words of its subject, accents apart", () => {
    expect(ruleMatches({ ...ANY, kind: "patient" }, result)).toBe(false);
    expect(ruleMatches({ ...ANY, document: "11502-2" }, result)).toBe(true);
    expect(ruleMatches({ ...ANY, document: "11490-0" }, result)).toBe(false);
    expect(ruleMatches({ ...ANY, document: "any" }, { ...result, documents: [] })).toBe(false);
    expect(ruleMatches({ ...ANY, words: "hemogramme resultats" }, result)).toBe(true);
    expect(ruleMatches({ ...ANY, words: "hemogramme biopsie" }, result)).toBe(false);
  });

  test("every condition must hold", () => {
    const when = { from: "@labo.demo.mssante.fr", kind: "professional", document: "any", words: "résultats" } as const;
    expect(ruleMatches(when, result)).toBe(true);
    for (const changed of [
      { fromAddress: "x@autre.demo.mssante.fr" },
      { kind: "patient" as const },
      { documents: [] },
      { subject: "" },
    ])
      expect(ruleMatches(when, { ...result, ...changed })).toBe(false);
  });

  test("a megabyte of subject costs nothing", () => {
    const spent = processorTime();
    ruleMatches({ ...ANY, words: "a" }, { ...result, subject: "é ".repeat(500_000), fromName: "x".repeat(1_000_000) });
    expect(spent()).toBeLessThan(200);
  });

  test("adding a condition never makes a rule speak of more messages", () => {
    const text = fc.string({ maxLength: 20 });
    fc.assert(
      fc.property(text, text, text, (words, from, subject) => {
        const message = { ...result, subject };
        if (ruleMatches({ ...ANY, words, from }, message)) {
          expect(ruleMatches({ ...ANY, words }, message)).toBe(true);
          expect(ruleMatches({ ...ANY, from }, message)).toBe(true);
        }
      }),
    );
  });
});

describe("what a rule may do", () => {
  const acts = fc.record({
    labelId: fc.constantFrom(null, "biologie" as LabelId),
    done: fc.boolean(),
    moves: fc.boolean(),
    folderId: fc.constantFrom(null, "folder" as FolderId),
    silent: fc.boolean(),
  });

  test("a patient’s message is never set aside nor silenced, whatever the rule", () => {
    fc.assert(
      fc.property(acts, fc.boolean(), (does, unfiled) => {
        const done = actsOn(does, { ...result, kind: "patient", unfiled });
        expect(done).toEqual({ ...NOTHING, labelId: does.labelId });
      }),
    );
  });

  test("a document in nobody’s folder keeps its message to do, whatever the rule", () => {
    fc.assert(
      fc.property(acts, (does) => {
        const done = actsOn(does, { ...result, unfiled: true });
        expect([done.done, done.moves, done.folderId]).toEqual([false, false, null]);
        expect([done.labelId, done.silent]).toEqual([does.labelId, does.silent]);
      }),
    );
  });

  test("everything that is asked, of anything else", () => {
    expect(actsOn(ALL, result)).toEqual(ALL);
    expect(doesNothing(NOTHING)).toBe(true);
    expect(doesNothing({ ...NOTHING, moves: true })).toBe(true);
    expect(doesNothing({ ...NOTHING, silent: true })).toBe(false);
  });
});

describe("what is missing in a rule", () => {
  test.each([
    ["nothing", written(), null],
    ["a condition", written({ when: ANY }), "no-condition"],
    ["a condition that says something", written({ when: { ...ANY, from: " @ ", words: "—" } }), "no-condition"],
    ["an act", written({ does: NOTHING }), "no-act"],
    ["a label, for patients", written({ when: { ...ANY, kind: "patient" } }), "patient-label-only"],
    ["one mailbox for a folder", written({ mailboxId: null, does: ALL }), "folder-of-one-mailbox"],
    ["the folder", written({ does: { ...NOTHING, moves: true } }), "folder-missing"],
  ] as const)("%s", (_what, rule, fault) => {
    expect(ruleFault(rule)).toBe(fault);
  });
});
