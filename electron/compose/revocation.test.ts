import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DemoOperator } from "../demo/operator";
import { smallOperator } from "../demo/testing/rehearsed-operator";
import type { RevocationCheck } from "../trust/ports";
import { httpsDoors } from "./https-door";
import { createRevocationOf } from "./revocation";

/** The whole demonstration, whose authority publishes its lists, over real HTTPS and HTTP. */
let operator: DemoOperator;
const folder = mkdtempSync(join(tmpdir(), "pli-revocation-"));
beforeAll(async () => {
  operator = await smallOperator();
});
afterAll(async () => {
  await operator.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The application's own exchange, and its check as after a start: its memory is new, what it keeps on disk is there. */
const discover = (check: RevocationCheck) =>
  httpsDoors(check)(operator.environment, "psc")({
    url: operator.environment.psc.discoveryUrl,
    method: "GET",
    timeoutMs: 5_000,
    maxBytes: 100_000,
  });
const startCheck = (kept: string, environment = operator.environment) => createRevocationOf(() => environment, kept);

test("in the demonstration the check really runs: the lists of both authorities are fetched and kept", async () => {
  expect(await discover(startCheck(folder))).toMatchObject({ ok: true, status: 200 });
  expect(readdirSync(join(folder, "revocation", "demo"))).toHaveLength(2);
});

test("CONF.22: with the publisher out, the last list is used after a start of the application", async () => {
  const lists = mkdtempSync(join(tmpdir(), "pli-revocation-"));
  const chains: (readonly Uint8Array[])[] = [];
  const check = startCheck(lists);
  await discover(async (chain) => (chains.push(chain), check(chain)));
  const [chain = expect.fail("nothing was asked")] = chains;
  const out = { ...operator.environment, hosts: withoutPublisher(operator) };
  const empty = mkdtempSync(join(tmpdir(), "pli-revocation-"));
  expect(await startCheck(empty, out)(chain)).toBe("unknown");
  expect(await startCheck(lists, out)(chain)).toBe("good");
  rmSync(empty, { recursive: true, force: true });
  rmSync(lists, { recursive: true, force: true });
});

test("a revoked server is refused as soon as its authority says so, and the refusal names the cause", async () => {
  const lists = mkdtempSync(join(tmpdir(), "pli-revocation-"));
  operator.servers.publisher.revoke(operator.servers.certificatePem);
  expect(await discover(startCheck(lists))).toEqual({ ok: false, code: "untrusted", certificate: "revoked" });
  rmSync(lists, { recursive: true, force: true });
});

/** The publisher's name leads to a port where nobody listens. */
const withoutPublisher = ({ environment }: DemoOperator) =>
  Object.fromEntries(
    Object.entries(environment.hosts ?? {}).map(([host, place]) => [
      host,
      host.startsWith("publication.") ? { ...place, port: 1 } : place,
    ]),
  );
