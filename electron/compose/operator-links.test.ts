import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Environment } from "#shared/domain/environment";
import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { MailboxServers } from "#shared/domain/sync";
import { REHEARSAL_PEOPLE, type Rehearsal, rehearse } from "../demo/psc/testing/rehearsal";
import { systemClock } from "../psc/system-clock";
import { EMPTY_SETUP, environmentOf } from "../trust/environment-setup";
import { createGate } from "./gate";
import { httpsDoors } from "./https-door";
import { mailboxToken } from "./mailbox-token";
import { createOperatorLinks, type LinkAuth, type OperatorLinks } from "./operator-links";

const [A, B, BY_PSC] = ["a", "b", "psc"] as unknown as [MailboxId, MailboxId, MailboxId];
const CAMILLE = REHEARSAL_PEOPLE[0]?.email ?? "";
const SECRET = "un secret: 100% DEMO";
const PSC_TOKEN = "token-of-psc";

let first: Rehearsal;
let second: Rehearsal;
let environment: Environment;
beforeAll(async () => {
  const operator = (issuerHost: string) => rehearse({ issuerHost, isOperator: true });
  [first, second] = await Promise.all([operator("id.un.demo.mssante.fr"), operator("id.deux.demo.mssante.fr")]);
  const hosts = [first, second]
    .map(({ provider }) => `${new URL(provider.issuer).hostname} = 127.0.0.1:${provider.port}`)
    .join("\n");
  const anchorsPem = [first.pki.anchorPem, second.pki.anchorPem];
  environment = environmentOf("custom", { ...EMPTY_SETUP, anchorsPem, fields: { ...EMPTY_SETUP.fields, hosts } });
});
afterAll(async () => void (await Promise.all([first.provider.close(), second.provider.close()])));

let links: OperatorLinks;
let kept: Map<string, unknown>;
let servers: Map<MailboxId, MailboxServers>;
let asked: string[];
beforeEach(() => {
  [kept, servers, asked] = [new Map(), new Map(), []];
  const store = createGate<{
    getSetting: (key: string) => Promise<unknown>;
    setSetting: (key: string, value: unknown) => Promise<void>;
    mailboxServers: (id: MailboxId) => Promise<MailboxServers | null>;
  }>("store-closed");
  store.set({
    getSetting: async (key) => kept.get(key),
    setSetting: async (key, value) => void kept.set(key, value),
    mailboxServers: async (id) => servers.get(id) ?? null,
  });
  const doors = httpsDoors(async () => "good");
  links = createOperatorLinks({
    store: store as never,
    environment: () => environment,
    door: (of, purpose) => {
      const request = doors(of, purpose);
      return (exchange) => {
        asked.push(new URL(exchange.url).hostname);
        return request(exchange);
      };
    },
    clock: systemClock,
    random: () => 7,
    changed: () => undefined,
  });
  token = mailboxToken({ store: store as never, links, psc: async () => PSC_TOKEN });
});
afterEach(() => links.forget());
let token: ReturnType<typeof mailboxToken>;

const authAt = ({ provider }: Rehearsal, part: Partial<LinkAuth> = {}): LinkAuth => ({
  kind: "operator-ciba",
  issuer: provider.issuer,
  clientId: "pli-demo",
  hint: "address",
  login: CAMILLE,
  ...part,
});
const place = { host: "imap.un.demo.mssante.fr", port: 143 };
function isAdded(id: MailboxId, auth: LinkAuth): LinkAuth {
  servers.set(id, { imap: place, smtp: place, auth });
  kept.set(`operator-client:${id}`, { clientSecret: SECRET });
  return auth;
}
/** Somebody opens the link, or answers otherwise, once it is there. */
function answered(at: Rehearsal, how: "approve" | "deny" | "expire" = "approve"): Promise<unknown> {
  return new Promise((resolve) => {
    const stop = at.provider.onPending(({ id }) => {
      stop();
      resolve(at.provider[how](id));
    });
  });
}
async function open(id: MailboxId, at: Rehearsal, auth = isAdded(id, authAt(at))): Promise<LinkAuth> {
  await Promise.all([links.ask(id, auth), answered(at)]);
  return auth;
}
const issuerOf = (jwt: string): unknown => JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString()).iss;

