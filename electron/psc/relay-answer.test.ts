import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseIdNat } from "./id-nat";
import { readFailure, readIdentity, readSessionCookie, readToken } from "./relay-answer";

const said = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  ({
    ok: true,
    status: 200,
    headers,
    body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
  }) as const;
const camille = parseIdNat("899700000001") ?? expect.fail("no identifier");

describe("an error of the relay", () => {
  test.each([
    ["refused", "refused"],
    ["expired", "expired"],
    ["unknown-person", "unknown-person"],
    ["ciba-not-enabled", "ciba-not-enabled"],
    ["unknown-client", "config"],
    ["bad-request", "protocol"],
    ["pending", "busy"],
    ["rate-limited", "busy"],
    ["stopping", "unavailable"],
    ["session-ended", "session-ended"],
    ["unknown-session", "session-ended"],
  ])("%s means %s", (code, meaning) => {
    expect(readFailure(said({ code, message: "des mots du relais", metadata: {} })).code).toBe(meaning);
  });

  test.each([
    "<html>proxy</html>",
    "",
    "null",
    "[]",
    '{"code":12}',
    '{"code":"constructor"}',
    '{"code":"__proto__"}',
    '{"code":"toString"}',
    `{"code":"${"x".repeat(5000)}"}`,
    `${"[".repeat(50_000)}`,
  ])("a page that is not the relay's ends nothing: %#", (body) => {
    expect(readFailure(said(body))).toEqual({ code: "unavailable", detail: "server" });
  });

  test("never says the relay's own words, whatever it says", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (code, message) => {
        const failure = readFailure(said({ code: `x${code}`, message }));
        expect(failure).toEqual({ code: "unavailable", detail: "server" });
      }),
    );
  });
});

describe("who signed in, as the relay says it", () => {
  const identity = { national_id: "899700000001", given_name: "Camille", family_name: "DEMO-UN", subject: "f:1" };

  test("is taken in both forms of the identifier, its names without control characters and not too long", () => {
    for (const national_id of ["899700000001", "99700000001"])
      expect(readIdentity(said({ identity: { ...identity, national_id } }), camille)).toMatchObject({ ok: true });
    const long = readIdentity(said({ identity: { ...identity, family_name: `\u0007${"D".repeat(300)}\n` } }), camille);
    expect(long).toMatchObject({ ok: true, value: { familyName: "D".repeat(120) } });
  });

  test("somebody else is refused", () => {
    const other = said({ identity: { ...identity, national_id: "899700000002" } });
    expect(readIdentity(other, camille)).toMatchObject({ failure: { detail: "other-person" } });
  });

  test.each([
    {},
    { identity: null },
    { identity: [] },
    { identity: { ...identity, subject: 1 } },
    { identity: { ...identity, national_id: undefined } },
    { identity: { ...identity, given_name: "x".repeat(401) } },
    "{",
  ])("nobody in %j", (body) => {
    expect(readIdentity(said(body), camille)).toMatchObject({ ok: false, failure: { code: "protocol" } });
  });
});

describe("a token of the relay", () => {
  test("has its life in milliseconds, and that of the session where it is said", () => {
    expect(readToken(said({ access_token: "jeton", expires_in: 120 }))).toEqual({
      accessToken: "jeton",
      expiresInMs: 120_000,
      sessionExpiresInMs: undefined,
    });
    const both = said({ access_token: "jeton", expires_in: 0, session_expires_in: 14_400 });
    expect(readToken(both)).toMatchObject({ expiresInMs: 0, sessionExpiresInMs: 14_400_000 });
  });

  test.each([
    { access_token: "" },
    { access_token: "a b" },
    { access_token: "a\u0001user=autre" },
    { access_token: "a\r\nA1 LOGOUT" },
    { access_token: "jéton" },
    { access_token: "x".repeat(16_385) },
    { access_token: ["jeton"] },
    { expires_in: -1 },
    { expires_in: 1e9 },
    { expires_in: "120" },
    { expires_in: null },
    { session_expires_in: -1 },
    { session_expires_in: 1e308 },
  ])("%j is none", (part) => {
    expect(readToken(said({ access_token: "jeton", expires_in: 120, ...part }))).toBeUndefined();
  });
});

describe("the cookie of the session", () => {
  const VALUE = "abcdefghijklmnopqrstuvwxyz_-0123";
  const of = (header: string) => readSessionCookie({ "set-cookie": header });

  test.each([
    `proxy_session_id=${VALUE}; Path=/; Secure; HttpOnly; SameSite=Strict`,
    `proxy_session_id=${VALUE};secure;httponly`,
    `autre=1; Path=/, proxy_session_id=${VALUE}; HttpOnly; Secure`,
  ])("%s", (header) => {
    expect(of(header)).toBe(VALUE);
  });

  test.each([
    "",
    `proxy_session_id=${VALUE}; Secure`,
    `proxy_session_id=${VALUE}; HttpOnly`,
    `proxy_session_id=court; Secure; HttpOnly`,
    `proxy_session_id=${"x".repeat(201)}; Secure; HttpOnly`,
    `proxy_session_id=${VALUE}\r\nx; Secure; HttpOnly`,
    `my_proxy_session_id=${VALUE}; Secure; HttpOnly`,
    `proxy_session_id="${VALUE}"; Secure; HttpOnly`,
  ])("none in %j", (header) => {
    expect(of(header)).toBeUndefined();
  });

  test("an answer without one has none", () => {
    expect(readSessionCookie({})).toBeUndefined();
  });
});
