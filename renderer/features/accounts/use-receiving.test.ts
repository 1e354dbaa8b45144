import { expect, test } from "vitest";
import type { MailboxAsks } from "#shared/contract/accounts";
import type { ConnectionState } from "#shared/domain/mailbox";
import { isReceiving } from "./use-receiving";

const receives = (connection: ConnectionState, isSignedIn = true, asks: MailboxAsks | null = null): boolean =>
  isReceiving({ connection, asks }, isSignedIn);
const signedOut = { state: "offline", reason: "signed-out" } as const;

test("mail is on its way while a mailbox connects or is read, and no longer once it is ready or cut off", () => {
  expect(receives({ state: "connecting" })).toBe(true);
  expect(receives({ state: "syncing", done: 3, total: 40 })).toBe(true);
  expect(receives({ state: "ready", at: "2026-11-22T09:00:00.000Z" })).toBe(false);
  expect(receives({ state: "offline", reason: "network" })).toBe(false);
});

test("between the sign-in and the first word of its server, a mailbox does not pass for empty", () => {
  expect(receives(signedOut)).toBe(true);
  expect(receives(signedOut, false)).toBe(false);
});

test("a mailbox that waits for the code of the person receives nothing", () => {
  const asks = { kind: "code", login: "demo", place: "after", withPassword: false, why: "first" } as const;
  expect(receives(signedOut, true, asks)).toBe(false);
});
