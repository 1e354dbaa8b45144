import { beforeEach, describe, expect, test } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import { createMailboxCodes } from "./mailbox-codes";

const A = "a" as MailboxId;
const B = "b" as MailboxId;
const AUTH = { kind: "code", login: "demo", place: "after" } as const;

let now = 0;
let told = 0;
let codes: ReturnType<typeof createMailboxCodes>;
beforeEach(() => {
  [now, told] = [1_000_000, 0];
  codes = createMailboxCodes(
    () => now,
    () => void (told += 1),
  );
});
const asks = (id = A, isTried = true) => codes.asks(id, AUTH, isTried);

describe("the code of a mailbox", () => {
  test("is asked with the password the first time, joined as its operator wants, and given to no other mailbox", () => {
    expect(asks(A, false)).toMatchObject({ why: "first", withPassword: true, login: "demo" });
    expect(() => codes.secret(A)).toThrow("code-needed");
    expect([asks()?.why, told]).toEqual(["first", 1]);
    codes.give(A, "after", { password: "secret", code: "123456" });
    expect([codes.secret(A), asks(), asks(A, false)]).toEqual(["secret123456", null, null]);
    expect(() => codes.secret(B)).toThrow("code-needed");
    codes.give(A, "comma", { password: "secret", code: "123456" });
    expect(codes.secret(A)).toBe("secret,123456");
    codes.give(B, "alone", { password: null, code: "654321secret" });
    expect(codes.secret(B)).toBe("654321secret");
  });

  test("serves a minute at most, then another is asked without the password, whichever way the clock jumps", () => {
    for (const jump of [61_000, -61_000]) {
      codes.give(A, "after", { password: "secret", code: "123456" });
      now += jump;
      expect(() => codes.secret(A)).toThrow("code-needed");
      expect(asks()).toMatchObject({ why: "again", withPassword: false });
      codes.give(A, "after", { password: null, code: "654321" });
      expect(codes.secret(A)).toBe("secret654321");
    }
  });

  test("once refused is never given again: spent where it had opened, doubted with the password where it had not", () => {
    codes.give(A, "after", { password: "secret", code: "123456" });
    codes.accepted(A);
    codes.refused(A);
    expect(asks()).toMatchObject({ why: "again", withPassword: false });
    expect(() => codes.secret(A)).toThrow("code-needed");
    codes.give(A, "after", { password: null, code: "000000" });
    codes.refused(A);
    expect(asks()).toMatchObject({ why: "refused", withPassword: true });
    expect(() => codes.give(A, "after", { password: null, code: "111111" })).toThrow("password-missing");
  });

  test("leaves memory with the session, for one mailbox or for all, and says nothing of mailboxes that open otherwise", () => {
    for (const id of [A, B]) codes.give(id, "after", { password: "secret", code: "123456" });
    codes.forget(A);
    expect(() => codes.secret(A)).toThrow("code-needed");
    expect(codes.secret(B)).toBe("secret123456");
    codes.forget();
    expect(() => codes.secret(B)).toThrow("code-needed");
    expect(codes.asks(A, { kind: "certificate", sasl: "none" }, false)).toBeNull();
    expect(codes.asks(A, undefined, false)).toBeNull();
  });
});
