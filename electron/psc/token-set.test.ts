import fc from "fast-check";
import type { IDToken } from "openid-client";
import { describe, expect, test } from "vitest";
import { isSamePerson, parseIdNat, rppsOf } from "./id-nat";
import { checkIdentity, readTokens } from "./token-set";

const idNat = parseIdNat("899700000001") ?? expect.fail("no identifier");
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`, "u"));

describe("a national identifier", () => {
  test.each(["99700000001", "899700000001", " 8 9970 0000 001 ", "8.99.70-00.0000.1", "8\u00A0997\u202F000 00001"])(
    "%j is read",
    (text) => {
      expect(parseIdNat(text)).toBe("899700000001");
    },
  );

  test.each([
    "",
    "8",
    "9970000000",
    "999700000001",
    "8997000000012",
    "89970000000a",
    "８99700000001",
    "899700000001\u0000",
    `8${" ".repeat(40)}99700000001`,
  ])("%j is not one", (text) => expect(parseIdNat(text)).toBeUndefined());

  test("the two forms of a person are one, and reading twice changes nothing", () => {
    fc.assert(
      fc.property(digits(11), (rpps) => {
        const long = parseIdNat(rpps);
        expect(long).toBe(`8${rpps}`);
        if (long === undefined) return;
        expect(parseIdNat(long)).toBe(long);
        expect(rppsOf(long)).toBe(rpps);
        expect(isSamePerson(rpps, long) && isSamePerson(long, long)).toBe(true);
      }),
    );
  });

  test("an RPPS that begins with 8 is not mistaken for one that has its prefix", () => {
    expect(parseIdNat("81234567890")).toBe("881234567890");
  });

  test("anything else is read as nobody and never throws", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseIdNat(text) ?? "800000000000").toMatch(/^8\d{11}$/u);
      }),
    );
    for (const other of [undefined, null, 8, {}, ["899700000001"]]) expect(isSamePerson(other, idNat)).toBe(false);
  });
});

describe("the identity in an ID token", () => {
  const claims = (change: object): IDToken => ({
    iss: "i",
    sub: "s",
    aud: "a",
    exp: 1,
    iat: 1,
    acr: "eidas1",
    SubjectNameID: "899700000001",
    given_name: "Camille",
    family_name: "DEMO",
    ...change,
  });
  const check = (change: object) => checkIdentity(claims(change), { idNat, acr: "eidas1" });

  test("is taken in both forms, and from preferred_username when it is the only one", () => {
    expect(check({}).ok).toBe(true);
    expect(check({ SubjectNameID: "99700000001" }).ok).toBe(true);
    expect(check({ SubjectNameID: undefined, preferred_username: "899700000001" }).ok).toBe(true);
  });

  test.each([
    [{ acr: "0" }, "acr"],
    [{ acr: undefined }, "acr"],
    [{ acr: ["eidas1"] }, "acr"],
    [{ SubjectNameID: "899700000002" }, "other-person"],
    [{ SubjectNameID: undefined }, "other-person"],
    [{ SubjectNameID: "899700000002", preferred_username: "899700000001" }, "other-person"],
    [{ SubjectNameID: 899700000001 }, "other-person"],
  ])("%j is refused", (change, detail) => {
    expect(check(change)).toEqual({ ok: false, failure: { code: "protocol", detail } });
  });

  test("no ID token, no identity", () => {
    expect(checkIdentity(undefined, { idNat, acr: "eidas1" })).toEqual({
      ok: false,
      failure: { code: "protocol", detail: "no-id-token" },
    });
  });

  test("names are shown without control characters and not too long", () => {
    const outcome = check({ given_name: "Ca\u0007mille\n", family_name: "D".repeat(5000), extra: 1 });
    expect(outcome).toMatchObject({ value: { givenName: "Ca mille", familyName: "D".repeat(120) } });
    expect(check({ given_name: { a: 1 } })).toMatchObject({ value: { givenName: "" } });
  });
});

describe("the lifetimes of an answer", () => {
  type Response = Parameters<typeof readTokens>[0];
  const response = (change: object) =>
    ({ access_token: "a", token_type: "bearer", claims: () => undefined, ...change }) as unknown as Response;

  test("count from the question, never from the answer", () => {
    expect(readTokens(response({ expires_in: 120, refresh_expires_in: 1800 }), 1_000_000)).toMatchObject({
      expiresAt: 1_120_000,
      refreshExpiresAt: 2_800_000,
    });
  });

  test("that are missing are not invented", () => {
    expect(readTokens(response({}), 1_000)).toMatchObject({ expiresAt: 1_000, refreshExpiresAt: undefined });
    expect(readTokens(response({ refresh_expires_in: "1800" }), 1_000).refreshExpiresAt).toBeUndefined();
    expect(readTokens(response({ refresh_expires_in: 0 }), 1_000).refreshExpiresAt).toBeUndefined();
  });
});
