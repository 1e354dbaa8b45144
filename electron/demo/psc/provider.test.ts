import { createPrivateKey, createPublicKey } from "node:crypto";
import { jwtVerify, SignJWT, decodeJwt, decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { destinationFinder } from "../../trust/address";
import { httpsRequester } from "../../trust/https-request";
import { AUDIENCE } from "./access-token";
import type { PendingRequest } from "./request-book";
import { startPscProvider } from "./provider";
import { REHEARSAL_PEOPLE, type Rehearsal, rehearse } from "./testing/rehearsal";

let stage: Rehearsal;
beforeAll(async () => {
  stage = await rehearse();
});
afterAll(() => stage.provider.close());

const basic = (id = stage.settings.clientId, secret = stage.settings.clientSecret ?? "") =>
  `Basic ${Buffer.from([id, secret].map((part) => new URLSearchParams({ v: part }).toString().slice(2)).join(":")).toString("base64")}`;

type Answer = { status: number; body: Record<string, unknown> };
async function call(
  method: "GET" | "POST",
  path: string,
  form?: Record<string, string>,
  headers: Record<string, string> = {},
  from = stage,
): Promise<Answer> {
  const destination = destinationFinder({ resolve: from.resolve, lookup: async () => [] });
  const request = httpsRequester({ ca: [from.pki.anchorPem], destination });
  const body = form === undefined ? {} : { body: new URLSearchParams(form).toString() };
  const answer = await request({
    url: path.startsWith("https:") ? path : `${from.provider.issuer}${path}`,
    method,
    timeoutMs: 5_000,
    maxBytes: 100_000,
    ...body,
    headers: { ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }), ...headers },
  });
  if (!answer.ok) return expect.fail(answer.code);
  const text = Buffer.from(answer.body).toString();
  return {
    status: answer.status,
    body: text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : { text },
  };
}

const HINT = REHEARSAL_PEOPLE[1]?.idNat ?? "";
const ask = (form: Record<string, string> = {}, from = stage) =>
  call(
    "POST",
    "/protocol/openid-connect/ext/ciba/auth",
    {
      scope: "openid scope_all",
      acr_values: "eidas1",
      login_hint: HINT,
      binding_message: "07",
      channel: "MOBILE",
      ...form,
    },
    { authorization: basic() },
    from,
  );
const poll = (request: Answer, from = stage) =>
  call(
    "POST",
    "/protocol/openid-connect/token",
    { grant_type: "urn:openid:params:grant-type:ciba", auth_req_id: String(request.body["auth_req_id"]) },
    { authorization: basic() },
    from,
  );
const refresh = (token: unknown) =>
  call(
    "POST",
    "/protocol/openid-connect/token",
    { grant_type: "refresh_token", refresh_token: String(token) },
    { authorization: basic() },
  );
const last = (from = stage): PendingRequest => from.provider.pending().at(-1) ?? expect.fail("nothing waits");
async function tokens(): Promise<Record<string, unknown>> {
  const request = await ask();
  expect(await stage.provider.approve(last().id)).toBe(true);
  return (await poll(request)).body;
}