describe("the link of an operator", () => {
  test("opens the mailbox it was asked for, with a token that its own provider signed", async () => {
    const auth = isAdded(A, authAt(first));
    expect(links.asks(A, auth)).toEqual({ kind: "link", hint: "address", why: "first", sent: null });
    await expect(token(A, false)).rejects.toThrow("link-needed");
    const asking = links.ask(A, auth, (sent) => {
      expect(links.asks(A, auth)).toMatchObject({ why: "waiting", sent });
      expect(Date.parse(sent.until)).toBeGreaterThan(Date.now());
    });
    expect(links.asks(A, auth)).toMatchObject({ why: "waiting", sent: null });
    await Promise.all([asking, answered(first)]);
    expect.assertions(7);
    expect(links.asks(A, auth)).toBeNull();
    expect(issuerOf(await token(A, false))).toBe(first.provider.issuer);
  });

  test("goes with two digits to compare where its operator wants them, and with none otherwise", async () => {
    const seen: (string | null)[] = [];
    const stop = first.provider.onPending(({ bindingMessage }) => void seen.push(bindingMessage));
    for (const auth of [authAt(first), authAt(first, { digits: true })]) {
      const asking = links.ask(A, isAdded(A, auth), ({ digits }) => void seen.push(digits));
      await Promise.all([asking, answered(first)]);
      links.forget(A);
    }
    stop();
    expect(seen).toEqual(["", null, "07", "07"]);
  });

  test("gives no mailbox the token of another issuer: not of another operator, not of Pro Santé Connect, nor it theirs", async () => {
    const here = await open(A, first);
    isAdded(B, authAt(second));
    await expect(token(B, false)).rejects.toThrow("link-needed");
    await open(B, second);
    const [ofA, ofB, ofPsc] = [await token(A, false), await token(B, false), await token(BY_PSC, false)];
    expect([issuerOf(ofA), issuerOf(ofB), ofPsc]).toEqual([first.provider.issuer, second.provider.issuer, PSC_TOKEN]);
    // The same mailbox named at another provider, client or person finds nothing of what was opened.
    for (const other of [authAt(second), { ...here, clientId: "autre" }, { ...here, login: "autre@demo.mssante.fr" }])
      await expect(links.token(A, other, false)).rejects.toThrow("link-needed");
    links.forget(A);
    await expect(token(A, false)).rejects.toThrow("link-needed");
  });

  test("asks for a fresh token once for several refusals at a time, and never gives the refused one again", async () => {
    await open(A, first);
    const refused = await token(A, false);
    asked.length = 0;
    const again = await Promise.all([token(A, true), token(A, true)]);
    expect(new Set(again).size).toBe(1);
    expect(again[0]).not.toBe(refused);
    expect(asked).toEqual(["id.un.demo.mssante.fr"]);
  });

  test.each([
    ["deny", "refused"],
    ["expire", "expired"],
  ] as const)("after %s says %s, and is not asked again by itself", async (how, why) => {
    const auth = isAdded(A, authAt(first));
    const asking = links.ask(A, auth);
    await Promise.all([expect(asking).rejects.toThrow(`link-${why}`), answered(first, how)]);
    expect(links.asks(A, auth)).toMatchObject({ why });
    expect(links.isWaiting()).toBe(false);
    expect(first.provider.pending()).toEqual([]);
  });

  test("is given up at once, and one waits at a time", async () => {
    const auth = isAdded(A, authAt(first));
    const asking = links.ask(A, auth);
    await expect(links.ask(B, isAdded(B, authAt(second)))).rejects.toThrow("link-busy");
    links.cancel();
    await expect(asking).rejects.toThrow("link-cancelled");
    expect(links.asks(A, auth)).toMatchObject({ why: "first" });
  });

  test("is asked of nobody unknown, with no wrong secret, and at no provider outside the domains of trust", async () => {
    const unknown = isAdded(A, authAt(first, { login: "personne@demo.mssante.fr" }));
    await expect(links.ask(A, unknown)).rejects.toThrow("link-unknown-person");
    const auth = isAdded(A, authAt(first));
    kept.set(`operator-client:${A}`, { clientSecret: "faux" });
    await expect(links.ask(A, auth)).rejects.toThrow("link-config");
    asked.length = 0;
    const host = new URL(first.provider.issuer).host;
    const { issuer } = first.provider;
    const refusedIssuers = [
      "https://id.exemple.fr/realm",
      issuer.replace("https:", "http:"),
      issuer.replace(host, `${host}:8443`),
      issuer.replace(host, `a:b@${host}`),
      `${issuer}?a=b`,
      "https://127.0.0.1/realm",
      "pas une adresse",
    ];
    for (const wrong of refusedIssuers)
      await expect(links.ask(A, authAt(first, { issuer: wrong }))).rejects.toThrow("link-issuer");
    expect(asked).toEqual([]);
  });

  test("leaves memory with the session: the one that is open ends at its provider too, the one that waits is given up, the secret stays", async () => {
    const auth = await open(A, first);
    const before = first.provider.sessionCount();
    const waiting = links.ask(B, isAdded(B, authAt(second)));
    links.forget();
    await expect(waiting).rejects.toThrow("link-cancelled");
    await expect(token(A, false)).rejects.toThrow("link-needed");
    expect(links.asks(A, auth)).toMatchObject({ why: "first" });
    await expect.poll(() => first.provider.sessionCount()).toBe(before - 1);
    expect(JSON.stringify([...kept])).not.toContain("eyJ");
    await open(A, first);
  });

  test("once its provider ends the session, another is asked for, and nothing of the first is given", async () => {
    const auth = await open(A, first);
    await token(A, false);
    const ended: MailboxId[] = [];
    links.onEnded((id) => void ended.push(id));
    first.provider.endAllSessions();
    await expect(token(A, true)).rejects.toThrow("link-needed");
    expect(links.asks(A, auth)).toMatchObject({ why: "again" });
    expect(ended).toEqual([A]);
  });

  test("of a mailbox that is being added stands on the secret just typed, kept only when the mailbox is", async () => {
    const auth = authAt(first);
    links.lend(A, auth, SECRET);
    await open(A, first, auth);
    expect(issuerOf(await token(A, false))).toBe(first.provider.issuer);
    expect(kept.size).toBe(0);
    await links.keep(A);
    expect(kept.get(`operator-client:${A}`)).toEqual({ clientSecret: SECRET });
    expect(issuerOf(await token(A, false))).toBe(first.provider.issuer);
    await expect(links.keep(B)).rejects.toThrow(PliError);
  });
});
