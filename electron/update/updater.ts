import { join } from "node:path";
import type { Release, UpdateFailure, UpdateStep } from "#shared/domain/update";
import { download, isWhole } from "./download";
import { isFor, judge } from "./judge";
import { type Manifest, MANIFEST_BYTES, readManifest, type UpdateFile } from "./manifest";
import { type Remembered, remember, remembered, sweep } from "./memory";
import type { UpdatePorts } from "./ports";
import type { UpdateSource } from "./source";

/** The name of the signed manifest beside its files. */
export const MANIFEST_NAME = "latest.pli-update";

/** A downloaded file that was verified, ready to be installed. */
export type ReadyUpdate = { readonly path: string; readonly sha512: string; readonly release: Release };

/** Looks for updates and downloads them; installing is another's. */
export type Updater = {
  readonly step: () => UpdateStep;
  readonly lookedAt: () => string | null;
  /** Looks now. Ends when what is published is known; a download goes on behind. */
  readonly look: () => Promise<void>;
  /** What is ready, its file verified once more; null when there is none any more. */
  readonly ready: () => Promise<ReadyUpdate | null>;
  /** What was ready could not be installed. */
  readonly refuse: (code: UpdateFailure) => void;
  /** Looks by itself soon, then once a day. */
  readonly start: () => Promise<void>;
  /** Ends with the download that was under way, if any; what it brought is kept. */
  readonly stop: () => Promise<void>;
};

const MANIFEST_MS = 30_000;
const FIRST_MS = 60_000;
const DAY_MS = 86_400_000;
const SPREAD_MS = 4 * 3_600_000;

type Offered = { readonly file: UpdateFile; readonly release: Release };

/** The search as it goes. */
type Search = {
  readonly ports: UpdatePorts;
  readonly source: UpdateSource;
  readonly end: AbortController;
  step: UpdateStep;
  memory: Remembered;
  offered: Offered | null;
  looking: Promise<void> | null;
  fetching: Promise<void>;
  cancel: () => void;
};

/** Builds it over its ports; nothing is asked before `start` or `look`. */
export function createUpdater(ports: UpdatePorts): Updater {
  if (ports.source === null) return NEVER;
  const search: Search = {
    ports,
    source: ports.source,
    end: new AbortController(),
    step: { step: "quiet" },
    memory: { seen: null, lookedAt: null },
    offered: null,
    looking: null,
    fetching: Promise.resolve(),
    cancel: () => undefined,
  };
  return {
    step: () => search.step,
    lookedAt: () => search.memory.lookedAt,
    look: () => look(search),
    ready: () => readyUpdate(search),
    refuse: (code) => {
      // Another is on its way already: looked for meanwhile, it would be downloaded twice at once.
      if (search.step.step !== "downloading") fail(search, code, search.offered?.release ?? null);
    },
    start: async () => {
      search.memory = await remembered(ports.folder);
      plan(search, FIRST_MS, FIRST_MS);
    },
    stop: async () => {
      search.cancel();
      search.end.abort();
      await search.looking;
      await search.fetching;
    },
  };
}

/** A copy that was made without an address looks for nothing. */
const NEVER: Updater = {
  step: () => ({ step: "off" }),
  lookedAt: () => null,
  look: async () => undefined,
  ready: async () => null,
  refuse: () => undefined,
  start: async () => undefined,
  stop: async () => undefined,
};

function become(search: Search, next: UpdateStep): void {
  search.step = next;
  search.ports.changed();
}

const fail = (search: Search, code: UpdateFailure, release: Release | null = null): void =>
  become(search, { step: "failed", code, release });

function plan(search: Search, ms: number, spread: number): void {
  const { after, chance, mayLook } = search.ports;
  search.cancel = after(ms + chance() * spread, () => {
    plan(search, DAY_MS - SPREAD_MS, SPREAD_MS);
    if (mayLook()) void look(search);
  });
}

