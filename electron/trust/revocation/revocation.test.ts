import { createServer, connect } from "node:tls";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { strangerPki } from "../../demo/pki/testing/authorities";
import { confirmPeer } from "../confirm-peer";
import { tlsPolicy } from "../tls-policy";
import type { AskPublisher } from "./ports";
import { askAt, chainOf, memoryStore, openStage, PUBLISHER_HOST, type Stage, startCheck } from "./testing/stage";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The publisher's lists last a week. */
const WEEK = 7 * DAY;
const unreachable: AskPublisher = async () => ({ ok: false, code: "unreachable" });
const saying = (status: number, extra: object = {}): AskPublisher => {
  return async () => ({ ok: true, status, body: Buffer.from("<html>403</html>"), ...extra });
};

const opened: Stage[] = [];
const [shared, listsOnly] = await Promise.all([openStage(), openStage({ publishesOcsp: false })]);
opened.push(shared, listsOnly);
afterAll(() => Promise.all(opened.map(({ publisher }) => publisher.close())));
beforeEach(() => {
  for (const stage of opened) {
    stage.clock.ahead = 0;
    stage.network.ask = askAt(stage.publisher);
    stage.asked.length = 0;
    stage.store.kept.clear();
  }
});

/** A stage whose publisher may be told to revoke without spoiling the shared one. */
async function ownStage(options: Parameters<typeof openStage>[0] = {}): Promise<Stage> {
  const stage = await openStage(options);
  opened.push(stage);
  return stage;
}

describe("a chain of the throw-away authority (ECO.1.1.6)", () => {
  test("is good by the lists of both its authorities, and OCSP is not asked", async () => {
    expect(await startCheck(shared)()).toBe("good");
    expect([...shared.asked].sort()).toEqual(["/org.crl", "/root.crl"]);
  });

  test("is good by OCSP when that is asked first, and lists are not", async () => {
    expect(await startCheck(shared, { order: "ocsp-first" })()).toBe("good");
    expect(shared.asked).toEqual(["/ocsp/", "/ocsp/"]);
  });

  test.each(["list-first", "ocsp-first"] as const)(
    "with its server revoked, then its intermediate, is revoked (%s)",
    async (order) => {
      const stage = await ownStage();
      const other = chainOf(stage.pki, (await stage.pki.issue(["autre.demo.mssante.fr"])).certPem);
      stage.publisher.revoke(stage.leafPem);
      expect(await startCheck(stage, { order })()).toBe("revoked");
      expect(await startCheck(stage, { order })(other)).toBe("good");
      stage.publisher.revoke(stage.pki.intermediatePem);
      expect(await startCheck({ ...stage, store: memoryStore() }, { order })(other)).toBe("revoked");
    },
  );

  test("is refused on the connection itself, before anything is said", async () => {
    const stage = await ownStage();
    const { certPem, keyPem } = await stage.pki.issue(["smtp.demo.mssante.fr"]);
    const greet = (revocation: ReturnType<typeof startCheck>) =>
      new Promise((done, fail) => {
        const server = createServer({ cert: certPem, key: keyPem }, (peer) => peer.on("error", () => undefined));
        server.listen(0, "127.0.0.1", () => {
          const { port } = server.address() as { port: number };
          const place = { host: "127.0.0.1", port, servername: "smtp.demo.mssante.fr" };
          const socket = connect({ ...tlsPolicy({ ca: [stage.pki.anchorPem] }), ...place }, () => {
            confirmPeer(socket, { revocation, mustKnow: () => true })
              .then(done, fail)
              .finally(() => socket.destroy());
            server.close();
          }).on("error", fail);
        });
      });
    expect(await greet(startCheck(stage))).toBeUndefined();
    stage.publisher.revoke(certPem);
    expect(await greet(startCheck({ ...stage, store: memoryStore() }))).toBe("revoked");
    stage.network.ask = unreachable;
    expect(await greet(startCheck({ ...stage, store: memoryStore() }))).toBe("unchecked-revocation");
    expect(await greet(() => Promise.reject(new Error("a checker that breaks")))).toBe("unchecked-revocation");
  });

  test("is asked of OCSP when the list cannot say", async () => {
    const real = shared.network.ask;
    shared.network.ask = (exchange) => (exchange.url.endsWith(".crl") ? unreachable(exchange) : real(exchange));
    expect(await startCheck(shared)()).toBe("good");
  });

  test("that is no chain, or stops before its signer, cannot be checked and nobody is asked", async () => {
    const check = startCheck(shared);
    const [leaf, org, root] = shared.chain;
    if (leaf === undefined || org === undefined || root === undefined) return expect.fail("no chain");
    for (const chain of [
      [],
      [leaf],
      [leaf, root],
      [org, leaf],
      [leaf, leaf],
      [leaf, Buffer.from("x")],
      Array(11).fill(leaf),
    ])
      expect(await check(chain)).toBe("unknown");
    expect(shared.asked).toEqual([]);
  });

  test("that names another authority's certificate of the same name is no chain", async () => {
    const twin = await strangerPki();
    const [leaf, , root] = shared.chain;
    const org = chainOf(twin, shared.leafPem)[1];
    expect(await startCheck(shared)([leaf, org, root].filter((der) => der !== undefined))).toBe("unknown");
  });

  test("whose publisher is not one that may be asked is not checked, and nobody is asked", async () => {
    expect(await startCheck(shared, { isAllowedHost: (host) => host === "igc-sante.esante.gouv.fr" })()).toBe(
      "unknown",
    );
    const stray = await ownStage({ publishesLists: false, publishesOcsp: false });
    expect(await startCheck(stray)()).toBe("unknown");
    expect([...shared.asked, ...stray.asked]).toEqual([]);
  });

  test("that names no publisher at all cannot be checked", async () => {
    const silent = await strangerPki();
    const { certPem } = await silent.issue(["imap.demo.mssante.fr"]);
    expect(await startCheck(shared)(chainOf(silent, certPem))).toBe("unknown");
  });
});

