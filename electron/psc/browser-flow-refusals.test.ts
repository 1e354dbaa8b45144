import { createServer } from "node:net";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { HttpsRequest } from "../../shared/domain/https-exchange";
import type { Clock } from "./ports";
import { systemClock } from "./system-clock";
import { camille, changed, dominique, get, openBrowserStage, parameter, type Seen } from "./testing/browser-stage";

const stage = await openBrowserStage();
const { browse, client, comeBack, letsIn, network, signIn } = stage;
afterAll(() => stage.provider.close());
beforeEach(() => letsIn(() => ({ idNat: camille })));

describe("what does not come from this sign-in is not believed", () => {
  test("another state, two states, none, another path, another method, a rebound name: turned away, and the right answer still counts", async () => {
    const turnedAway: number[] = [];
    const outcome = await signIn({
      visit: async (url) => {
        const back = await comeBack(url);
        const { port } = new URL(back);
        const strange: [string, Record<string, string>?, string?][] = [
          [changed(back, (query) => query.set("state", "x".repeat(43)))],
          [changed(back, (query) => query.append("state", "autre"))],
          [changed(back, (query) => query.delete("state"))],
          [back.replace("/retour", "/ailleurs")],
          [back.replace("/retour", "//autre.example/retour")],
          [back, {}, "POST"],
          [back, { host: `psc.example:${port}` }],
          [back, { host: "127.0.0.1" }],
          [back, { "sec-fetch-mode": "no-cors" }],
        ];
        for (const [target, headers, method] of strange) turnedAway.push((await get(target, headers, method)).status);
        await get(back, { "sec-fetch-mode": "navigate" });
      },
    });
    expect(turnedAway).toEqual(Array(9).fill(404));
    expect(outcome).toMatchObject({ ok: true });
  });

  test("a process that tries states one after the other ends the attempt", async () => {
    const outcome = await signIn({
      visit: async (url) => {
        const back = parameter(url, "redirect_uri");
        for (let guess = 0; guess < 60; guess += 1) await get(`${back}?code=x&state=${guess}`);
      },
    });
    expect(outcome).toEqual({ ok: false, failure: { code: "protocol", detail: "strange-answers" } });
  });

  test("a page open beside it asks as often as it likes, and ends nothing", async () => {
    const outcome = await signIn({
      visit: async (url) => {
        const back = parameter(url, "redirect_uri");
        for (let asked = 0; asked < 60; asked += 1)
          await get(back, asked % 2 === 0 ? { "sec-fetch-mode": "no-cors" } : { "sec-fetch-dest": "iframe" });
        await browse(url);
      },
    });
    expect(outcome).toMatchObject({ ok: true });
  });

  test("another issuer in the answer, or none where one was promised (RFC 9207)", async () => {
    for (const edit of [
      (query: URLSearchParams) => query.set("iss", "https://vol.demo.mssante.fr/auth/realms/esante-wallet"),
      (query: URLSearchParams) => query.delete("iss"),
    ]) {
      const outcome = await signIn({ visit: async (url) => get(changed(await comeBack(url), edit)) });
      expect(outcome).toEqual({ ok: false, failure: { code: "protocol", detail: "invalid-response" } });
    }
  });

  test("an ID token for another nonce: someone else's answer put in ours", async () => {
    const outcome = await signIn({ visit: (url) => browse(changed(url, (query) => query.set("nonce", "autre"))) });
    expect(outcome).toEqual({ ok: false, failure: { code: "protocol", detail: "invalid-response" } });
  });

  test("a code asked under another challenge: taken on the way, it opens nothing", async () => {
    const outcome = await signIn({
      visit: (url) => browse(changed(url, (query) => query.set("code_challenge", "A".repeat(43)))),
    });
    expect(outcome).toEqual({ ok: false, failure: { code: "protocol", detail: "invalid-grant" } });
  });

  test("a code that served before", async () => {
    let used = "";
    await signIn({
      visit: async (url) => {
        const back = await comeBack(url);
        used = parameter(back, "code");
        return get(back);
      },
    });
    const outcome = await signIn({
      visit: async (url) => get(changed(await comeBack(url), (query) => query.set("code", used))),
    });
    expect(outcome).toEqual({ ok: false, failure: { code: "protocol", detail: "invalid-grant" } });
  });

  test("the same answer brought twice: the second finds nobody", async () => {
    const statuses: (number | string)[] = [];
    const visited: Promise<unknown>[] = [];
    const twice = async (url: string) => {
      const back = await comeBack(url);
      const seen = await Promise.all([get(back), get(back)]);
      statuses.push(...seen.map(({ status }) => status));
      await new Promise((done) => setTimeout(done, 20));
      statuses.push(
        await get(back).then(
          ({ status }) => status,
          () => "nobody",
        ),
      );
    };
    const outcome = await signIn({ visit: (url) => (visited.push(twice(url)), Promise.resolve()) });
    await Promise.all(visited);
    expect(outcome.ok).toBe(true);
    expect(statuses.map(String).sort()).toEqual(["200", "404", "nobody"]);
  });

  test("another person than the one who was named: refused, and the session is closed again", async () => {
    const before = stage.provider.sessionCount();
    letsIn(() => dominique);
    expect(await signIn({ sign: { idNat: camille } })).toEqual({
      ok: false,
      failure: { code: "protocol", detail: "other-person" },
    });
    expect(stage.provider.sessionCount()).toBe(before);
  });

  test("a sign-in page at the origin the environment names, as PSC's own is, is opened; another one never", async () => {
    const wallet = "https://wallet.demo.mssante.fr";
    const request: HttpsRequest = async (exchange) => {
      const real = await network(exchange);
      if (!real.ok || !exchange.url.includes("/.well-known/")) return real;
      const page = { ...JSON.parse(Buffer.from(real.body).toString()), authorization_endpoint: `${wallet}/auth` };
      return { ...real, headers: { "content-type": "application/json" }, body: Buffer.from(JSON.stringify(page)) };
    };
    const opened: string[] = [];
    const settings = (origin: string) => ({
      browser: { origin, returnsTo: { host: "127.0.0.1", port: 0, path: "/retour" } },
    });
    const openInBrowser = (url: string) => (opened.push(url), Promise.reject(new Error("no browser")));
    expect(await signIn({ request, openInBrowser, settings: settings(wallet) })).toMatchObject({
      failure: { detail: "no-browser" },
    });
    expect(opened.map((url) => new URL(url).origin)).toEqual([wallet]);
    expect(await signIn({ request, openInBrowser, settings: settings(`${wallet}:8443`) })).toEqual({
      ok: false,
      failure: { code: "protocol", detail: "endpoint" },
    });
    expect(opened).toHaveLength(1);
  });

  test("a sign-in page on another host than the issuer's is never opened", async () => {
    const request: HttpsRequest = async (exchange) => {
      const real = await network(exchange);
      if (!real.ok || !exchange.url.includes("/.well-known/")) return real;
      const page = {
        ...JSON.parse(Buffer.from(real.body).toString()),
        authorization_endpoint: "https://vol.demo.mssante.fr/auth",
      };
      return { ...real, headers: { "content-type": "application/json" }, body: Buffer.from(JSON.stringify(page)) };
    };
    const outcome = await signIn({ request, visit: () => expect.fail("opened") });
    expect(outcome).toEqual({ ok: false, failure: { code: "protocol", detail: "endpoint" } });
  });
});

