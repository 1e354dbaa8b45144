import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { failureOf } from "../failure";
import type { Clock } from "../ports";
import { bundle, type FhirServer, startFhirServer } from "../testing/fhir-server";
import { asked, never, population, quick, sourceOn, typed } from "../testing/fhir-stage";
import type { FhirSettings } from "./source";

let server: FhirServer;
beforeAll(async () => {
  server = await startFhirServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.asked.length = 0;
  server.reply = () => ({});
});

const source = (settings?: Partial<FhirSettings>, clock?: Clock) => sourceOn(server, settings, clock);
const failed = (reply: object) => {
  server.reply = () => reply;
  return source()
    .ask(asked({ family: "fictif" }), "window", never)
    .catch(failureOf);
};

describe("§7.12: when it goes wrong", () => {
  const outcome = {
    resourceType: "OperationOutcome",
    issue: [{ severity: "error", diagnostics: "Parameter X not found" }],
  };

  test.each([
    [401, "key"],
    [403, "key"],
    [400, "refused"],
    [404, "refused"],
    [412, "refused"],
    [500, "refused"],
    [302, "refused"],
  ])("a %i with an OperationOutcome is “%s”", async (status, code) => {
    expect(await failed({ status, body: outcome })).toBe(code);
    expect(server.asked).toHaveLength(1);
  });

  test.each([502, 504])(
    "a %i with an HTML body is tried once more after a second, then unreachable",
    async (status) => {
      expect(await failed({ status, body: "<html>Bad gateway</html>" })).toBe("unreachable");
      expect(server.asked).toHaveLength(2);
    },
  );

  test("a 502 once is not seen", async () => {
    server.reply = ({ path }) =>
      server.asked.length === 1 ? { status: 502, body: "<html>" } : { body: bundle(population(path)) };
    expect((await source().ask(asked({ family: "fictif" }), "window", never)).findings.length).toBeGreaterThan(0);
  });

  test.each(["<html>", "{", "[]", "null", '{"resourceType":"Patient"}', "[".repeat(100_000)])(
    "a 200 that is no bundle is unreadable: %s",
    async (body) => {
      expect(await failed({ body })).toBe("unreadable");
    },
  );

  test("an answer beyond 6 MB is unreadable", async () => {
    expect(await failed({ body: `{"resourceType":"Bundle","x":"${"y".repeat(6_400_000)}"}` })).toBe("unreadable");
  });

  test.each([429, 503])("a %i pauses the source: nothing is sent before Retry-After", async (status) => {
    let now = 1_000_000;
    const one = source({}, { now: () => now, wait: async () => undefined });
    server.reply = () => ({ status, body: outcome, headers: { "retry-after": "5" } });
    const ask = () => one.ask(asked({ family: "fictif" }), "window", never).then(() => "answered", failureOf);
    expect(await ask()).toBe("busy");
    server.reply = () => ({});
    now += 4900;
    expect(await ask()).toBe("busy");
    expect(server.asked).toHaveLength(1);
    now += 200;
    expect(await ask()).toBe("answered");
  });

  test("without Retry-After the pause doubles at each refusal, a minute at most", async () => {
    let now = 1_000_000;
    const one = source({}, { now: () => now, wait: async () => undefined });
    server.reply = () => ({ status: 503, headers: { "retry-after": "mardi" } });
    const pauses: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const before = server.asked.length;
      let waited = 0;
      while (server.asked.length === before) {
        await one.ask(asked({ family: "fictif" }), "window", never).catch(failureOf);
        if (server.asked.length === before) [waited, now] = [waited + 500, now + 500];
      }
      pauses.push(waited);
    }
    expect(pauses).toEqual([0, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000]);
  });

  test("a server that hangs is left at the end of the time", async () => {
    server.reply = () => ({ hang: true });
    let skew = 0;
    const hurried: Clock = { now: () => Date.now() + skew, wait: quick.wait };
    const one = source(
      { request: (exchange) => server.request({ ...exchange, timeoutMs: Math.min(exchange.timeoutMs, 100) }) },
      hurried,
    );
    skew = 5000;
    expect(await one.ask(asked({ family: "fictif" }), "typing", never).catch(failureOf)).toBe("timeout");
  });

  test("a certificate of another authority is untrusted, and the key is not sent", async () => {
    expect(
      await source({ request: server.mistrusting })
        .ask(asked({ family: "fictif" }), "window", never)
        .catch(failureOf),
    ).toBe("untrusted");
    expect(server.asked).toEqual([]);
  });

  test.each([null, "", "clé", "a\r\nx: y", "k".repeat(300)])(
    "without a usable key (%j) nothing is sent",
    async (key) => {
      expect(
        await source({ key: () => key })
          .ask(asked({ family: "fictif" }), "window", never)
          .catch(failureOf),
      ).toBe("key");
      expect(server.asked).toEqual([]);
    },
  );

  test("a probe says whether it has a key and why nothing came, never who", async () => {
    server.reply = ({ path }) => ({ body: bundle(population(path)) });
    expect(await source().probe(never)).toEqual({ keyed: true, failure: null, count: 3 });
    expect(server.asked.map(({ query }) => query.get("_count"))).toEqual(["1"]);
    expect(await source({ key: () => null }).probe(never)).toMatchObject({ keyed: false, failure: "key" });
    server.reply = () => ({ status: 401, body: outcome });
    expect(await source().probe(never)).toEqual({ keyed: true, failure: "key", count: 0 });
  });

  test("§7.8: a newer question while typing cancels the older; the caller's signal too", async () => {
    server.reply = ({ query }) => (query.get("family") === "ancien" ? { hang: true } : {});
    const one = source();
    const older = one.ask(typed("ancien"), "typing", never).then(() => "answered", failureOf);
    const newer = one.ask(typed("nouveau"), "typing", never).then(() => "answered", failureOf);
    expect(await Promise.all([older, newer])).toEqual(["cancelled", "answered"]);
    server.reply = () => ({ hang: true });
    expect(await one.ask(asked({ family: "fictif" }), "window", AbortSignal.timeout(50)).catch(failureOf)).toBe(
      "cancelled",
    );
  });

  test("places that cannot be fetched leave the people, and the list is said to be cut", async () => {
    server.reply = ({ path }) =>
      path.endsWith("/Organization") ? { status: 500, body: outcome } : { body: bundle(population(path)) };
    const answer = await source().ask(asked({ family: "fictif" }), "window", never);
    expect(answer.findings).toHaveLength(2);
    expect(answer.cut).toBe("size");
  });
});
