import { afterEach, beforeEach, expect, test } from "vitest";
import type { OutboxId } from "#shared/domain/ids";
import type { SubmitOutcome } from "#shared/domain/sync";
import { BOX, COLLEAGUE, draftTo, ME } from "../store/testing/profile";
import { createOutbox } from "./outbox";
import { testServices, type TestServices } from "./testing/test-services";

let bench: TestServices;
beforeEach(() => {
  bench = testServices();
});
afterEach(() => bench.end());

/** A queue over a real store, and an operator that answers when it is told to. */
async function queue({ isInSent = true } = {}) {
  const said: string[] = [];
  const submittedBytes: string[] = [];
  const waiting: ((outcome: SubmitOutcome) => void)[] = [];
  let reached = (): void => undefined;
  const submitted = new Promise<void>((resolve) => (reached = resolve));
  const outbox = createOutbox({
    store: { get: () => bench.services.store.get(), peek: () => null, set: () => undefined },
    mailboxes: {
      submit: (_mailbox, { raw }) =>
        new Promise((resolve) => {
          submittedBytes.push(Buffer.from(raw).toString());
          waiting.push(resolve);
          reached();
        }),
      inSent: async () => isInSent,
      fileSent: async () => undefined,
    },
    held: async () => null,
    left: async () => undefined,
    changed: () => undefined,
    replay: () => undefined,
    notice: (code) => said.push(code),
    trace: async ({ action }) => void (action === "send-failed" && said.push("traced")),
    report: (_error, about) => said.push(`report: ${about}`),
  });
  await outbox.open();
  const accept = (): void => waiting.forEach((answer) => answer({ kind: "accepted", response: "250", rejected: [] }));
  return { outbox, said, submitted, submittedBytes, accept };
}

const outgoing = { messageId: "<q@demo>", envelope: { from: ME, to: [COLLEAGUE] }, raw: Buffer.from("x\r\n") };

function leaving(): OutboxId {
  const { id, to } = draftTo(bench.store, COLLEAGUE);
  const about = { sendAt: "2020-01-01T00:00:00.000Z", fin: false, subject: "x", to };
  return bench.store.enqueue({ draftId: id, mailboxId: BOX, outgoing, ...about }).id;
}

test("what follows waits for what leaves at once, and the end waits for what follows", async () => {
  const { outbox, said, submitted, accept } = await queue();
  leaving();
  outbox.kick();
  outbox.afterwards(async () => void said.push("follows"));
  await submitted;
  expect(said).toEqual([]);
  accept();
  await outbox.close();
  expect(said).toEqual(["sent", "follows"]);
});

test("what follows comes at once where nothing leaves, and its failure is told", async () => {
  const { outbox, said } = await queue();
  outbox.afterwards(async () => {
    throw new Error("no");
  });
  await outbox.close();
  expect(said).toEqual(["report: after an attempt"]);
});

const inHand = { ...outgoing, raw: Buffer.from("in hand\r\n") };

test("what was kept just now leaves by the bytes that are in hand, noted as an attempt", async () => {
  const { outbox, submitted, submittedBytes, accept } = await queue();
  const id = leaving();
  outbox.leave(id, inHand);
  await submitted;
  expect(submittedBytes).toEqual(["in hand\r\n"]);
  expect(bench.store.pendingOutbox()).toMatchObject([{ id, state: "sending", attempts: 1 }]);
  accept();
  await outbox.close();
});

test("what was taken back, or made anew, does not leave by the bytes that were in hand", async () => {
  const { outbox, submitted, submittedBytes, accept } = await queue();
  const back = leaving();
  bench.store.undoOutbox(back);
  outbox.leave(back, inHand);
  await outbox.calm();
  expect(submittedBytes).toEqual([]);
  const id = leaving();
  outbox.leave(id, inHand);
  outbox.renew(id);
  await submitted;
  expect(submittedBytes).toEqual(["x\r\n"]);
  accept();
  await outbox.close();
});

test("is calm once the message that is being made has been tried", async () => {
  const { outbox, submitted, accept, said } = await queue();
  let made = (): void => undefined;
  outbox.expect(new Promise<void>((resolve) => (made = resolve)));
  const calm = outbox.calm().then(() => said.push("calm"));
  outbox.leave(leaving(), outgoing);
  made();
  await submitted;
  expect(said).toEqual([]);
  accept();
  await calm;
  expect(said).toEqual(["sent", "calm"]);
  await outbox.close();
});

test("what is handed over while the profile closes leaves no bytes behind, and leaves by those that were kept", async () => {
  const { outbox, submitted, submittedBytes, accept } = await queue();
  await outbox.close();
  outbox.leave(leaving(), inHand);
  await outbox.open();
  await submitted;
  expect(submittedBytes).toEqual(["x\r\n"]);
  accept();
  await outbox.close();
});

test("a message that is looked for again and again is said once not to be found", async () => {
  const { outbox, said } = await queue({ isInSent: false });
  const id = leaving();
  for (const _ of [1, 2, 3]) {
    bench.store.setOutbox(id, { state: "to-verify", sendAt: "2020-01-01T00:00:00.000Z", failure: lastFailure(id) });
    outbox.kick();
    await outbox.calm();
  }
  expect(said).toEqual(["traced", "send-to-verify"]);
  await outbox.close();
});

const lastFailure = (id: OutboxId): string => bench.store.outboxItem(id).failure ?? "interrupted";
