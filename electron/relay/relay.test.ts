import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fingerprint } from "./seal";
import {
  CAMILLE,
  CLIENT_ID,
  connection,
  DOMINIQUE,
  onDevice,
  type RelayStage,
  stageRelay,
  TRACES_KEY,
} from "./testing/stage";

const FREE = { most: 1_000, withinMs: 60_000 };

let stage: RelayStage;
beforeAll(async () => {
  stage = await stageRelay({ relay: { rates: { ringsPerPerson: FREE, ringsPerNetwork: FREE } } });
});
afterAll(() => stage.close());

const tokenOf = async (cookie: string, held?: string) => {
  const answer = await stage.call("GET /token", {
    headers: { cookie, ...(held === undefined ? {} : { "pli-token-held": fingerprint(held) }) },
  });
  return { ...answer, token: String(answer.body["access_token"]) };
};
const pendingOf = (idNat: string) => stage.rehearsal.provider.pending().filter((request) => request.idNat === idNat);

describe("POST /connect, as the published contract has it", () => {
  test("answers when the person has accepted: a session, the provider's name for it, who it is, a cookie no script can read", async () => {
    const device = onDevice(stage.rehearsal, CAMILLE, "approve");
    const { status, body, headers } = await stage.call("POST /connect", {
      body: connection(CAMILLE, { bindingMessage: "42", channel: "CARD" }),
    });
    expect(status).toBe(200);
    expect(await device).toMatchObject({ bindingMessage: "42", channel: "CARD" });
    const cookie = /^proxy_session_id=([\w-]{43}); Path=\/; Max-Age=14400; HttpOnly; Secure; SameSite=Strict$/u.exec(
      headers["set-cookie"] ?? "",
    );
    expect(cookie?.[1]).toBe(body["proxy_session_id"]);
    expect(headers["cache-control"]).toBe("no-store");
    expect(body["identity"]).toEqual({
      national_id: CAMILLE,
      given_name: "Camille",
      family_name: "DEMO-UN",
      subject: `f:demo-psc:${CAMILLE}`,
    });
    const { token } = await tokenOf(`proxy_session_id=${cookie?.[1]}`);
    expect(body["session_state"]).toBe(decodeJwt(token)["session_state"]);
    expect(Object.keys(body).sort()).toEqual(["identity", "proxy_session_id", "session_state"]);
  });

  test("the same person and software with a live cookie is already connected: 304, and no phone rings", async () => {
    const { cookie } = await stage.signIn();
    const again = await stage.call("POST /connect", { body: connection(), headers: { cookie } });
    expect(again).toMatchObject({ status: 304, body: {} });
    expect(pendingOf(CAMILLE)).toEqual([]);
  });

  test("another person over the same cookie signs in anew, and the first session is closed at the provider", async () => {
    const { cookie } = await stage.signIn();
    const before = stage.rehearsal.provider.sessionCount();
    void onDevice(stage.rehearsal, DOMINIQUE, "approve");
    const other = await stage.call("POST /connect", { body: connection(DOMINIQUE), headers: { cookie } });
    expect(other.status).toBe(200);
    expect((await tokenOf(cookie)).status).toBe(401);
    expect(stage.rehearsal.provider.sessionCount()).toBe(before);
  });

  test.each([
    ["deny", 403, "refused"],
    ["expire", 403, "expired"],
  ] as const)("a request the person lets %s answers %i %s", async (act, status, code) => {
    void onDevice(stage.rehearsal, CAMILLE, act);
    const answer = await stage.call("POST /connect", { body: connection() });
    expect(answer).toMatchObject({
      status,
      body: { code, message: expect.any(String), metadata: { nationalId: CAMILLE, clientId: CLIENT_ID } },
    });
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  test("an unknown person and an unknown software are both 404, each by its code", async () => {
    const person = await stage.call("POST /connect", { body: connection("899700000099") });
    expect(person).toMatchObject({ status: 404, body: { code: "unknown-person" } });
    const client = await stage.call("POST /connect", { body: connection(CAMILLE, { clientId: "autre" }) });
    expect(client).toMatchObject({ status: 404, body: { code: "unknown-client" } });
    expect(pendingOf(CAMILLE)).toEqual([]);
  });

  test.each([
    ["no JSON", "nationalId=1"],
    ["a name for an identifier", connection("DEMO-UN")],
    ["three digits", connection(CAMILLE, { bindingMessage: "123" })],
    ["words for digits", connection(CAMILLE, { bindingMessage: "ok" })],
    ["an unknown channel", connection(CAMILLE, { channel: "SMS" })],
    ["too much", connection(CAMILLE, { padding: "x".repeat(4_096) })],
    ["a list", [connection()]],
  ])("%s is refused (400) and nobody is asked", async (_name, body) => {
    expect(await stage.call("POST /connect", { body })).toMatchObject({ status: 400, body: { code: "bad-request" } });
    expect(pendingOf(CAMILLE)).toEqual([]);
  });

  test("one request at a time for a person: the second is told so, the first goes on", async () => {
    const device = onDevice(stage.rehearsal, CAMILLE, "leave");
    const first = stage.call("POST /connect", { body: connection() });
    const { id } = await device;
    expect(await stage.call("POST /connect", { body: connection() })).toMatchObject({
      status: 409,
      body: { code: "pending" },
    });
    await stage.rehearsal.provider.approve(id);
    expect((await first).status).toBe(200);
  });

  test("a desktop that leaves frees the person at once: the next request is asked", async () => {
    const leaving = new AbortController();
    const device = onDevice(stage.rehearsal, DOMINIQUE, "leave");
    const left = stage.call("POST /connect", { body: connection(DOMINIQUE), signal: leaving.signal });
    await device;
    leaving.abort();
    await expect(left).rejects.toThrow("aborted");
    await expect.poll(() => stage.traces.at(-1)).toContain('"code":"cancelled"');
    expect((await stage.signIn(DOMINIQUE)).cookie).not.toBe("");
  });
});

describe("a request cancelled by the name its desktop gave it", () => {
  const requestId = (letter: string) => letter.repeat(43);

  test("while it waits: its answer is a 503 and the person is free", async () => {
    const device = onDevice(stage.rehearsal, CAMILLE, "leave");
    const headers = { "pli-request-id": requestId("a") };
    const waiting = stage.call("POST /connect", { body: connection(), headers });
    await device;
    expect((await stage.call("DELETE /disconnect", { headers })).status).toBe(200);
    expect(await waiting).toMatchObject({ status: 503, body: { code: "cancelled" } });
    expect((await stage.signIn()).cookie).not.toBe("");
  });

  test("before it even arrived: nothing opens", async () => {
    const headers = { "pli-request-id": requestId("b") };
    await stage.call("DELETE /disconnect", { headers });
    expect(await stage.call("POST /connect", { body: connection(), headers })).toMatchObject({ status: 503 });
  });

  test("after it was answered: the session whose cookie never arrived is ended", async () => {
    const headers = { "pli-request-id": requestId("c") };
    const before = stage.rehearsal.provider.sessionCount();
    void onDevice(stage.rehearsal, CAMILLE, "approve");
    const answer = await stage.call("POST /connect", { body: connection(), headers });
    expect(stage.rehearsal.provider.sessionCount()).toBe(before + 1);
    await stage.call("DELETE /disconnect", { headers });
    expect((await tokenOf(answer.headers["set-cookie"]?.split(";")[0] ?? "")).status).toBe(401);
    expect(stage.rehearsal.provider.sessionCount()).toBe(before);
  });
});

describe("GET /token", () => {
  test("gives the holder of the cookie a token an operator accepts, its life, never the refresh token", async () => {
    const { cookie } = await stage.signIn();
    const { status, body, headers, token } = await tokenOf(cookie);
    expect(status).toBe(200);
    expect(headers["cache-control"]).toBe("no-store");
    expect(Object.keys(body).sort()).toEqual(["access_token", "expires_in", "session_expires_in"]);
    expect(body["expires_in"]).toBeGreaterThan(100);
    expect(body["session_expires_in"]).toBeLessThanOrEqual(1_800);
    expect(await stage.rehearsal.provider.verifyAccessToken(token)).toMatchObject({ ok: true, idNat: CAMILLE });
  });

  test("gives the same one until a server refused it, then another", async () => {
    const { cookie } = await stage.signIn();
    const { token } = await tokenOf(cookie);
    expect((await tokenOf(cookie)).token).toBe(token);
    const fresh = await tokenOf(cookie, token);
    expect(fresh.token).not.toBe(token);
    expect((await tokenOf(cookie, token)).token).toBe(fresh.token);
  });

  test.each([
    ["none", {}],
    ["an invented one", { cookie: `proxy_session_id=${"x".repeat(43)}` }],
    ["a short one", { cookie: "proxy_session_id=x" }],
    ["another's name", { cookie: `session=${"x".repeat(43)}` }],
  ] as const)("cookie: %s gives 401 and no token", async (_name, headers) => {
    const answer = await stage.call("GET /token", { headers });
    expect(answer.status).toBe(401);
    expect(JSON.stringify(answer.body)).not.toContain("access_token");
  });

  test("is over once the provider has ended the session, and the cookie is worth nothing after", async () => {
    const own = await stageRelay({ rehearsal: stage.rehearsal });
    const { cookie } = await own.signIn();
    const first = await own.call("GET /token", { headers: { cookie } });
    own.rehearsal.provider.endAllSessions();
    const held = { cookie, "pli-token-held": fingerprint(String(first.body["access_token"])) };
    expect(await own.call("GET /token", { headers: held })).toMatchObject({
      status: 401,
      body: { code: "session-ended" },
    });
    expect((await own.call("GET /token", { headers: { cookie } })).status).toBe(401);
    await own.close();
  });

  test("a page of a browser has no business here, whatever cookie it brings", async () => {
    const { cookie } = await stage.signIn();
    const answer = await stage.call("GET /token", { headers: { cookie, origin: "https://ailleurs.demo" } });
    expect(answer).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });
});

describe("DELETE /disconnect", () => {
  test("closes the session here and at the provider, and takes the cookie back", async () => {
    const { cookie } = await stage.signIn();
    const before = stage.rehearsal.provider.sessionCount();
    const answer = await stage.call("DELETE /disconnect", { headers: { cookie } });
    expect(answer.status).toBe(200);
    expect(answer.headers["set-cookie"]).toMatch(/^proxy_session_id=; .*Max-Age=0/u);
    expect(stage.rehearsal.provider.sessionCount()).toBe(before - 1);
    expect(await stage.call("DELETE /disconnect", { headers: { cookie } })).toMatchObject({
      status: 401,
      body: { code: "unknown-session" },
    });
  });
});

describe("what may be asked how often", () => {
  test("a person's phone rings only so often, whoever asks; others are not held up", async () => {
    const own = await stageRelay({
      rehearsal: stage.rehearsal,
      relay: { rates: { ringsPerPerson: { most: 2, withinMs: 60_000 } } },
    });
    await own.signIn();
    await own.signIn();
    const third = await own.call("POST /connect", { body: connection() });
    expect(third).toMatchObject({ status: 429, body: { code: "rate-limited" } });
    expect(third.headers["retry-after"]).toBe("60");
    // The bare RPPS is the same person.
    expect((await own.call("POST /connect", { body: connection(CAMILLE.slice(1)) })).status).toBe(429);
    expect((await own.signIn(DOMINIQUE)).cookie).not.toBe("");
    await own.close();
  });

  test("one network rings only so often, whomever; what it is refused does not use up a person's own", async () => {
    const own = await stageRelay({
      rehearsal: stage.rehearsal,
      relay: {
        rates: { ringsPerNetwork: { most: 1, withinMs: 1_500 }, ringsPerPerson: { most: 2, withinMs: 60_000 } },
      },
    });
    await own.signIn(DOMINIQUE);
    const refused = [1, 2, 3].map(() => own.call("POST /connect", { body: connection() }));
    expect((await Promise.all(refused)).map(({ status }) => status)).toEqual([429, 429, 429]);
    await new Promise((resolve) => setTimeout(resolve, 1_550));
    expect((await own.signIn(CAMILLE)).cookie).not.toBe("");
    await own.close();
  });

  test("guessing cookies is counted too", async () => {
    const own = await stageRelay({
      rehearsal: stage.rehearsal,
      relay: { rates: { requestsPerNetwork: { most: 3, withinMs: 60_000 } } },
    });
    const answers = [];
    for (const letter of "abcd")
      answers.push(await own.call("GET /token", { headers: { cookie: `proxy_session_id=${letter.repeat(43)}` } }));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 429]);
    expect((await own.call("GET /health")).status).toBe(200);
    await own.close();
  });
});