describe("a sign-in that does not happen says why", () => {
  test("the person gives up; the provider's words, HTML among them, reach neither the page nor the outcome", async () => {
    letsIn(() => "deny");
    let page: Seen | undefined;
    const outcome = await signIn({ visit: async (url) => (page = await browse(url)) });
    expect(outcome).toEqual({ ok: false, failure: { code: "refused" } });
    await expect.poll(() => page?.text).toContain("La connexion n&#39;a pas &lt;abouti&gt;.");
    expect(page?.text).not.toMatch(/script|refus/u);
  });

  test.each([
    ["temporarily_unavailable", { code: "unavailable", detail: "server" }],
    ["invalid_scope", { code: "config", detail: "scope" }],
    ["unauthorized_client", { code: "config", detail: "client-rejected" }],
    ["<img src=x>", { code: "protocol", detail: "unexpected-error" }],
  ])("the provider answers %s", async (error, failure) => {
    const outcome = await signIn({
      visit: (url) => {
        const query = new URLSearchParams({ error, state: parameter(url, "state"), iss: stage.settings.issuer });
        return get(`${parameter(url, "redirect_uri")}?${query}`);
      },
    });
    expect(outcome).toEqual({ ok: false, failure });
  });

  test("nobody comes back in five minutes", async () => {
    const waits: number[] = [];
    const clock: Clock = { ...systemClock, wait: async (ms) => void waits.push(ms) };
    expect(await signIn({ clock, visit: async () => undefined })).toEqual({ ok: false, failure: { code: "expired" } });
    expect(waits).toEqual([300_000]);
  });

  test("no browser; a port that is taken; a secret that is wrong; a provider out of reach", async () => {
    const noBrowser = client({ openInBrowser: () => Promise.reject(new Error("xdg")) });
    expect(await noBrowser.signIn({ signal: new AbortController().signal, onWaiting: () => undefined })).toEqual({
      ok: false,
      failure: { code: "config", detail: "no-browser" },
    });
    const squatter = createServer();
    await new Promise<void>((done) => squatter.listen(0, "127.0.0.1", done));
    const { port } = squatter.address() as { port: number };
    expect(await signIn({ port, visit: () => expect.fail("opened") })).toEqual({
      ok: false,
      failure: { code: "config", detail: "port-in-use" },
    });
    squatter.close();
    expect(await signIn({ settings: { clientSecret: "faux" } })).toEqual({
      ok: false,
      failure: { code: "config", detail: "client-rejected" },
    });
    expect(await signIn({ request: async () => ({ ok: false, code: "unreachable" }) })).toMatchObject({
      failure: { code: "unavailable" },
    });
  });

  test("a declared port is the one that is used, and is free again afterwards", async () => {
    const probe = createServer();
    await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
    const { port } = probe.address() as { port: number };
    await new Promise((done) => probe.close(done));
    for (let time = 0; time < 2; time += 1) {
      let asked = "";
      expect(await signIn({ port, visit: (url) => browse((asked = url)) })).toMatchObject({ ok: true });
      expect(parameter(asked, "redirect_uri")).toBe(`http://127.0.0.1:${port}/retour`);
    }
  });
});
