import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testPki } from "../demo/pki/testing/authorities";
import { createMemoryStore } from "./memory-store";
import { type SharedStore, StoreUnavailable } from "./ports";
import { startValkey, type ValkeyServer } from "./testing/valkey-server";
import { openValkeyStore } from "./valkey-store";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let server: ValkeyServer;
const stores: Record<string, SharedStore> = {};
beforeAll(async () => {
  server = await startValkey();
  stores["memory"] = createMemoryStore({ now: () => Date.now() });
  stores["a real server"] = openValkeyStore({ url: server.url });
});
afterAll(async () => {
  for (const store of Object.values(stores)) await store.close();
  await server.stop();
});

describe.each(["memory", "a real server"])("a store in %s", (name) => {
  const store = () => stores[name] ?? expect.fail("no store");

  test("gives back what was set, until its time has passed", async () => {
    expect(await store().set("a", "é\r\n*1\r\n", 80)).toBe(true);
    expect(await store().get("a")).toBe("é\r\n*1\r\n");
    await pause(120);
    expect(await store().get("a")).toBeUndefined();
  });

  test("sets only what is absent, or only what is present, when told so", async () => {
    expect(await store().set("b", "1", 5_000, "present")).toBe(false);
    expect(await store().get("b")).toBeUndefined();
    expect(await store().set("b", "1", 5_000, "absent")).toBe(true);
    expect(await store().set("b", "2", 5_000, "absent")).toBe(false);
    expect(await store().set("b", "3", 5_000, "present")).toBe(true);
    expect(await store().get("b")).toBe("3");
  });

  test("one alone of many who ask for the same lock has it", async () => {
    const tries = Array.from({ length: 20 }, (_, index) => store().set("lock", String(index), 5_000, "absent"));
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
  });

  test("removes, and removes only for who owns it", async () => {
    await store().set("c", "mine", 5_000);
    await store().removeIfEqual("c", "another's");
    expect(await store().get("c")).toBe("mine");
    await store().removeIfEqual("c", "mine");
    expect(await store().get("c")).toBeUndefined();
    await store().set("c", "x", 5_000);
    await store().remove("c");
    await store().remove("c");
    expect(await store().get("c")).toBeUndefined();
  });

  test("counts without losing one, and forgets at the end of the window", async () => {
    const sums = await Promise.all(Array.from({ length: 10 }, () => store().count("n", 150)));
    expect([...sums].sort((left, right) => left - right)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    await pause(200);
    expect(await store().count("n", 150)).toBe(1);
  });

  test("says that it is there", async () => expect(await store().ping()).toBe(true));
});

test("memory takes no more than its measure, unless something has ended", async () => {
  let now = 0;
  const store = createMemoryStore({ now: () => now, maxEntries: 2 });
  await store.set("a", "1", 10);
  await store.set("b", "1", 100);
  await expect(store.set("c", "1", 10)).rejects.toThrow(StoreUnavailable);
  await expect(store.count("n", 10)).rejects.toThrow(StoreUnavailable);
  expect(await store.set("b", "2", 100)).toBe(true);
  now = 20;
  expect(await store.set("c", "1", 10)).toBe(true);
});

describe("a server that fails", () => {
  /** What answers in the server's place. */
  async function impostor(answer: (socket: Socket) => void) {
    const fake = createServer(answer).listen(0, "127.0.0.1");
    await new Promise((resolve) => fake.once("listening", resolve));
    const { port } = fake.address() as AddressInfo;
    return { url: `redis://127.0.0.1:${port}`, close: () => fake.close() };
  }

  test("a wrong password is unavailable, and never repeated in the error", async () => {
    const store = openValkeyStore({ url: `redis://:faux-DEMO@127.0.0.1:${server.port}` });
    await expect(store.get("a")).rejects.toThrow(/^store-unavailable$/u);
    expect(await store.ping()).toBe(false);
    await store.close();
  });

  test("nobody there", async () => {
    const store = openValkeyStore({ url: "redis://127.0.0.1:1" });
    await expect(store.set("a", "1", 10)).rejects.toThrow(StoreUnavailable);
    await store.close();
  });

  test("silence lasts no longer than its limit, and everything behind is told", async () => {
    const mute = await impostor(() => undefined);
    const store = openValkeyStore({ url: mute.url, timeoutMs: 100 });
    const since = Date.now();
    const outcomes = await Promise.allSettled([store.get("a"), store.get("b")]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(Date.now() - since).toBeLessThan(5_000);
    await store.close();
    mute.close();
  });

  test.each([
    "HTTP/1.1 400 Bad Request\r\n\r\n",
    "*2\r\n:1\r\n:2\r\n",
    "+PONG\r\n+AND MORE\r\n",
    "-READONLY you cannot\r\n",
  ])("%j is not taken for an answer", async (bytes) => {
    const odd = await impostor(
      (socket) => void socket.on("data", () => socket.write(bytes)).on("error", () => undefined),
    );
    const store = openValkeyStore({ url: odd.url, timeoutMs: 300 });
    await expect(store.count("a", 10)).rejects.toThrow(StoreUnavailable);
    await store.close();
    odd.close();
  });

  test("a connection that was cut is opened again for the next command", async () => {
    const store = stores["a real server"] ?? expect.fail("no store");
    const other = openValkeyStore({ url: server.url });
    expect(await other.ping()).toBe(true);
    // The server itself cuts every connection but the one that asks.
    const { createValkeyLink } = await import("./valkey-link");
    const link = createValkeyLink({ url: server.url });
    await link.command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    await pause(50);
    expect(await store.ping()).toBe(true);
    expect(await other.ping()).toBe(true);
    link.close();
    await other.close();
    await expect(other.get("a")).rejects.toThrow(StoreUnavailable);
  });
});

test("over TLS only under the given authority", async () => {
  const pki = await testPki();
  const { certPem, keyPem } = await pki.issue(["localhost"]);
  const folder = mkdtempSync(join(tmpdir(), "pli-relay-"));
  const [certFile, keyFile] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  writeFileSync(certFile, certPem);
  writeFileSync(keyFile, keyPem, { mode: 0o600 });
  const secure = await startValkey({ certFile, keyFile });
  const trusting = openValkeyStore({ url: secure.url, ca: pki.anchorPem });
  const wary = openValkeyStore({ url: secure.url });
  expect(await trusting.set("a", "1", 1_000)).toBe(true);
  expect(await wary.ping()).toBe(false);
  await trusting.close();
  await wary.close();
  await secure.stop();
  rmSync(folder, { recursive: true });
});
