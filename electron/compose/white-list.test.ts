import { expect, test } from "vitest";
import type { HttpsAnswer } from "#shared/domain/https-exchange";
import { readWhiteList } from "../directory/white-list";
import { keptWhiteList, refreshWhiteList, whiteListState } from "./white-list";

const xml = (...domains: readonly string[]): HttpsAnswer => ({
  ok: true,
  status: 200,
  headers: {},
  body: new TextEncoder().encode(
    `<n:L xmlns:n="https://listeblanche.mssante.fr/schema">${domains.map((name) => `<n:Domaine><n:Nom>${name}</n:Nom></n:Domaine>`).join("")}</n:L>`,
  ),
});

/** A profile that keeps settings, a clock, and a server that answers what it is told. */
function stage() {
  const kept = new Map<string, unknown>();
  const at = { now: new Date("2026-11-01T08:00:00Z"), answer: xml("a.demo.mssante.fr", "b.demo.mssante.fr"), asked: 0 };
  const store = {
    get: () => ({
      getSetting: async (key: string) => kept.get(key) ?? null,
      setSetting: async (key: string, value: unknown) => void kept.set(key, structuredClone(value)),
    }),
  };
  const ports = {
    store,
    platform: { clock: () => at.now },
    environment: () => ({ directory: { whiteList: "https://liste.demo.mssante.fr/liste.xml" } }),
    door: () => async () => {
      at.asked += 1;
      return at.answer;
    },
    trace: async () => undefined,
    changed: () => undefined,
  } as unknown as Parameters<typeof refreshWhiteList>[0];
  const process = {
    call: async (act: (service: unknown) => unknown) =>
      act({ readWhiteList: async (bytes: Uint8Array) => readWhiteList(bytes) }),
  } as unknown as Parameters<typeof refreshWhiteList>[1];
  return { at, ports, refresh: () => refreshWhiteList(ports, process), kept: () => keptWhiteList(ports.store) };
}

test("the list is kept with the day it was taken, and taken again a day later", async () => {
  const { at, ports, refresh, kept } = stage();
  expect(await whiteListState(ports)).toBeNull();
  await refresh();
  expect(await kept()).toEqual({ domains: ["a.demo.mssante.fr", "b.demo.mssante.fr"], asOf: at.now.toISOString() });
  await refresh();
  expect(at.asked).toBe(1);
  at.now = new Date("2026-11-02T09:00:00Z");
  at.answer = xml("a.demo.mssante.fr", "c.demo.mssante.fr");
  await refresh();
  expect((await kept())?.domains).toEqual(["a.demo.mssante.fr", "c.demo.mssante.fr"]);
});

test.each<readonly [string, HttpsAnswer]>([
  ["a server that is away", { ok: false, code: "unreachable" }],
  ["a refusal", { ok: true, status: 503, headers: {}, body: new Uint8Array(0) }],
  ["a page that is no list", { ok: true, status: 200, headers: {}, body: new TextEncoder().encode("<html/>") }],
  ["a list that lost most of its domains", xml("a.demo.mssante.fr")],
])("%s leaves the one kept, which then grows old", async (_what, answer) => {
  const { at, ports, refresh, kept } = stage();
  at.answer = xml("a.demo.mssante.fr", "b.demo.mssante.fr", "c.demo.mssante.fr");
  await refresh();
  const before = await kept();
  at.now = new Date("2026-11-10T08:00:00Z");
  at.answer = answer;
  await refresh();
  expect(await kept()).toEqual(before);
  expect(await whiteListState(ports)).toMatchObject({ domains: 3, stale: true });
});
