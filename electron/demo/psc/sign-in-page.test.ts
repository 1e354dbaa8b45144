import { afterAll, expect, test } from "vitest";
import { systemClock, secureRandom } from "../../psc/system-clock";
import { createBrowserClient } from "../../psc/browser-flow";
import { destinationFinder } from "../../trust/address";
import { httpsRequester } from "../../trust/https-request";
import { walk } from "../testing/walking-browser";
import { REHEARSAL_PEOPLE, rehearse } from "./testing/rehearsal";

const stage = await rehearse({ loopbackPage: true });
afterAll(() => stage.provider.close());

const network = httpsRequester({
  ca: [stage.pki.anchorPem],
  destination: destinationFinder({ resolve: stage.resolve, lookup: async () => [] }),
});

function signIn(answer: string) {
  const pages = { language: "fr", title: "Pli", signedIn: "Connecté.", notSignedIn: "Pas connecté." } as const;
  let walked: ReturnType<typeof walk> | undefined;
  const origin = stage.provider.pageOrigin ?? expect.fail("no page");
  const outcome = createBrowserClient({
    settings: { ...stage.settings, browser: { origin, returnsTo: { host: "127.0.0.1", port: 0, path: "/retour" } } },
    request: network,
    clock: systemClock,
    random: secureRandom,
    openInBrowser: async (url) => void (walked = walk(url, answer)),
    returnsTo: { host: "127.0.0.1", port: 0, path: "/retour" },
    pages: () => pages,
  }).signIn({ signal: new AbortController().signal, onWaiting: () => undefined });
  return { outcome, walked: async () => (await outcome, walked ?? expect.fail("no browser")) };
}

test("the page names the people of the demonstration, says what it is, and lets in the one who was chosen", async () => {
  const chosen = REHEARSAL_PEOPLE[1] ?? expect.fail("nobody");
  const { outcome, walked } = signIn(chosen.idNat);
  expect(await outcome).toMatchObject({ ok: true, value: { identity: { idNat: chosen.idNat } } });
  const { shown, last } = await walked();
  expect(shown).toContain("Connexion de démonstration");
  for (const { familyName } of REHEARSAL_PEOPLE) expect(shown).toContain(familyName);
  expect(shown).not.toMatch(/<script|src=|url\(/u);
  expect(last).toContain("Connecté.");
});

test.each(["deny", "899999999999", ""])("an answer of %j is a refusal, and both pages say it", async (answer) => {
  const { outcome, walked } = signIn(answer);
  expect(await outcome).toEqual({ ok: false, failure: { code: "refused" } });
  expect((await walked()).last).toContain("Pas connecté.");
});

test("the page is on loopback only, and only what a browser needs is said to be there", async () => {
  const answer = await network({
    url: stage.settings.discoveryUrl,
    method: "GET",
    timeoutMs: 5_000,
    maxBytes: 100_000,
  });
  const discovery = JSON.parse(Buffer.from(answer.ok ? answer.body : []).toString("utf8")) as Record<string, string>;
  expect(new URL(discovery["authorization_endpoint"] ?? "").origin).toBe(stage.provider.pageOrigin);
  expect(stage.provider.pageOrigin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
  for (const name of ["token_endpoint", "jwks_uri", "backchannel_authentication_endpoint"])
    expect(new URL(discovery[name] ?? "").origin).toBe("https://psc.demo.mssante.fr");
});
