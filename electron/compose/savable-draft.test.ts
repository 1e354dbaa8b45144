import fc from "fast-check";
import { expect, test } from "vitest";
import { draftFields } from "#shared/contract/writing";
import type { MailboxId } from "#shared/domain/ids";
import type { Address } from "#shared/domain/message";
import { BOX, deliver, envelope } from "../store/testing/profile";
import { savableDraft } from "./savable-draft";
import { testServices } from "./testing/test-services";
import { draftHandlers } from "./writing";

const blank = { mailboxId: "box" as MailboxId, to: [], cc: [], bcc: [], subject: "", text: "", fin: false };
const savable = (fields: unknown): boolean => draftFields.safeParse(fields).success;

test("whatever another program wrote, the composer can save it again", () => {
  const text = fc
    .tuple(fc.constantFrom("a", "é", "\u0001", "\r\n", "\u0085", "😀", " "), fc.nat({ max: 450 }))
    .map(([unit, times]) => unit.repeat(times));
  const person: fc.Arbitrary<Address> = fc.record({ name: text, address: text });
  fc.assert(
    fc.property(fc.array(person, { maxLength: 5 }), text, text, (people, subject, body) => {
      const fields = { ...blank, readReceipt: false, to: people, cc: people, bcc: people, subject, text: body };
      expect(savable(savableDraft(fields))).toBe(true);
    }),
    { numRuns: 25 },
  );
});

test("what can be saved already is left as it is", () => {
  const to = [{ name: "Paul DEMO", address: "paul.demo@chu.demo.mssante.fr" }];
  const fields = { ...blank, readReceipt: true, to, subject: "Suite", text: "Bonjour\n\tà vous" };
  expect(savableDraft(fields)).toEqual(fields);
});

test("more recipients than a draft may hold are refused: none is dropped in silence", () => {
  const bcc = Array.from({ length: 101 }, (_, at) => ({ name: "", address: `p${at}@demo.mssante.fr` }));
  expect(() => savableDraft({ ...blank, readReceipt: false, bcc })).toThrow(
    expect.objectContaining({ code: "draft-too-wide" }),
  );
});

test("text beyond what is saved is cut", () => {
  expect(savableDraft({ ...blank, readReceipt: false, text: "a".repeat(2_000_100) }).text).toHaveLength(2_000_000);
});

test.each([
  ["a subject that never ends", { subject: "s".repeat(900) }],
  ["a name that never ends", { from: { name: "n".repeat(300), address: "paul.demo@chu.demo.mssante.fr" } }],
  ["a name with control characters", { from: { name: "a\u0001b", address: "paul.demo@chu.demo.mssante.fr" } }],
])("the answer to a message with %s can be saved", async (_name, over) => {
  const desk = testServices();
  const [answers = null] = deliver(desk.store, "INBOX", envelope({ uid: 1, ...over }));
  const make = draftHandlers(desk.services)["drafts.create"];
  const made = await make({ mailboxId: BOX, answers, mode: "reply", to: [], documentId: null });
  desk.end();
  const { mailboxId, to, cc, bcc, subject, text, fin, readReceipt } = made;
  expect(to).toHaveLength(1);
  expect(savable({ mailboxId, to, cc, bcc, subject, text, fin, readReceipt })).toBe(true);
});
