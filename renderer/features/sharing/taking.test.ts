import { expect, test } from "vitest";
import type { ConversationId, MailboxId } from "#shared/domain/ids";
import type { Colleague } from "#shared/domain/message";
import { takingOf } from "./taking";

const me: Colleague = { idNat: "899700000011", name: "Claire DEMO", mine: true };
const colleague: Colleague = { idNat: "899700000037", name: "Nadia DEMO", mine: false };
const row = (id: string, takenBy: Colleague | null, mailbox = "shared") => ({
  id: id as ConversationId,
  mailboxId: mailbox as MailboxId,
  takenBy,
});
const shared = (id: MailboxId): boolean => id === "shared";

test("conversations of a personal mailbox are nobody's to take", () => {
  expect(takingOf([row("a", null, "own")], shared)).toBeNull();
  expect(takingOf([], shared)).toBeNull();
});

test("of several, those of a shared mailbox are taken, even where some are mine already", () => {
  const rows = [row("a", me), row("b", null), row("c", null, "own")];
  expect(takingOf(rows, shared)).toEqual({ ids: ["a", "b"], taken: true, over: false });
});

test("they are let go once all are mine", () => {
  expect(takingOf([row("a", me), row("b", me)], shared)).toMatchObject({ taken: false, over: false });
});

test("what a colleague has is taken over, and said so only where all are hers", () => {
  expect(takingOf([row("a", colleague)], shared)).toMatchObject({ taken: true, over: true });
  expect(takingOf([row("a", colleague), row("b", null)], shared)).toMatchObject({ taken: true, over: false });
});
