import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { NO_CRITERIA } from "#shared/domain/directory-criteria";
import type { Environment } from "#shared/domain/environment";
import type { OfflineDirectoryState } from "#shared/domain/offline-directory";
import { createPki } from "../demo/pki/pki";
import {
  EXTRACTION_PATH,
  type PublicationServer,
  startPublicationServer,
} from "../demo/publication/start-publication-server";
import { directoryPopulation } from "../demo/world/directory-population";
import { serveDirectory } from "../directory/serve";
import { KNOWN_ENVIRONMENTS } from "../trust/known-environments";
import { httpsDoors } from "./https-door";
import { createDirectoryOf } from "./live-directory";
import { createOfflineDirectory, type OfflineDirectory } from "./offline-directory";
import type { Process } from "./ports";

const HOST = "service.annuaire.demo.mssante.fr";
const NOW = new Date("2026-11-22T08:00:00Z");
const entries = directoryPopulation(300);
const published = entries.filter(({ kind }) => kind !== "APP").length;

const good = async () => "good" as const;

let server: PublicationServer;
let environment: Environment;
const folder = mkdtempSync(join(tmpdir(), "pli-offline-"));
let imports = 0;
let started = 0;
let chosen: string | null = null;
const traced: string[] = [];

/** The directory's process, in this one, over a channel that copies what passes. */
function inThisProcess(): Process {
  started += 1;
  const heard: [((message: unknown) => void)[], ((message: unknown) => void)[]] = [[], []];
  const end = (mine: 0 | 1) => ({
    post: (message: unknown) => {
      const copy = structuredClone(message);
      queueMicrotask(() => heard[mine === 0 ? 1 : 0].forEach((listener) => listener(copy)));
    },
    onMessage: (listener: (message: unknown) => void) => void heard[mine].push(listener),
    onClose: () => undefined,
  });
  serveDirectory(end(1), { now: () => NOW, onUnexpected: (error) => expect.fail(String(error)) });
  return { ...end(0), kill: () => undefined, memory: async () => undefined };
}

let offline: OfflineDirectory;
beforeAll(async () => {
  const pki = await createPki({ now: () => NOW });
  const tls = await pki.issue([HOST]);
  server = await startPublicationServer({ tls, entries, domains: [], now: () => NOW });
  environment = {
    ...KNOWN_ENVIRONMENTS.bas,
    id: "demo",
    anchorsPem: [pki.anchorPem],
    publicDns: false,
    hosts: { [HOST]: { address: "127.0.0.1", port: server.port } },
    directory: { extraction: `https://${HOST}${EXTRACTION_PATH}` },
  };
  offline = createOfflineDirectory({
    platform: {
      start: inThisProcess,
      clock: () => NOW,
      dialogs: { chooseSource: async () => chosen } as never,
      report: (error) => expect.fail(String(error)),
    },
    environment: () => environment,
    door: httpsDoors(good),
    folder: () => folder,
    imported: async () => void (imports += 1),
    changed: () => undefined,
    whiteList: async () => null,
    trace: async ({ answer }) => void traced.push(answer),
  });
});
afterEach(() => {
  server.faults.ranges = true;
  server.faults.cutAfter = null;
});
afterAll(async () => {
  offline.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const done = (): Promise<OfflineDirectoryState> =>
  vi.waitFor(
    async () => {
      const state = await offline.handlers["offline.state"](undefined);
      if (state.work !== null) throw new Error("at work");
      return state;
    },
    { timeout: 15_000, interval: 20 },
  );

test("without a directory nothing is started and nothing is found", async () => {
  expect(await offline.complete("demo cardiologue")).toEqual([]);
  expect(await offline.handlers["offline.state"](undefined)).toMatchObject({ present: null, canDownload: true });
  expect(started).toBe(0);
});

test("the extraction of the day is downloaded over HTTPS, imported and searched", async () => {
  expect((await offline.handlers["offline.check"](undefined)).offered).toBe("2026-11-22T02:30:00.000Z");
  await offline.handlers["offline.download"](undefined);
  const state = await done();
  expect(state).toMatchObject({ failure: null, work: null });
  expect(state.present).toMatchObject({ asOf: "2026-11-22T02:30:00.000Z", rows: published, skipped: 0, stale: false });
  expect(existsSync(join(folder, "annuaire.part"))).toBe(false);
  expect(traced).toEqual(["imported"]);
  expect(imports).toBe(1);
  const somebody = entries.find(({ kind }) => kind === "PER");
  if (somebody === undefined) return expect.fail("an empty population");
  const found = await offline.complete(`${somebody.given} ${somebody.family}`);
  expect(found.map(({ address }) => address)).toContain(somebody.mail);
  expect(found[0]?.source).toBe("offline");
});

test("the window asks it beside the live directories, and a dead one does not take its answer away", async () => {
  const dead = { ...environment, directory: { ...environment.directory, ldap: "ldap://nowhere.demo.mssante.fr" } };
  const one = createDirectoryOf({
    environment: () => dead,
    revocation: good,
    door: httpsDoors(good),
    live: { key: async () => null, attributes: { read: async () => null, keep: async () => undefined } },
    offline: offline.source,
  });
  const answers = await one.search({ ...NO_CRITERIA, profession: "pharmacien" }, new AbortController().signal);
  expect(answers.map(({ source, failure }) => [source, failure])).toEqual([
    ["ldap", "unreachable"],
    ["offline", null],
  ]);
  expect(answers[1]?.recipients.length).toBeGreaterThan(0);
});

test("an import that fails leaves the directory and says why", async () => {
  chosen = join(folder, "annuaire.db");
  await offline.handlers["offline.import"](undefined);
  const state = await done();
  expect(state.failure).toBe("offline-unreadable");
  expect(state.present?.rows).toBe(published);
});

test("a connection cut in the middle is told, and nothing of the directory changes", async () => {
  server.faults.cutAfter = 1000;
  const stopped = offline.handlers["offline.download"](undefined);
  await stopped;
  await offline.handlers["offline.cancel"](undefined);
  const state = await done();
  expect(state.failure).toBe("offline-cancelled");
  expect(state.present?.rows).toBe(published);
});

test("it is erased on demand", async () => {
  expect((await offline.handlers["offline.remove"](undefined)).present).toBeNull();
  expect(existsSync(join(folder, "annuaire.db"))).toBe(false);
  expect(await offline.complete("demo")).toEqual([]);
});
