import { expect, test } from "vitest";
import type { ConnectionState } from "#shared/domain/mailbox";
import type { MailboxId } from "#shared/domain/ids";
import { isReceiving } from "./use-receiving";

const [own, other] = ["own", "other"] as MailboxId[] as [MailboxId, MailboxId];
const box = (id: MailboxId, connection: ConnectionState) => ({ id, connection });
const ready = { state: "ready", at: "2026-11-22T09:00:00.000Z" } as const;

test("mail is on its way while a mailbox connects or is read, and no longer once it is ready or cut off", () => {
  expect(isReceiving([box(own, { state: "connecting" })], null)).toBe(true);
  expect(isReceiving([box(own, ready), box(other, { state: "syncing", done: 3, total: 40 })], null)).toBe(true);
  expect(isReceiving([box(own, ready), box(other, { state: "offline", reason: "network" })], null)).toBe(false);
  expect(isReceiving([], null)).toBe(false);
});

test("of one mailbox, the others say nothing", () => {
  const mailboxes = [box(own, ready), box(other, { state: "connecting" })];
  expect(isReceiving(mailboxes, own)).toBe(false);
  expect(isReceiving(mailboxes, other)).toBe(true);
});
