import { ClientError, ResponseBodyError } from "openid-client";
import { describe, expect, test } from "vitest";
import { classify, ExchangeError, type PscStep } from "./failure";

const body = (error: string, description = "", status = 400) =>
  Object.assign(Object.create(ResponseBodyError.prototype) as ResponseBodyError, {
    error,
    error_description: description,
    status,
  });
const client = (code: string) => Object.assign(Object.create(ClientError.prototype) as ClientError, { code });

describe("every answer of PSC has one meaning", () => {
  test.each<[string, string, number, PscStep, string]>([
    ["access_denied", "not authorized", 400, "poll", "refused"],
    ["expired_token", "authentication timed out", 400, "poll", "expired"],
    ["invalid_grant", "Invalid auth_req_id", 400, "poll", "expired"],
    ["invalid_grant", "Session not active", 400, "refresh", "session-ended"],
    ["invalid_grant", "Client not allowed OIDC CIBA Grant", 400, "poll", "ciba-not-enabled"],
    ["invalid_grant", "Client not allowed OIDC CIBA Grant", 400, "refresh", "ciba-not-enabled"],
    ["invalid_grant", "", 400, "request", "protocol"],
    ["invalid_request", "invalid user", 400, "request", "unknown-person"],
    [
      "invalid_request",
      "urn:openid:params:grant-type:ciba is not allowed for this client",
      400,
      "request",
      "ciba-not-enabled",
    ],
    ["invalid_request", "missing scope", 400, "request", "protocol"],
    ["unknown_user_id", "", 400, "request", "unknown-person"],
    ["invalid_binding_message", "", 400, "request", "protocol"],
    ["unauthorized_client", "", 400, "request", "ciba-not-enabled"],
    ["unsupported_grant_type", "", 400, "poll", "ciba-not-enabled"],
    ["invalid_client", "", 401, "poll", "config"],
    ["invalid_scope", "", 400, "request", "config"],
    ["server_error", "Failed to send authentication request", 503, "request", "unavailable"],
    ["access_denied", "", 502, "poll", "unavailable"],
    ["temporarily_unavailable", "", 400, "poll", "unavailable"],
    ["une_erreur_inconnue", "", 400, "poll", "protocol"],
  ])("%s %j (%d) while %s is %s", (error, description, status, step, expected) => {
    expect(classify(body(error, description, status), step).code).toBe(expected);
  });
});

describe("every trouble of the network has one meaning", () => {
  test.each([
    ["unreachable", undefined, { code: "unavailable", detail: "unreachable" }],
    ["timeout", undefined, { code: "unavailable", detail: "timeout" }],
    ["unresolved", undefined, { code: "unavailable", detail: "unresolved" }],
    ["aborted", undefined, { code: "cancelled" }],
    ["untrusted", "expired", { code: "config", detail: "certificate-expired" }],
    ["untrusted", undefined, { code: "config", detail: "certificate-unknown" }],
    ["private-address", undefined, { code: "config", detail: "private-address" }],
  ])("%s", (code, certificate, expected) => {
    expect(classify(new ExchangeError(code, certificate), "poll")).toEqual(expected);
  });

  test("an exchange error is found under what wraps it, to a bounded depth", () => {
    expect(
      classify(new TypeError("fetch failed", { cause: new ExchangeError("timeout", undefined) }), "poll").code,
    ).toBe("unavailable");
    const loop = new Error("loop");
    loop.cause = loop;
    expect(classify(loop, "poll")).toEqual({ code: "protocol", detail: "unexpected" });
  });

  test("answers that are not OAuth: a bare 5xx may pass, a bad signature may not", () => {
    expect(classify(client("OAUTH_RESPONSE_IS_NOT_CONFORM"), "poll").code).toBe("unavailable");
    expect(classify(client("OAUTH_TIMEOUT"), "poll").code).toBe("unavailable");
    expect(classify(client("OAUTH_INVALID_RESPONSE"), "poll").code).toBe("protocol");
  });

  test("a server's own words never come out", () => {
    const secret = "java.lang.NullPointerException at /srv/psc";
    for (const step of ["discovery", "request", "poll", "refresh"] as const) {
      expect(JSON.stringify(classify(body(secret, secret), step))).not.toContain("java");
      expect(JSON.stringify(classify(new Error(secret), step))).not.toContain("java");
    }
  });
});
