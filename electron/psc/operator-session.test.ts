import { inspect } from "node:util";
import { UnsecuredJWT } from "jose";
import { beforeEach, describe, expect, test } from "vitest";
import { createOperatorSession, operatorProvider } from "./operator-session";
import { answer, hostileOperator, type HostileOperator, ISSUER, pending } from "./testing/hostile-operator";

const LEA = "lea.demo@hostile.demo.mssante.fr";
/** What must never be seen outside of the session. */
const SECRETS = /secret-du-client|jeton-d|demande-secrete|eyJ/u;

let operator: HostileOperator;
let ends: number;
beforeEach(async () => {
  operator = await hostileOperator();
  ends = 0;
});

const sessionOf = () =>
  createOperatorSession({
    settings: operator.settings,
    request: operator.request,
    clock: operator.clock,
    ended: () => void ends++,
  });
const until: number[] = [];
async function asked(login = LEA, signal = new AbortController().signal) {
  until.length = 0;
  const session = sessionOf();
  const outcome = await session.ask({
    login,
    digits: null,
    signal,
    onWaiting: (expiresAt) => void until.push(expiresAt),
  });
  return { session, outcome, code: outcome.ok ? "open" : outcome.failure.code };
}
const codeOf = async (): Promise<string> => (await asked()).code;
const askedAt = (place: string) => operator.asked.filter(({ url }) => url === `${ISSUER}/${place}`);
const hosts = () => [...new Set(operator.asked.map(({ url }) => new URL(url).host))];

describe("an operator's provider that answers well", () => {
  test("opens a session, whose token is given and refreshed; closing it is told to the provider", async () => {
    operator.says.token = async () => (askedAt("token").length < 3 ? pending() : operator.good());
    const before = operator.clock.now();
    const { session, code } = await asked();
    expect([code, session.isOpen()]).toEqual(["open", true]);
    expect(until).toEqual([before + 120_000]);
    expect(operator.pauses).toEqual([1000, 1000, 1000]);
    expect(await session.accessToken()).toEqual({ ok: true, value: "jeton-d-acces" });
    operator.says.token = () => operator.good({ access_token: "jeton-d-acces-2" });
    expect(await session.accessToken({ refused: "jeton-d-acces" })).toEqual({ ok: true, value: "jeton-d-acces-2" });
    await session.close();
    expect([session.isOpen(), askedAt("logout").length, ends]).toEqual([false, 1, 1]);
    expect(await session.accessToken()).toMatchObject({ ok: false, failure: { code: "session-ended" } });
  });

  test("is asked for the person by one parameter, whatever was typed, and for no level and no digits", async () => {
    await asked("lea&scope=openid offline_access&client_id=autre\r\nX: y");
    const [request] = askedAt("ciba");
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      client_id: "pli-demo",
      scope: "openid",
      login_hint: "lea&scope=openid offline_access&client_id=autre\r\nX: y",
    });
    expect(request?.body).not.toContain("\n");
  });

  test("is not asked at all for a client without a name", async () => {
    const session = createOperatorSession({
      settings: { ...operator.settings, clientId: "" },
      request: operator.request,
      clock: operator.clock,
      ended: () => undefined,
    });
    const outcome = await session.ask({
      login: LEA,
      digits: null,
      signal: new AbortController().signal,
      onWaiting: () => expect.fail("sent"),
    });
    expect(outcome).toMatchObject({ ok: false, failure: { code: "config" } });
    expect(operator.asked).toEqual([]);
  });
});