describe("a publisher that is down (CONF.22, ECO.1.1.7)", () => {
  const check = async (stage: Stage) => startCheck(stage)();

  test("leaves the last list in use until its end, across restarts", async () => {
    expect(await check(listsOnly)).toBe("good");
    expect(listsOnly.store.kept.size).toBe(2);
    listsOnly.network.ask = unreachable;
    listsOnly.clock.ahead = WEEK - HOUR;
    expect(await check(listsOnly)).toBe("good");
  });

  test("is given four hours past that end, and not one minute more", async () => {
    const running = startCheck(listsOnly);
    expect(await running()).toBe("good");
    listsOnly.network.ask = unreachable;
    listsOnly.clock.ahead = WEEK + 4 * HOUR - 60_000;
    expect([await running(), await check(listsOnly)]).toEqual(["good", "good"]);
    listsOnly.clock.ahead = WEEK + 4 * HOUR + 60_000;
    expect([await running(), await check(listsOnly)]).toEqual(["unknown", "unknown"]);
  });

  test("does not unrevoke anybody: what a list named stays revoked past every grace", async () => {
    const stage = await ownStage({ publishesOcsp: false });
    stage.publisher.revoke(stage.leafPem);
    expect(await check(stage)).toBe("revoked");
    stage.network.ask = unreachable;
    stage.clock.ahead = 3 * WEEK;
    expect(await check(stage)).toBe("revoked");
  });

  test("from the first start on means unknown; ten seconds after it is back, good", async () => {
    const running = startCheck(listsOnly);
    listsOnly.network.ask = unreachable;
    for (const ahead of [0, 5_000, 15_000, 25_000]) {
      listsOnly.clock.ahead = ahead;
      expect(await running()).toBe("unknown");
    }
    listsOnly.network.ask = askAt(listsOnly.publisher);
    listsOnly.clock.ahead += 10_000;
    expect(await running()).toBe("good");
  });

  test("that never answers does not hold a connection longer than the limit", async () => {
    listsOnly.network.ask = () => new Promise(() => undefined);
    const since = performance.now();
    expect(await startCheck(listsOnly, { patienceMs: 100 })()).toBe("unknown");
    expect(performance.now() - since).toBeLessThan(5_000);
  });

  test("does not hold a connection at all while a list of the day is kept: the new one comes behind", async () => {
    const running = startCheck(listsOnly);
    await running();
    listsOnly.network.ask = () => new Promise(() => undefined);
    listsOnly.clock.ahead = 7 * HOUR;
    const since = performance.now();
    expect(await running()).toBe("good");
    expect(performance.now() - since).toBeLessThan(5_000);
    expect(listsOnly.asked).toHaveLength(4);
  });
});