/** One look at a time: who asks meanwhile waits for the same. */
function look(search: Search): Promise<void> {
  search.looking ??= lookOnce(search)
    .catch((error: unknown) => {
      search.ports.report(error);
      fail(search, "disk");
    })
    .finally(() => (search.looking = null));
  return search.looking;
}

async function lookOnce(search: Search): Promise<void> {
  const before = search.step;
  if (before.step === "downloading") return;
  become(search, { step: "looking" });
  const { ports, source } = search;
  const published = await fetchManifest(ports, source);
  if (typeof published !== "string") return settle(search, published, before);
  await ports.trace({ act: "look", version: "", answer: published });
  // What was ready stays so: only the server could not be asked.
  if (before.step === "ready" && (published === "unreachable" || published === "untrusted"))
    return become(search, before);
  fail(search, published);
}

/** What a believed manifest changes. */
async function settle(search: Search, manifest: Manifest, before: UpdateStep): Promise<void> {
  const { ports, memory } = search;
  const judged = judge(manifest, ports.running, memory.seen, ports.clock());
  const answer = judged.kind === "refused" ? judged.code : judged.kind;
  const { version, date, notes } = manifest;
  await ports.trace({ act: "look", version, answer });
  if (answer === "expired" || answer === "older") return fail(search, answer);
  if (!isFor(manifest, ports.running)) return fail(search, "no-file");
  search.memory = { seen: { version, date }, lookedAt: ports.clock().toISOString() };
  await remember(ports.folder, search.memory);
  const release = { version, date, notes };
  if (judged.kind === "refused") return fail(search, judged.code, release);
  await sweep(ports.folder, judged.kind === "offered" ? judged.file.name : null);
  if (judged.kind === "current") return become(search, { step: "quiet" });
  const isKnown = before.step === "ready" && search.offered?.file.sha512 === judged.file.sha512;
  search.offered = { file: judged.file, release };
  if (isKnown) return become(search, { step: "ready", release });
  search.fetching = fetchFile(search, search.offered).catch((error: unknown) => {
    ports.report(error);
    fail(search, "disk", release);
  });
}

async function fetchFile(search: Search, { file, release }: Offered): Promise<void> {
  const { ports, source } = search;
  become(search, { step: "downloading", release, percent: 0 });
  const told = (percent: number): void => {
    if (search.step.step === "downloading" && percent !== search.step.percent)
      become(search, { step: "downloading", release, percent });
  };
  const url = new URL(file.name, source.address).href;
  const target = join(ports.folder, file.name);
  const ended = await download({ url, file, target, told, signal: search.end.signal }, ports);
  if (ended === "stopped") return;
  await ports.trace({ act: "download", version: release.version, answer: ended ?? "verified" });
  if (ended !== null) return fail(search, ended, release);
  become(search, { step: "ready", release });
  ports.readied();
}

/** Between its download and its installation a file could change: it is verified again. */
async function readyUpdate(search: Search): Promise<ReadyUpdate | null> {
  const { step, offered, ports } = search;
  if (step.step !== "ready" || offered === null) return null;
  const path = join(ports.folder, offered.file.name);
  const { file, release } = offered;
  if (await isWhole(path, file)) return { path, sha512: file.sha512, release };
  fail(search, "altered", offered.release);
  return null;
}

async function fetchManifest(
  { request }: UpdatePorts,
  { address, keys }: UpdateSource,
): Promise<Manifest | UpdateFailure> {
  const answer = await request({
    url: new URL(MANIFEST_NAME, address).href,
    method: "GET",
    headers: { "cache-control": "no-cache" },
    timeoutMs: MANIFEST_MS,
    maxBytes: MANIFEST_BYTES,
  });
  if (!answer.ok)
    return answer.code === "untrusted" ? "untrusted" : answer.code === "too-large" ? "unreadable" : "unreachable";
  if (answer.status !== 200) return "unreachable";
  const read = readManifest(answer.body, keys);
  return read.ok ? read.manifest : read.code;
}