describe("it looks like Pro Santé Connect", () => {
  test("discovery under PSC's own name gives Keycloak's addresses, without a port", async () => {
    const { status, body } = await call("GET", "/.well-known/wallet-openid-configuration");
    const base = "https://psc.demo.mssante.fr/auth/realms/esante-wallet/protocol/openid-connect";
    expect(status).toBe(200);
    expect(body).toMatchObject({
      issuer: "https://psc.demo.mssante.fr/auth/realms/esante-wallet",
      token_endpoint: `${base}/token`,
      jwks_uri: `${base}/certs`,
      backchannel_authentication_endpoint: `${base}/ext/ciba/auth`,
      introspection_endpoint: `${base}/token/introspect`,
      userinfo_endpoint: `${base}/userinfo`,
      end_session_endpoint: `${base}/logout`,
      backchannel_token_delivery_modes_supported: ["poll"],
    });
    expect(await call("GET", "https://psc.demo.mssante.fr/ailleurs")).toMatchObject({ status: 404 });
  });

  test("a request is answered with its interval and shown to the e-CPS with digits, channel and deadline", async () => {
    const seen: PendingRequest[] = [];
    const stop = stage.provider.onPending((request) => seen.push(request));
    const { status, body } = await ask({ channel: "CARD" });
    stop();
    await ask();
    expect(status).toBe(200);
    expect(body).toMatchObject({ expires_in: 120, interval: 0.05 });
    expect(seen).toEqual([
      { id: expect.any(String), idNat: HINT, bindingMessage: "07", channel: "CARD", expiresAt: expect.any(Number) },
    ]);
    expect(JSON.stringify(seen)).not.toContain(String(body["auth_req_id"]));
  });

  test("tokens have Keycloak's shape: JWT RS256 with azp, typ, session and the person", async () => {
    const body = await tokens();
    expect(body).toMatchObject({
      token_type: "Bearer",
      expires_in: 120,
      refresh_expires_in: 1800,
      session_state: expect.any(String),
      refresh_token: expect.any(String),
    });
    const access = String(body["access_token"]);
    const key = stage.provider.publicKeys[0] ?? expect.fail("no key");
    expect(decodeProtectedHeader(access)).toEqual({ alg: "RS256", typ: "JWT", kid: key.kid });
    const { payload } = await jwtVerify(access, createPublicKey(key.pem), {
      issuer: stage.provider.issuer,
      audience: AUDIENCE,
    });
    expect(payload).toMatchObject({
      typ: "Bearer",
      azp: "pli-demo",
      acr: "eidas1",
      email: REHEARSAL_PEOPLE[1]?.email,
      SubjectNameID: HINT,
      sub: `f:demo-psc:${HINT}`,
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(120);
    const id = decodeJwt(String(body["id_token"]));
    expect(id).toMatchObject({
      acr: "eidas1",
      SubjectNameID: HINT,
      preferred_username: HINT,
      family_name: "DEMO-DEUX",
      sid: body["session_state"],
    });
  });

  test.each<[string, Record<string, string>, string]>([
    ["nobody", { login_hint: "899999999999" }, "invalid_request"],
    ["one digit", { binding_message: "7" }, "invalid_binding_message"],
    ["a sentence", { binding_message: "Bonjour, cliquez" }, "invalid_binding_message"],
    ["a user code", { user_code: "1234" }, "invalid_request"],
  ])("%s is refused as Keycloak refuses it", async (_name, form, error) => {
    const before = stage.provider.pending().length;
    expect(await ask(form)).toMatchObject({ status: 400, body: { error } });
    expect(stage.provider.pending()).toHaveLength(before);
  });
});

describe("the person's answer", () => {
  test("waiting, then accepted once: the request cannot be spent or answered twice", async () => {
    const request = await ask();
    expect(await poll(request)).toMatchObject({ status: 400, body: { error: "authorization_pending" } });
    const { id } = last();
    expect(await stage.provider.approve(id)).toBe(true);
    expect(await stage.provider.approve(id)).toBe(false);
    expect(await stage.provider.deny(id)).toBe(false);
    expect(await poll(request)).toMatchObject({ status: 200 });
    expect(await poll(request)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  test("refused, expired, asked too fast", async () => {
    const refused = await ask();
    await stage.provider.deny(last().id);
    expect(await poll(refused)).toMatchObject({ status: 400, body: { error: "access_denied" } });
    const expired = await ask();
    expect(stage.provider.expire(last().id)).toBe(true);
    expect(await poll(expired)).toMatchObject({ status: 400, body: { error: "expired_token" } });
    expect(stage.provider.expire("inconnu")).toBe(false);
    const slow = await rehearse({ interval: 2 });
    const request = await ask({}, slow);
    await poll(request, slow);
    expect(await poll(request, slow)).toMatchObject({ status: 400, body: { error: "slow_down" } });
    await slow.provider.close();
  });

  test("a request past its life leaves the e-CPS by itself and says expired_token", async () => {
    const brief = await rehearse({ lifetimes: { request: 1 } });
    const request = await ask({}, brief);
    const { id } = last(brief);
    await new Promise((done) => setTimeout(done, 2_100));
    expect(brief.provider.pending()).toEqual([]);
    expect(await brief.provider.approve(id)).toBe(false);
    expect(await poll(request, brief)).toMatchObject({ body: { error: "expired_token" } });
    await brief.provider.close();
  });
});

describe("a session", () => {
  test("is refreshed with rotation; a token used twice ends the family", async () => {
    const first = await tokens();
    const second = (await refresh(first["refresh_token"])).body;
    expect(second["refresh_token"]).not.toBe(first["refresh_token"]);
    expect(await stage.provider.verifyAccessToken(String(second["access_token"]))).toMatchObject({ ok: true });
    expect(await refresh(first["refresh_token"])).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    expect(await refresh(second["refresh_token"])).toMatchObject({
      status: 400,
      body: { error: "invalid_grant", error_description: "Session not active" },
    });
  });

  test("is ended by a POST of the ID token, by the switch, and by its age", async () => {
    const signedOut = await tokens();
    expect(await call("POST", "/protocol/openid-connect/logout", { id_token_hint: "faux" })).toMatchObject({
      status: 400,
    });
    expect(
      await call("POST", "/protocol/openid-connect/logout", { id_token_hint: String(signedOut["id_token"]) }),
    ).toMatchObject({ status: 204 });
    expect(await refresh(signedOut["refresh_token"])).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    const ended = await tokens();
    stage.provider.endAllSessions();
    expect(stage.provider.sessionCount()).toBe(0);
    expect(await stage.provider.verifyAccessToken(String(ended["access_token"]))).toEqual({
      ok: false,
      reason: "session-ended",
    });
  });
});

describe("what operators ask of it", () => {
  test("the verdict on a token names the person and the mailboxes she may open", async () => {
    const { access_token } = await tokens();
    expect(await stage.provider.verifyAccessToken(String(access_token))).toEqual({
      ok: true,
      idNat: HINT,
      email: REHEARSAL_PEOPLE[1]?.email,
      expiresAt: expect.any(Number),
      mailboxes: ["dominique.demo-deux@cabinet.demo.mssante.fr", "secretariat@cabinet.demo.mssante.fr"],
    });
  });

  test("an ID token, a token signed otherwise, an altered or expired one, and noise are refused", async () => {
    const { access_token, id_token } = await tokens();
    const access = String(access_token);
    const claims = decodeJwt(access);
    const key = createPrivateKey(stage.provider.signingKeyPem);
    const sign = (change: object, header: object = {}) =>
      new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: "RS256", typ: "JWT", ...header }).sign(key);
    const verdict = (token: string) => stage.provider.verifyAccessToken(token);
    expect(await verdict(await sign({}))).toMatchObject({ ok: true });
    expect(await verdict(await sign({ exp: Math.floor(Date.now() / 1000) - 1 }))).toEqual({
      ok: false,
      reason: "expired",
    });
    const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url")}.${access.split(".")[1]}.`;
    const hmac = await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .sign(Buffer.from(stage.provider.publicKeys[0]?.pem ?? ""));
    const bad = [
      String(id_token),
      none,
      hmac,
      await sign({ iss: "https://autre" }),
      await sign({ aud: "autre" }),
      await sign({ typ: "ID" }),
      await sign({}, { typ: "at+jwt" }),
      `${access}x`,
      access.replace("eyJ", "eyK"),
      "",
      "x",
      "\u0000".repeat(99),
    ];
    for (const token of bad) expect(await verdict(token)).toEqual({ ok: false, reason: "invalid" });
    expect(await verdict(await sign({ session_state: "inconnue" }))).toEqual({ ok: false, reason: "session-ended" });
  });

  test("userinfo and introspection answer for its JWTs, to whoever may ask", async () => {
    const access = String((await tokens())["access_token"]);
    expect(
      await call("GET", "/protocol/openid-connect/userinfo", undefined, { authorization: `Bearer ${access}` }),
    ).toMatchObject({ status: 200, body: { SubjectNameID: HINT } });
    expect(
      await call("GET", "/protocol/openid-connect/userinfo", undefined, { authorization: "Bearer faux" }),
    ).toMatchObject({ status: 401 });
    const introspect = (token: string, authorization: string) =>
      call("POST", "/protocol/openid-connect/token/introspect", { token }, { authorization });
    expect(await introspect(access, basic())).toMatchObject({
      status: 200,
      body: { active: true, SubjectNameID: HINT },
    });
    expect(await introspect("faux", basic())).toEqual({ status: 200, body: { active: false } });
    for (const who of [basic("pli-demo", "faux"), basic("inconnu", ""), "Basic", ""])
      expect(await introspect(access, who)).toMatchObject({ status: 401 });
    expect(await call("POST", "/protocol/openid-connect/logout", { id_token_hint: "x".repeat(70_000) })).toMatchObject({
      status: 413,
    });
  });
});

test("started again with its key, it signs with the same one", async () => {
  const again = await startPscProvider({
    tls: await stage.pki.issue(["psc.demo.mssante.fr"]),
    issuerHost: "psc.demo.mssante.fr",
    people: [],
    clients: [],
    signingKeyPem: stage.provider.signingKeyPem,
  });
  expect(again.publicKeys).toEqual(stage.provider.publicKeys);
  await again.close();
});
