import fc from "fast-check";
import { expect, test } from "vitest";
import type { EnvelopeRecord, SyncBatch } from "#shared/domain/sync";
import { openBatch, packBatch } from "./packed-batch";

const EMPTY: SyncBatch = {
  path: "INBOX",
  cursor: { uidValidity: "1", highestUid: 9, lowestUid: 1, modSeq: "12" },
  added: [],
  flags: [{ uid: 3, flags: ["\\Seen"], modSeq: "11" }],
  removed: [4],
  keywords: true,
  reset: true,
};

test("a batch without envelopes carries the rest as it is", () => {
  expect(packBatch(EMPTY)).toEqual({ ...EMPTY, added: "" });
  expect(openBatch(packBatch(EMPTY))).toEqual(EMPTY);
});

const text = fc.string({ unit: "binary", maxLength: 40 });
const address = fc.record({ name: text, address: text }, { noNullPrototype: true });
const envelope: fc.Arbitrary<EnvelopeRecord> = fc.record(
  {
    uid: fc.nat(),
    modSeq: fc.option(text),
    flags: fc.array(text, { maxLength: 3 }),
    size: fc.nat(),
    receivedAt: text,
    date: text,
    messageId: text,
    inReplyTo: text,
    references: fc.array(text, { maxLength: 3 }),
    subject: text,
    from: address,
    to: fc.array(address, { maxLength: 3 }),
    cc: fc.array(address, { maxLength: 1 }),
    replyTo: fc.array(address, { maxLength: 1 }),
    mes: fc.constantFrom("FIN" as const, null),
    looksXdm: fc.boolean(),
    attachments: fc.nat(),
  },
  { noNullPrototype: true },
);

test("whatever a stranger wrote in an envelope comes out as it went in", () => {
  fc.assert(
    fc.property(fc.array(envelope, { maxLength: 5 }), (added) => {
      expect(openBatch(packBatch({ ...EMPTY, added }))).toEqual({ ...EMPTY, added });
    }),
    { numRuns: 50 },
  );
});