describe("the publisher is not disturbed", () => {
  test("twenty connections at once download each list once, and the next hours nothing", async () => {
    const running = startCheck(listsOnly);
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => running())))).toEqual(new Set(["good"]));
    listsOnly.clock.ahead = 5 * HOUR;
    await running();
    expect(listsOnly.asked).toHaveLength(2);
  });

  test("a restart does not download again what was kept an hour ago", async () => {
    await startCheck(listsOnly)();
    listsOnly.clock.ahead = HOUR;
    expect(await startCheck(listsOnly)()).toBe("good");
    expect(listsOnly.asked).toHaveLength(2);
  });

  test("a 403 is left alone a quarter of an hour, then half an hour", async () => {
    const running = startCheck(listsOnly);
    listsOnly.network.ask = saying(403);
    const askedAfter = async (ahead: number) => {
      listsOnly.clock.ahead = ahead * 60_000;
      expect(await running()).toBe("unknown");
      return listsOnly.asked.length;
    };
    expect(await askedAfter(0)).toBe(2);
    expect(await askedAfter(14)).toBe(2);
    expect(await askedAfter(16)).toBe(4);
    expect(await askedAfter(45)).toBe(4);
    expect(await askedAfter(47)).toBe(6);
  });

  test("a wait the publisher asks for is kept, six hours at most", async () => {
    const running = startCheck(listsOnly);
    listsOnly.network.ask = saying(503, { retryAfterMs: 99 * DAY });
    await running();
    listsOnly.network.ask = askAt(listsOnly.publisher);
    listsOnly.clock.ahead = 5.9 * HOUR;
    expect(await running()).toBe("unknown");
    listsOnly.clock.ahead = 6.1 * HOUR;
    expect(await running()).toBe("good");
  });

  test("OCSP answers are kept too, one for each certificate", async () => {
    const running = startCheck(shared, { order: "ocsp-first" });
    for (const ahead of [0, HOUR, 5 * HOUR]) {
      shared.clock.ahead = ahead;
      expect(await running()).toBe("good");
    }
    expect(shared.asked).toHaveLength(2);
    expect(shared.store.kept.size).toBe(0);
  });
});

describe("what is played to us on the way is not believed", () => {
  test("a page, nothing, another authority's list of the same name", async () => {
    const twin = await strangerPki();
    const until = new Date(Date.now() + WEEK);
    for (const body of [Buffer.from("<html>"), new Uint8Array(), await twin.revocationList([], until)]) {
      listsOnly.network.ask = async () => ({ ok: true, status: 200, body });
      expect(await startCheck(listsOnly)()).toBe("unknown");
    }
    expect(listsOnly.store.kept.size).toBe(0);
  });

  test("an older list, still in date, does not hide a revocation already known", async () => {
    const stage = await ownStage({ publishesOcsp: false });
    const old = new Map<string, Uint8Array>();
    for (const by of ["org", "root"] as const)
      old.set(`/${by}.crl`, await stage.pki.revocationList([], new Date(Date.now() + WEEK), by));
    stage.clock.ahead = HOUR;
    stage.publisher.revoke(stage.leafPem);
    const running = startCheck(stage);
    expect(await running()).toBe("revoked");
    stage.network.ask = async ({ url }) => ({
      ok: true,
      status: 200,
      body: old.get(new URL(url).pathname) ?? new Uint8Array(),
    });
    stage.clock.ahead = 2 * DAY;
    expect([await running(), await startCheck(stage)()]).toEqual(["revoked", "revoked"]);
  });

  test("what the store was made to say is checked as if it came from outside", async () => {
    await startCheck(listsOnly)();
    for (const [key, { savedAt }] of listsOnly.store.kept)
      listsOnly.store.kept.set(key, { bytes: Buffer.from("30003000"), savedAt });
    listsOnly.network.ask = unreachable;
    expect(await startCheck(listsOnly)()).toBe("unknown");
    const broken = { get: () => Promise.reject(new Error("disk")), set: () => Promise.reject(new Error("disk")) };
    listsOnly.network.ask = askAt(listsOnly.publisher);
    expect(await startCheck({ ...listsOnly, store: { ...listsOnly.store, ...broken } })()).toBe("good");
  });

  test("a list from the future, or already over, does not count as good", async () => {
    listsOnly.clock.ahead = -DAY;
    listsOnly.network.ask = async ({ url }) => {
      const by = url.includes("root") ? "root" : "org";
      listsOnly.clock.ahead = 0;
      const body = await listsOnly.pki.revocationList([], new Date(Date.now() + WEEK), by);
      listsOnly.clock.ahead = -DAY;
      return { ok: true, status: 200, body };
    };
    expect(await startCheck(listsOnly)()).toBe("unknown");
    listsOnly.clock.ahead = 0;
    listsOnly.network.ask = async ({ url }) => {
      const by = url.includes("root") ? "root" : "org";
      return {
        ok: true,
        status: 200,
        body: await listsOnly.pki.revocationList([], new Date(Date.now() - 5 * HOUR), by),
      };
    };
    expect(await startCheck(listsOnly)()).toBe("unknown");
  });
});

test("the publisher's host is asked by its name alone: a certificate that names another is not followed", async () => {
  const stage = await ownStage({ publishesLists: false });
  expect(await startCheck(stage)()).toBe("good");
  expect(new Set(stage.asked)).toEqual(new Set(["/ocsp/"]));
  expect(PUBLISHER_HOST).toBe("igc.demo.mssante.fr");
});