describe("traces", () => {
  const read = (query: string, key = TRACES_KEY) =>
    stage.call(`GET /traces?${query}`, { headers: { authorization: `Bearer ${key}` } });

  test("tell what happened, between two instants, to who has the key", async () => {
    const start = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const { cookie } = await stage.signIn();
    await tokenOf(cookie);
    const { status, body } = await read(`start=${start}`);
    expect(status).toBe(200);
    const seen = body as unknown as { route: string; code: string; person?: string; session?: string }[];
    expect(seen.map(({ route, code }) => `${route} ${code}`)).toEqual(["POST /connect ok", "GET /token ok"]);
    expect(seen[0]?.session).toBe(seen[1]?.session);
    expect(seen[0]?.person).toMatch(/^[0-9a-f]{12}$/u);
    expect((await read(`start=2000-01-01&end=2000-01-02`)).body).toEqual([]);
    expect((await read("start=hier")).status).toBe(400);
    expect((await read("")).status).toBe(400);
  });

  test("are closed without the key", async () => {
    expect((await read("start=2000-01-01", "autre")).status).toBe(403);
    expect((await stage.call("GET /traces?start=2000-01-01")).status).toBe(403);
  });

  test("hold no token, cookie, name, identifier or secret typed in a wrong path", async () => {
    const { cookie, body } = await stage.signIn();
    const { token } = await tokenOf(cookie);
    const refreshed = await tokenOf(cookie, token);
    void onDevice(stage.rehearsal, CAMILLE, "deny");
    await stage.call("POST /connect", { body: connection() });
    await stage.call(`GET /token/${token.slice(0, 60)}`, { headers: { cookie } });
    await stage.call("DELETE /disconnect", { headers: { cookie } });
    const written = stage.traces.join("");
    const secrets = [cookie.slice(20), token, token.slice(0, 60), refreshed.token, String(body["session_state"])];
    for (const secret of [...secrets, "Camille", "DEMO-UN", CAMILLE, CAMILLE.slice(1), TRACES_KEY])
      expect(written).not.toContain(secret);
    expect(stage.traces.every((line) => line.endsWith("}\n") && JSON.parse(line).timestamp !== undefined)).toBe(true);
  });
});
