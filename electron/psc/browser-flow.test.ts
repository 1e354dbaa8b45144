import { createHash } from "node:crypto";
import { inspect } from "node:util";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { browserPage, PAGE_HEADERS } from "./browser-flow-page";
import type { PscClient } from "./client";
import type { HttpsRequest } from "../../shared/domain/https-exchange";
import { createPscSession } from "./session";
import { systemClock } from "./system-clock";
import { camille, dominique, get, openBrowserStage, parameter, type Seen } from "./testing/browser-stage";

const stage = await openBrowserStage();
const { browse, letsIn, network, signIn } = stage;
afterAll(() => stage.provider.close());
/** A telephone that must not ring. */
const rings: PscClient = {
  signIn: () => expect.fail("the telephone rang"),
  refresh: () => expect.fail("the telephone's session was refreshed"),
  signOut: () => expect.fail("the telephone's session was ended"),
};
beforeEach(() => letsIn(() => ({ idNat: camille })));

describe("signing in through the person's own browser", () => {
  test("gives who it is and tokens an operator accepts; the page says so", async () => {
    let page: Seen | undefined;
    const waiting: { bindingMessage: string; expiresAt: number }[] = [];
    const outcome = await signIn({
      visit: async (url) => (page = await browse(url)),
      sign: { idNat: camille, onWaiting: (seen) => waiting.push(seen) },
    });
    if (!outcome.ok) return expect.fail(inspect(outcome.failure));
    expect(outcome.value.identity).toMatchObject({ idNat: camille, rpps: camille.slice(1), familyName: "DEMO-UN" });
    expect(await stage.provider.verifyAccessToken(outcome.value.tokens.accessToken)).toMatchObject({
      ok: true,
      idNat: camille,
    });
    expect(outcome.value.tokens.expiresAt - Date.now()).toBeGreaterThan(110_000);
    expect(waiting).toEqual([{ bindingMessage: "", expiresAt: outcome.value.startedAt + 300_000 }]);
    await expect.poll(() => page?.text).toContain("Vous êtes connecté.");
    expect(page?.headers).toMatchObject({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
    expect(page?.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(page?.text).not.toMatch(/<script|<link|<img|src=|url\(|code=/u);
  });

  test("asks what PSC asks for, PKCE S256 included, and says nothing of the person in the address", async () => {
    let asked = "";
    await signIn({ visit: (url) => browse((asked = url)) });
    const query = Object.fromEntries(new URL(asked).searchParams);
    expect(query).toMatchObject({
      response_type: "code",
      client_id: "pli-demo",
      scope: "openid scope_all",
      acr_values: "eidas1",
      code_challenge_method: "S256",
    });
    expect(query["redirect_uri"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/retour$/u);
    for (const name of ["state", "nonce", "code_challenge"]) expect(query[name]).toMatch(/^[\w-]{43}$/u);
    expect(asked).not.toContain(camille.slice(1));
    expect(asked).not.toContain("DEMO%25");
  });

  test("without a name given beforehand, whoever signed in is who it is", async () => {
    letsIn(() => dominique);
    expect(await signIn()).toMatchObject({ ok: true, value: { identity: { idNat: dominique.idNat } } });
  });

  test("the session that follows is refreshed and ended like any other", async () => {
    const before = stage.provider.sessionCount();
    const client = stage.client();
    const outcome = await client.signIn({ signal: new AbortController().signal, onWaiting: () => undefined });
    if (!outcome.ok) return expect.fail(inspect(outcome.failure));
    const fresh = await client.refresh(outcome.value.tokens);
    if (!fresh.ok) return expect.fail(inspect(fresh.failure));
    expect(fresh.value.accessToken).not.toBe(outcome.value.tokens.accessToken);
    expect(stage.provider.sessionCount()).toBe(before + 1);
    expect(await client.signOut(fresh.value)).toBe(true);
    expect(stage.provider.sessionCount()).toBe(before);
    expect(`${JSON.stringify(client)} ${inspect(client, { depth: 9, showHidden: true })}`).not.toContain("100%");
  });

  test("a session made over it waits without digits or name, then is refreshed and ended where it was opened", async () => {
    const session = createPscSession({ client: rings, browser: stage.client(), clock: systemClock });
    const seen: unknown[] = [];
    session.onState((state) =>
      seen.push(state.state === "waiting" ? `${state.channel} "${state.code}${state.idNat}"` : state.state),
    );
    expect(await session.signIn({ channel: "browser" })).toMatchObject({ ok: true, value: { idNat: camille } });
    expect(seen).toEqual(["requesting", 'browser ""', "signed-in"]);
    const token = await session.accessToken();
    if (!token.ok) return expect.fail(inspect(token.failure));
    expect(await session.accessToken({ refused: token.value })).toMatchObject({ ok: true });
    expect(await session.signOut()).toBe(true);
  });

  test("each attempt has secrets of its own", async () => {
    const seen: string[] = [];
    for (let time = 0; time < 3; time += 1) await signIn({ visit: (url) => (seen.push(url), browse(url)) });
    for (const name of ["state", "nonce", "code_challenge"])
      expect(new Set(seen.map((url) => parameter(url, name))).size).toBe(3);
  });
});

describe("a session over both ways", () => {
  test("asks the browser as often as the person wants: it rings nobody's telephone", async () => {
    letsIn(() => "deny");
    const session = createPscSession({ client: rings, browser: stage.client(), clock: systemClock });
    for (let time = 0; time < 8; time += 1)
      expect(await session.signIn({ channel: "browser" })).toEqual({ ok: false, failure: { code: "refused" } });
    expect(session.state()).toEqual({ state: "ended", reason: "refused" });
  });

  test("has one request at a time, whichever the way", async () => {
    const session = createPscSession({
      client: rings,
      browser: stage.client({ visit: async () => undefined }),
      clock: systemClock,
    });
    const first = session.signIn({ channel: "browser" });
    expect(await session.signIn({ channel: "browser" })).toMatchObject({ failure: { code: "busy" } });
    expect(await session.signIn({ channel: "mobile", idNat: camille })).toMatchObject({ failure: { code: "busy" } });
    session.cancel();
    expect(await first).toEqual({ ok: false, failure: { code: "cancelled" } });
  });

  test("of somebody who may not sign in here is closed at the provider at once, and gives no token", async () => {
    letsIn(() => ({ idNat: camille }));
    const asked: string[] = [];
    const admits = async (idNat: string) => (asked.push(idNat), false);
    const session = createPscSession({ client: rings, browser: stage.client(), clock: systemClock, admits });
    const failure = { code: "config", detail: "other-person" };
    expect(await session.signIn({ channel: "browser" })).toEqual({ ok: false, failure });
    expect(session.state()).toEqual({ state: "ended", reason: "config", detail: "other-person" });
    expect([asked, await session.accessToken()]).toMatchObject([[camille], { ok: false }]);
  });

  test("says that an environment has no such way, and asks nobody", async () => {
    const session = createPscSession({ client: rings, clock: systemClock });
    expect(await session.signIn({ channel: "browser" })).toMatchObject({ ok: false, failure: { code: "config" } });
    expect(session.state()).toMatchObject({ state: "ended", reason: "config" });
  });
});

describe("a cancel", () => {
  test("answers at once, gives the port back, and what comes later finds nobody", async () => {
    const abort = new AbortController();
    let [cancelledAt, back] = [0, ""];
    const outcome = await signIn({
      sign: { signal: abort.signal },
      visit: async (url) => {
        back = parameter(url, "redirect_uri");
        cancelledAt = performance.now();
        abort.abort();
      },
    });
    expect(performance.now() - cancelledAt).toBeLessThan(2_000);
    expect(outcome).toEqual({ ok: false, failure: { code: "cancelled" } });
    await expect
      .poll(() =>
        get(back).then(
          () => "somebody",
          () => "nobody",
        ),
      )
      .toBe("nobody");
  });

  test("that crosses the answer undoes it at the provider", async () => {
    const before = stage.provider.sessionCount();
    const abort = new AbortController();
    const request: HttpsRequest = async (exchange) => {
      const real = await network(exchange);
      if (exchange.url.endsWith("/token")) abort.abort();
      return real;
    };
    expect(await signIn({ request, sign: { signal: abort.signal } })).toEqual({
      ok: false,
      failure: { code: "cancelled" },
    });
    await expect.poll(() => stage.provider.sessionCount(), { timeout: 2_000 }).toBe(before);
  });

  test("before it began opens no browser", async () => {
    expect(await signIn({ sign: { signal: AbortSignal.abort() }, visit: () => expect.fail("opened") })).toEqual({
      ok: false,
      failure: { code: "cancelled" },
    });
  });
});

test("the page is a whole document, its one style is the one its policy names, and nothing of its text can become a tag", () => {
  const texts = { language: "fr", title: `<b a="1">&'`, signedIn: "</p><script>", notSignedIn: "" } as const;
  const page = browserPage(texts, "signedIn");
  expect(page).toContain('<html lang="fr">');
  expect(page).toContain("<h1>&lt;b a=&quot;1&quot;&gt;&amp;&#39;</h1><p>&lt;/p&gt;&lt;script&gt;</p>");
  const style = /<style>(.*)<\/style>/su.exec(page)?.[1] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  expect(PAGE_HEADERS["content-security-policy"]).toContain(`style-src 'sha256-${hash}'`);
});