describe("its discovery page leads nowhere else", () => {
  test.each([
    ["issuer", "https://id.autre.demo.mssante.fr/realm"],
    ["issuer", `${ISSUER}/`],
    ["token_endpoint", "https://vol.demo.mssante.fr/token"],
    ["token_endpoint", "http://id.hostile.demo.mssante.fr/token"],
    ["token_endpoint", "https://id.hostile.demo.mssante.fr:8443/token"],
    ["token_endpoint", "https://id.hostile.demo.mssante.fr@vol.demo.mssante.fr/token"],
    ["backchannel_authentication_endpoint", "https://vol.demo.mssante.fr/ciba"],
    ["jwks_uri", "https://vol.demo.mssante.fr/certs"],
    ["end_session_endpoint", "https://vol.demo.mssante.fr/logout"],
    ["token_endpoint", "javascript:alert(1)"],
    ["token_endpoint", 12],
  ])("%s: %s", async (name, place) => {
    operator.says.discovery = { ...operator.says.discovery, [name]: place };
    expect(await codeOf()).toBe("protocol");
    expect(operator.asked).toHaveLength(1);
    expect(operator.asked[0]).not.toHaveProperty("body");
  });

  test.each([
    ["without the request's address", { issuer: ISSUER, token_endpoint: `${ISSUER}/token` }],
    ["empty", {}],
    ["a hundred thousand levels deep", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["with a prototype in it", `{"__proto__":{"issuer":"${ISSUER}"}}`],
  ])("%s, it opens nothing", async (_name, page) => {
    operator.says.discovery = page as never;
    expect(["protocol", "unavailable"]).toContain(await codeOf());
    expect(askedAt("token")).toEqual([]);
  });
});

describe("what it says of the request is bounded", () => {
  const waits = (part: object) => () =>
    answer({ auth_req_id: "demande-secrete", expires_in: 120, interval: 1, ...part });

  test.each([
    ["no identifier", { auth_req_id: undefined }],
    ["an empty one", { auth_req_id: "" }],
    ["one that is no text", { auth_req_id: { toString: "x" } }],
    ["one of 1 MB", { auth_req_id: "x".repeat(1_000_000) }],
    ["no time at all", { expires_in: 0 }],
    ["a time already over", { expires_in: -120 }],
    ["a time that is none", { expires_in: "bientôt" }],
    ["no pause", { interval: 0 }],
    ["a pause in the past", { interval: -1 }],
    ["a pause that is none", { interval: "5" }],
  ])("%s: nothing is waited for", async (_name, part) => {
    operator.says.request = waits(part);
    expect(await codeOf()).toBe("protocol");
    expect([until, askedAt("token")]).toEqual([[], []]);
  });

  test.each([
    ["a pause of thirty years", { interval: 1e9 }, 60_000],
    ["a pause too short to be one", { interval: 1e-9 }, 50],
  ])("%s is one that a timer can keep", async (_name, part, pause) => {
    operator.says.request = waits(part);
    expect(await codeOf()).toBe("open");
    expect(operator.pauses).toEqual([pause]);
  });

  test.each([1e5, 1e308])("%s seconds are ten minutes", async (seconds) => {
    operator.says.request = waits({ expires_in: seconds, interval: 30 });
    operator.says.token = pending;
    const before = operator.clock.now();
    expect(await codeOf()).toBe("expired");
    expect(until).toEqual([before + 600_000]);
    expect(operator.clock.now() - before).toBeLessThan(700_000);
  });

  test("slow_down for ever is obeyed, and ends with the request", async () => {
    operator.says.request = waits({ expires_in: 600 });
    operator.says.token = () => answer({ error: "slow_down" }, 400);
    expect(await codeOf()).toBe("expired");
    expect(operator.pauses.slice(0, 4)).toEqual([1000, 6000, 11_000, 16_000]);
    expect(Math.max(...operator.pauses)).toBe(60_000);
  });
});

describe("its answers while one waits", () => {
  test.each([
    ["another place, never followed", { ...answer("", 302), headers: { location: "https://vol.demo.mssante.fr/" } }],
    ["a page", { ...answer("<html>", 200), headers: { "content-type": "text/html" } }],
    ["more than is read", { ok: false, code: "too-large" } as const],
    ["a drip that never ends", { ok: false, code: "timeout" } as const],
    ["a cut", { ok: false, code: "unreachable" } as const],
    ["no HTTP status", answer("", 0)],
  ])("%s: asked again until the end, and nowhere else", async (_name, said) => {
    operator.says.request = () => answer({ auth_req_id: "demande", expires_in: 120, interval: 30 });
    operator.says.token = () => said;
    expect(await codeOf()).toBe("unavailable");
    expect(hosts()).toEqual([new URL(ISSUER).host]);
  });

  test.each([
    ["a hundred thousand levels deep", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`],
    ["a list", "[]"],
    ["null", "null"],
    ["a word of its own", '{"error":"<b>payez ici</b>","error_description":"secret-du-client"}'],
    ["cut short", '{"access_token":"jeton-d'],
  ])("%s opens nothing and says nothing of what came", async (_name, body) => {
    operator.says.token = () => answer(body, body.includes("error") ? 400 : 200);
    const { session, outcome } = await asked();
    expect([outcome.ok, session.isOpen()]).toEqual([false, false]);
    expect(inspect([session, outcome], { depth: 9, showHidden: true })).not.toMatch(SECRETS);
    expect(JSON.stringify(outcome)).not.toContain("payez");
  });

  test.each([
    ["empty", ""],
    ["of 100,000 characters", "x".repeat(100_000)],
    ["that ends a line", "jeton\r\nA1 LOGOUT"],
    ["that ends the field it is said in", "jeton\u0001user=autre"],
    ["of another alphabet", "jéton"],
    ["that is a list", ["jeton"]],
  ])("a token %s is none", async (_name, token) => {
    operator.says.token = () => operator.good({ access_token: token });
    expect(await codeOf()).toBe("protocol");
  });

  test("a token that is no bearer's is none", async () => {
    operator.says.token = () => operator.good({ token_type: "mac" });
    expect(await codeOf()).toBe("protocol");
  });

  test.each(["discovery", "request", "token"] as const)(
    "a cancel while the %s hangs answers at once",
    async (place) => {
      const stop = new AbortController();
      const hang = (): Promise<never> => (stop.abort(), new Promise(() => undefined));
      if (place === "discovery") operator.says.discovery = { toJSON: () => (stop.abort(), {}) };
      else operator.says[place] = hang;
      const { outcome, session } = await asked(LEA, stop.signal);
      expect(outcome).toEqual({ ok: false, failure: { code: "cancelled" } });
      expect(session.isOpen()).toBe(false);
    },
  );
});

describe("an ID token that is not its own", () => {
  const now = () => Math.floor(Date.now() / 1000);
  test.each<[string, (from: HostileOperator) => unknown]>([
    ["none", () => undefined],
    ["unsigned", () => new UnsecuredJWT({ iss: ISSUER, aud: "pli-demo", sub: "lea" }).setExpirationTime("2m").encode()],
    [
      "signed with the client's own secret",
      ({ idToken }) => idToken({}, Buffer.from("secret-du-client-DEMO".repeat(2))),
    ],
    ["of another issuer", ({ idToken }) => idToken({ iss: "https://autre.demo.mssante.fr" })],
    ["for another client", ({ idToken }) => idToken({ aud: "autre" })],
    ["for several, said by another", ({ idToken }) => idToken({ aud: ["pli-demo", "autre"], azp: "autre" })],
    ["out of date", ({ idToken }) => idToken({ exp: now() - 600 })],
    ["without an end", ({ idToken }) => idToken({ exp: undefined })],
    ["about nobody", ({ idToken }) => idToken({ sub: undefined })],
    ["not in force yet", ({ idToken }) => idToken({ nbf: now() + 600 })],
    ["a list", () => []],
    ["no token at all", () => "a.b.c"],
  ])("%s opens nothing", async (_name, made) => {
    const id_token = await made(operator);
    operator.says.token = () => operator.good({ id_token });
    const { outcome, session } = await asked();
    expect(outcome).toMatchObject({ ok: false, failure: { code: "protocol" } });
    expect(session.isOpen()).toBe(false);
    expect(JSON.stringify(outcome)).not.toMatch(SECRETS);
  });

  test("signed with a key that its own list does not have opens nothing", async () => {
    operator.says.jwks = () => answer({ keys: [] });
    expect(await codeOf()).not.toBe("open");
  });

  test("of somebody else, at a refresh, ends the session and closes it there", async () => {
    const { session } = await asked();
    const id_token = await operator.idToken({ sub: "denis" });
    operator.says.token = () => operator.good({ id_token, access_token: "jeton-d-un-autre" });
    expect(await session.accessToken({ refused: "jeton-d-acces" })).toMatchObject({ ok: false });
    expect([session.isOpen(), ends, askedAt("logout").length]).toEqual([false, 1, 1]);
  });
});

describe("where its provider may be", () => {
  const client = { clientId: "pli-demo", clientSecret: "s" };
  const at = (issuer: string) => operatorProvider({ ...client, issuer }, ["mssante.fr"])?.discoveryUrl;

  test.each([ISSUER, `${ISSUER}/`, "https://id.mssante.fr"])("%s", (issuer) => {
    expect(at(issuer)).toBe(`${issuer.replace(/\/$/u, "")}/.well-known/openid-configuration`);
  });

  test.each([
    "http://id.demo.mssante.fr",
    "https://mssante.fr.exemple.fr",
    "https://id.demo-mssante.fr",
    "https://id.demo.mssante.fr:444",
    "https://a@id.demo.mssante.fr",
    "https://id.demo.mssante.fr?x",
    "https://id.demo.mssante.fr/#x",
    "https://exemple.fr/https://id.mssante.fr",
    "https://[::1]/realm",
    "file:///etc/passwd",
    "",
  ])("never %j", (issuer) => {
    expect(at(issuer)).toBeUndefined();
  });
});
