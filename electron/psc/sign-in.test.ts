import { generateKeyPairSync } from "node:crypto";
import { inspect } from "node:util";
import { decodeJwt, decodeProtectedHeader, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { REHEARSAL_PEOPLE, type Rehearsal, rehearse } from "../demo/psc/testing/rehearsal";
import { strangerPki } from "../demo/pki/testing/authorities";
import { destinationFinder } from "../trust/address";
import { httpsRequester } from "../trust/https-request";
import { createPscClient, type PscClient, type SignInRequest } from "./client";
import { parseIdNat, type IdNat } from "./id-nat";
import type { HttpsAnswer, HttpsExchange, HttpsRequest } from "../../shared/domain/https-exchange";
import type { Clock } from "./ports";
import { secureRandom, systemClock } from "./system-clock";

let stage: Rehearsal;
let bare: Rehearsal;
beforeAll(async () => {
  [stage, bare] = await Promise.all([rehearse(), rehearse({ bareRpps: true })]);
});
afterAll(async () => {
  await Promise.all([stage.provider.close(), bare.provider.close()]);
});

const idOf = (text: string): IdNat => parseIdNat(text) ?? expect.fail(`not an identifier: ${text}`);
const camille = idOf(REHEARSAL_PEOPLE[0]?.idNat ?? "");

function networkOf({ resolve, pki }: Rehearsal, ca = [pki.anchorPem]): HttpsRequest {
  return httpsRequester({ ca, destination: destinationFinder({ resolve, lookup: async () => [] }) });
}
const deadEnd = httpsRequester({ ca: [], destination: async () => ({ ok: true, address: "127.0.0.1", port: 1 }) });

type Change = (exchange: HttpsExchange, answer: HttpsAnswer, count: number) => Promise<HttpsAnswer> | HttpsAnswer;
/** The real network, whose answers a test may replace. */
function changing(request: HttpsRequest, change: Change): HttpsRequest {
  let count = 0;
  return async (exchange) => change(exchange, await request(exchange), ++count);
}
const jsonChange = (answer: HttpsAnswer, edit: (body: Record<string, unknown>) => unknown): HttpsAnswer =>
  answer.ok
    ? {
        ...answer,
        headers: { "content-type": "application/json" },
        body: Buffer.from(JSON.stringify(edit(JSON.parse(Buffer.from(answer.body).toString())))),
      }
    : answer;

function clientOf(
  options: {
    stage?: Rehearsal;
    request?: HttpsRequest;
    settings?: object;
    clock?: Clock;
    random?: (below: number) => number;
  } = {},
): PscClient {
  const used = options.stage ?? stage;
  return createPscClient({
    settings: { ...used.settings, ...options.settings },
    request: options.request ?? networkOf(used),
    clock: options.clock ?? systemClock,
    random: options.random ?? secureRandom,
  });
}

type Waiting = { bindingMessage: string; expiresAt: number };
function signIn(
  client: PscClient,
  options: Partial<SignInRequest> & { whenWaiting?: (waiting: Waiting) => unknown } = {},
) {
  const signal = options.signal ?? new AbortController().signal;
  return client.signIn({
    idNat: camille,
    channel: "mobile",
    ...options,
    signal,
    onWaiting: (waiting) => void options.whenWaiting?.(waiting),
  });
}
const onlyPending = (from = stage) => from.provider.pending().at(-1) ?? expect.fail("nothing waits");

describe("signing in on the e-CPS", () => {
  test("an accepted request (the client's secret has a colon, spaces, a percent sign) gives who it is and tokens an operator accepts", async () => {
    const waiting: Waiting[] = [];
    const outcome = await signIn(clientOf({ random: () => 7 }), {
      whenWaiting: (seen) => {
        waiting.push(seen);
        return stage.provider.approve(onlyPending().id);
      },
    });
    if (!outcome.ok) return expect.fail(outcome.failure.code);
    expect(outcome.value.identity).toEqual({
      idNat: "899700000001",
      rpps: "99700000001",
      givenName: "Camille",
      familyName: "DEMO-UN",
      subject: "f:demo-psc:899700000001",
    });
    expect(waiting).toHaveLength(1);
    expect(waiting[0]?.bindingMessage).toBe("07");
    expect((waiting[0]?.expiresAt ?? 0) - Date.now()).toBeGreaterThan(110_000);
    const { accessToken, expiresAt } = outcome.value.tokens;
    expect(await stage.provider.verifyAccessToken(accessToken)).toMatchObject({
      ok: true,
      email: REHEARSAL_PEOPLE[0]?.email,
    });
    expect(expiresAt - Date.now()).toBeGreaterThan(115_000);
  });

  test("the two digits and the channel reach the device; the card is another channel", async () => {
    const abort = new AbortController();
    const seen: unknown[] = [];
    const request = signIn(clientOf({ random: () => 42 }), {
      channel: "card",
      signal: abort.signal,
      whenWaiting: () => {
        const { bindingMessage, channel, idNat } = onlyPending();
        seen.push({ bindingMessage, channel, idNat });
        abort.abort();
      },
    });
    expect(await request).toEqual({ ok: false, failure: { code: "cancelled" } });
    expect(seen).toEqual([{ bindingMessage: "42", channel: "CARD", idNat: camille }]);
  });

  test("the bac à sable's bare RPPS is the same person", async () => {
    const outcome = await signIn(clientOf({ stage: bare }), {
      whenWaiting: () => bare.provider.approve(onlyPending(bare).id),
    });
    expect(outcome).toMatchObject({ ok: true, value: { identity: { idNat: camille } } });
  });
});

describe("a sign-in that does not happen says why", () => {
  test("refused by the person", async () => {
    const outcome = await signIn(clientOf(), { whenWaiting: () => stage.provider.deny(onlyPending().id) });
    expect(outcome).toEqual({ ok: false, failure: { code: "refused" } });
  });

  test("left to expire", async () => {
    const outcome = await signIn(clientOf(), { whenWaiting: () => stage.provider.expire(onlyPending().id) });
    expect(outcome).toEqual({ ok: false, failure: { code: "expired" } });
  });

  test("a provider that never says it is over is given up at the deadline", async () => {
    let skew = 0;
    const clock: Clock = { ...systemClock, now: () => Date.now() + skew };
    const outcome = await signIn(clientOf({ clock }), { whenWaiting: () => (skew = 200_000) });
    expect(outcome).toEqual({ ok: false, failure: { code: "expired" } });
  });

  test("a person nobody knows, in Keycloak's words and in the standard's", async () => {
    const nobody = idOf("899799999999");
    expect(await signIn(clientOf(), { idNat: nobody })).toEqual({ ok: false, failure: { code: "unknown-person" } });
    const standard = changing(networkOf(stage), (exchange, answer) =>
      exchange.url.endsWith("/ciba/auth") ? jsonChange(answer, () => ({ error: "unknown_user_id" })) : answer,
    );
    expect(await signIn(clientOf({ request: standard }), { idNat: nobody })).toEqual({
      ok: false,
      failure: { code: "unknown-person" },
    });
  });

  test("a wrong secret, an unknown client, a client without CIBA, no client at all", async () => {
    const failureFor = async (settings: object) => {
      const outcome = await signIn(clientOf({ settings }));
      return outcome.ok ? "signed in" : `${outcome.failure.code} ${outcome.failure.detail ?? ""}`.trim();
    };
    expect(await failureFor({ clientSecret: "faux" })).toBe("config client-rejected");
    expect(await failureFor({ clientId: "inconnu" })).toBe("config client-rejected");
    expect(await failureFor({ clientId: "sans-ciba", clientSecret: "s" })).toBe("ciba-not-enabled");
    expect(await failureFor({ clientSecret: undefined })).toBe("config no-client");
  });

  test("nobody listens, the device channel is down, the host is not ours", async () => {
    expect(await signIn(clientOf({ request: deadEnd }))).toMatchObject({ failure: { code: "unavailable" } });
    const down = changing(networkOf(stage), (exchange, answer) =>
      exchange.url.endsWith("/ciba/auth")
        ? {
            ok: true,
            status: 503,
            headers: { "content-type": "application/json" },
            body: Buffer.from('{"error":"server_error"}'),
          }
        : answer,
    );
    expect(await signIn(clientOf({ request: down }))).toMatchObject({ failure: { code: "unavailable" } });
    const elsewhere = { discoveryUrl: "https://ailleurs.demo.mssante.fr/.well-known/wallet-openid-configuration" };
    expect(await signIn(clientOf({ settings: elsewhere }))).toEqual({
      ok: false,
      failure: { code: "config", detail: "refused-host" },
    });
  });

  test("a provider under another authority is refused before anything is said", async () => {
    const other = await strangerPki();
    const outcome = await signIn(clientOf({ request: networkOf(stage, [other.anchorPem]) }));
    expect(outcome).toEqual({ ok: false, failure: { code: "config", detail: "certificate-unknown-authority" } });
  });
});

describe("forgeries are refused", () => {
  const discoveryChange = (edit: (body: Record<string, unknown>) => unknown) =>
    changing(networkOf(stage), (exchange, answer) =>
      exchange.url.includes("/.well-known/") ? jsonChange(answer, edit) : answer,
    );

  test("another issuer in the discovery page", async () => {
    const request = discoveryChange((body) => ({ ...body, issuer: "https://psc.demo.mssante.fr/auth/realms/autre" }));
    expect(await signIn(clientOf({ request }))).toEqual({ ok: false, failure: { code: "protocol", detail: "issuer" } });
  });

  test.each(["token_endpoint", "jwks_uri", "backchannel_authentication_endpoint", "end_session_endpoint"])(
    "a %s on another host or without TLS",
    async (name) => {
      for (const address of [
        "https://vol.demo.mssante.fr/x",
        "http://psc.demo.mssante.fr/x",
        "https://psc.demo.mssante.fr:444/x",
      ]) {
        const request = discoveryChange((body) => ({ ...body, [name]: address }));
        expect(await signIn(clientOf({ request }))).toEqual({
          ok: false,
          failure: { code: "protocol", detail: "endpoint" },
        });
      }
    },
  );

  async function forgedIdToken(edit: (claims: Record<string, unknown>) => Record<string, unknown>) {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const request = changing(networkOf(stage), async (exchange, answer) => {
      if (!exchange.url.endsWith("/token") || !answer.ok || answer.status !== 200) return answer;
      const body = JSON.parse(Buffer.from(answer.body).toString()) as { id_token: string };
      const { kid } = decodeProtectedHeader(body.id_token);
      const id_token = await new SignJWT(edit(decodeJwt(body.id_token)))
        .setProtectedHeader({ alg: "RS256", ...(kid === undefined ? {} : { kid }) })
        .sign(privateKey);
      return jsonChange(answer, () => ({ ...body, id_token }));
    });
    return signIn(clientOf({ request }), { whenWaiting: () => stage.provider.approve(onlyPending().id) });
  }

  test("an ID token signed with a key that is not the provider's, though all it says is right", async () => {
    expect(await forgedIdToken((claims) => claims)).toEqual({
      ok: false,
      failure: { code: "protocol", detail: "invalid-response" },
    });
  });

  test("an ID token of another issuer or for another client", async () => {
    expect(await forgedIdToken((claims) => ({ ...claims, iss: "https://autre.demo.mssante.fr" }))).toMatchObject({
      failure: { code: "protocol" },
    });
    expect(await forgedIdToken((claims) => ({ ...claims, aud: "autre" }))).toMatchObject({
      failure: { code: "protocol" },
    });
  });

  test("another person's answer to my request: refused, and their session is closed again", async () => {
    const before = stage.provider.sessionCount();
    const request: HttpsRequest = (exchange) =>
      networkOf(stage)(
        exchange.body === undefined ? exchange : { ...exchange, body: exchange.body.replace(camille, "899700000002") },
      );
    const outcome = await signIn(clientOf({ request }), {
      whenWaiting: () => stage.provider.approve(onlyPending().id),
    });
    expect(outcome).toEqual({ ok: false, failure: { code: "protocol", detail: "other-person" } });
    expect(stage.provider.sessionCount()).toBe(before);
  });

  test("a level lower than the one that was asked", async () => {
    const request: HttpsRequest = (exchange) =>
      networkOf(stage)(
        exchange.body === undefined ? exchange : { ...exchange, body: exchange.body.replace("acr_values=eidas1&", "") },
      );
    const outcome = await signIn(clientOf({ request, settings: { acrValues: "eidas3" } }), {
      whenWaiting: () => stage.provider.approve(onlyPending().id),
    });
    expect(outcome).toEqual({ ok: false, failure: { code: "protocol", detail: "acr" } });
  });
});

describe("waiting for the answer", () => {
  test("a cancel answers at once and no further question is sent", async () => {
    let polls = 0;
    const request = changing(networkOf(stage), (exchange, answer) => {
      if (exchange.url.endsWith("/token")) polls += 1;
      return answer;
    });
    const abort = new AbortController();
    const slow = clientOf({
      request,
      clock: { ...systemClock, wait: (_ms, signal) => systemClock.wait(5_000, signal) },
    });
    let cancelledAt = 0;
    const outcome = await signIn(slow, {
      signal: abort.signal,
      whenWaiting: () =>
        setTimeout(() => {
          cancelledAt = performance.now();
          abort.abort();
        }, 30),
    });
    expect(performance.now() - cancelledAt).toBeLessThan(2_000);
    expect(outcome).toEqual({ ok: false, failure: { code: "cancelled" } });
    await new Promise((done) => setTimeout(done, 100));
    expect(polls).toBe(0);
  });

  test("an acceptance that crosses the cancel is undone at the provider", async () => {
    const before = stage.provider.sessionCount();
    const abort = new AbortController();
    const request = changing(networkOf(stage), async (exchange, answer) => {
      if (exchange.url.endsWith("/token") && answer.ok && answer.status === 200) {
        abort.abort();
        await new Promise((done) => setTimeout(done, 20));
      }
      return answer;
    });
    const outcome = await signIn(clientOf({ request }), {
      signal: abort.signal,
      whenWaiting: () => stage.provider.approve(onlyPending().id),
    });
    expect(outcome).toEqual({ ok: false, failure: { code: "cancelled" } });
    await expect.poll(() => stage.provider.sessionCount(), { timeout: 2_000 }).toBe(before);
  });

  test("a request that was cancelled before it began asks nothing of anybody", async () => {
    const before = stage.provider.pending().length;
    expect(await signIn(clientOf(), { signal: AbortSignal.abort() })).toEqual({
      ok: false,
      failure: { code: "cancelled" },
    });
    expect(stage.provider.pending()).toHaveLength(before);
  });

  test("cuts, bare 503s, a proxy's page and a silent server are survived", async () => {
    const glitches: HttpsAnswer[] = [
      { ok: false, code: "unreachable" },
      { ok: true, status: 503, headers: {}, body: Buffer.from("") },
      { ok: true, status: 502, headers: { "content-type": "text/html" }, body: Buffer.from("<html>proxy</html>") },
      { ok: false, code: "timeout" },
      {
        ok: true,
        status: 503,
        headers: { "content-type": "application/json", "retry-after": "1" },
        body: Buffer.from('{"error":"server_error"}'),
      },
    ];
    const real = networkOf(stage);
    const request: HttpsRequest = async (exchange) =>
      (exchange.url.endsWith("/token") ? glitches.shift() : undefined) ?? real(exchange);
    const outcome = await signIn(clientOf({ request }), {
      whenWaiting: () => stage.provider.approve(onlyPending().id),
    });
    expect(outcome.ok).toBe(true);
    expect(glitches).toEqual([]);
  });

  test("a network that never comes back ends as unavailable, not as the person's silence", async () => {
    let skew = 0;
    const real = networkOf(stage);
    const request: HttpsRequest = async (exchange) => {
      if (!exchange.url.endsWith("/token")) return real(exchange);
      skew += 60_000;
      return { ok: false, code: "unreachable" };
    };
    const outcome = await signIn(clientOf({ request, clock: { ...systemClock, now: () => Date.now() + skew } }));
    expect(outcome).toMatchObject({ ok: false, failure: { code: "unavailable" } });
  });

  test("slow_down adds five seconds for good", async () => {
    const slow = await rehearse({ interval: 1 });
    const waits: number[] = [];
    const clock: Clock = {
      ...systemClock,
      wait: async (ms, signal) => {
        waits.push(ms);
        if (waits.length === 4) await slow.provider.approve(onlyPending(slow).id);
        await systemClock.wait(10, signal);
      },
    };
    const outcome = await signIn(clientOf({ stage: slow, clock }));
    await slow.provider.close();
    expect(outcome.ok).toBe(true);
    expect(waits).toEqual([1_000, 1_000, 6_000, 11_000]);
  });
});

test("a client shows neither its secret nor a token to whoever looks at it", async () => {
  const client = clientOf();
  expect(`${JSON.stringify(client)} ${inspect(client, { depth: 9, showHidden: true })}`).not.toContain("100%");
});
