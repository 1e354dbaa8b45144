import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PliError } from "#shared/domain/failure";
import { failureOf, refusalOf } from "./failure";

const error = (fields: Record<string, unknown>, message = "Command failed") =>
  Object.assign(new Error(message), fields);

describe("why a connection failed", () => {
  it.each([
    [
      "a bad token",
      { serverResponseCode: "AUTHENTICATIONFAILED", authenticationFailed: true, oauthError: { status: "401" } },
      "refused",
      "token-refused",
    ],
    [
      "a bad token told by the challenge only",
      { authenticationFailed: true, oauthError: { status: "invalid_token" } },
      "refused",
      "token-refused",
    ],
    [
      "a provider out of order",
      { serverResponseCode: "UNAVAILABLE", authenticationFailed: true },
      "server",
      "unavailable",
    ],
    ["too many connections", { serverResponseCode: "LIMIT", authenticationFailed: true }, "server", "limit"],
    ["a NO without a word", { authenticationFailed: true }, "server", "authentication-unavailable"],
    ["a lost connection", { code: "NoConnection" }, "network", "network"],
    ["a refused connection", { code: "ECONNREFUSED" }, "network", "network"],
    ["a name that does not resolve", { code: "ENOTFOUND" }, "network", "network"],
    ["a server that does not greet", { code: "GREETING_TIMEOUT" }, "network", "silent"],
    [
      "a server that hangs up at the greeting",
      { code: "ClosedAfterConnectText", reason: "Too many connections" },
      "server",
      "closed-by-server",
    ],
    ["a token too long for the server", { code: "ClosedAfterConnectTLS" }, "server", "closed-by-server"],
    ["anything else", {}, "server", "unexpected"],
  ])("%s", (_name, fields, reason, code) => {
    expect(failureOf(error(fields))).toMatchObject({ reason, code });
  });

  it.each([
    ["no STARTTLS", error({ tlsFailed: true }, "Server does not support STARTTLS"), "no-starttls", "starttls"],
    ["injected commands", error({ code: "STARTTLS_INJECTION" }), "injected", "starttls"],
    ["a cut handshake", error({ code: "ECONNRESET", tlsFailed: true }), "handshake", "certificate"],
  ])("%s is about TLS, never about the network", (_name, thrown, code, step) => {
    expect(failureOf(thrown)).toEqual({ reason: "tls", code, step });
  });

  it("takes the name of a refused certificate from who knows them", () => {
    const expired = error({ code: "CERT_HAS_EXPIRED", tlsFailed: true });
    expect(failureOf(expired, () => "expired")).toEqual({ reason: "tls", code: "expired", step: "certificate" });
  });

  it.each([
    "signed-out",
    "preauth",
    "no-xoauth2",
    "refused-host",
    "unresolved",
    "silent",
    "filtered",
    "closed-port",
    "psc-unavailable",
  ])("keeps our own code %s", (code) => {
    expect(failureOf(new PliError(code)).code).toBe(code);
  });

  it("has an answer for any thrown thing", () => {
    fc.assert(
      fc.property(fc.anything(), (thrown) => {
        expect(failureOf(thrown).code).toMatch(/^[a-z0-9-]+$/u);
      }),
    );
  });
});

describe("what a server refused", () => {
  it.each([
    ["OVERQUOTA", "quota"],
    ["TRYCREATE", "folder-gone"],
    ["NONEXISTENT", "folder-gone"],
    ["APPENDLIMIT", "too-big"],
    ["NOPERM", "no-permission"],
  ])("%s is %s", (serverResponseCode, code) => {
    expect(refusalOf(error({ serverResponseCode, responseStatus: "NO" })).code).toBe(code);
  });

  it("a NO is a refusal, silence is not", () => {
    expect(refusalOf(error({ responseStatus: "NO" })).code).toBe("operation-refused");
    expect(refusalOf(error({ code: "NoConnection" }))).toMatchObject({ code: "offline", retry: true });
  });

  it("a server that is busy may be asked again", () => {
    expect(refusalOf(error({ responseStatus: "NO", serverResponseCode: "UNAVAILABLE" }))).toMatchObject({
      code: "offline",
      retry: true,
    });
  });

  it("a refused token is not a refused operation", () => {
    expect(refusalOf(error({ responseStatus: "NO", serverResponseCode: "AUTHENTICATIONFAILED" })).code).toBe("offline");
  });

  it("keeps what we said ourselves, and never the server's text", () => {
    expect(refusalOf(new PliError("gone")).code).toBe("gone");
    expect(refusalOf(error({ responseStatus: "NO" }, "secret text")).message).toBe("operation-refused");
  });
});
