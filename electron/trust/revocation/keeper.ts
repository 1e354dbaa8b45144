import { createHash } from "node:crypto";
import { mayAskAgainAt, type PublisherFailure } from "./back-off";
import type { AskPublisher, ListStore, PublisherAnswer, WallClock } from "./ports";
import { GRACE_MS, type Statement } from "./statement";

const MAX_BYTES = 5 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
/** A kept statement is not asked for again before this, however long it lasts. */
const FRESH_MS = 6 * 3_600_000;
/** Past this age the new one is waited for; before, it comes behind the answer given now. */
const OLD_MS = 24 * 3_600_000;
/** One per authority and address; more than this is someone making us keep things. */
const MAX_KEPT = 200;

/** One address to ask, for one authority; `name` tells apart what the same address says of different things. */
export type Source = {
  readonly url: string;
  readonly name: string;
  readonly question?: { readonly body: Uint8Array; readonly contentType: string };
  /** Kept across restarts: lists are, answers about one certificate are not. */
  readonly isKept: boolean;
  /** Checks bytes from outside, the store's included; undefined when they are not what was asked. */
  read(bytes: Uint8Array): Statement | undefined;
};

/** Gives the best statement there is for a source, without judging its age; undefined when there is none. Never rejects. */
export type Keeper = (source: Source) => Promise<Statement | undefined>;

type Held = { readonly statement: Statement; readonly gotAt: number };
type Shelf = {
  held: Held | undefined;
  failure: PublisherFailure | undefined;
  underWay: Promise<void> | undefined;
  loaded: Promise<void> | undefined;
};
type Ports = {
  readonly ask: AskPublisher;
  readonly store: ListStore;
  readonly clock: WallClock;
  readonly isAllowedHost: (host: string) => boolean;
};

/** Remembers statements (successes) and failures by source, with one download under way for each (CONF.22, ECO.1.1.7). */
export function createKeeper(ports: Ports): Keeper {
  const shelves = new Map<string, Shelf>();
  return async (source) => {
    if (!ports.isAllowedHost(new URL(source.url).hostname)) return undefined;
    const key = createHash("sha256").update(`${source.name} ${source.url}`).digest("hex");
    const shelf = shelves.get(key) ?? addShelf(shelves, key);
    shelf.loaded ??= load(shelf, source, key, ports);
    await shelf.loaded;
    const now = ports.clock.now();
    const { held } = shelf;
    const isCurrent = held !== undefined && now < held.statement.endsAt && now >= held.gotAt;
    if (isCurrent && now - held.gotAt < FRESH_MS) return held.statement;
    if (isResting(shelf, now)) return held?.statement;
    shelf.underWay ??= renew(shelf, source, key, ports).finally(() => {
      shelf.underWay = undefined;
    });
    if (!isCurrent || now - held.gotAt > OLD_MS) await shelf.underWay;
    return shelf.held?.statement;
  };
}

function addShelf(shelves: Map<string, Shelf>, key: string): Shelf {
  const oldest = shelves.keys().next();
  if (shelves.size >= MAX_KEPT && oldest.done !== true) shelves.delete(oldest.value);
  const shelf: Shelf = { held: undefined, failure: undefined, underWay: undefined, loaded: undefined };
  shelves.set(key, shelf);
  return shelf;
}

function isResting({ failure, held }: Shelf, now: number): boolean {
  if (failure === undefined || now < failure.at) return false;
  const holdsUsable = held !== undefined && now < held.statement.endsAt + GRACE_MS;
  return now < mayAskAgainAt(failure, holdsUsable);
}

async function load(shelf: Shelf, source: Source, key: string, ports: Ports): Promise<void> {
  if (!source.isKept) return;
  const kept = await ports.store.get(key).catch(() => null);
  const statement = kept === null || kept.bytes.length > MAX_BYTES ? undefined : source.read(kept.bytes);
  if (kept !== null && statement !== undefined) shelf.held = { statement, gotAt: kept.savedAt };
}

async function renew(shelf: Shelf, source: Source, key: string, ports: Ports): Promise<void> {
  const answer = await ports
    .ask({ url: source.url, ...source.question, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES })
    .catch((): PublisherAnswer => ({ ok: false, code: "unreachable" }));
  const now = ports.clock.now();
  const statement = answer.ok && answer.status === 200 ? source.read(answer.body) : undefined;
  // Anyone on the way may play an older list again, still in date: the newest that was seen stays.
  const isOlder = statement !== undefined && shelf.held !== undefined && statement.madeAt < shelf.held.statement.madeAt;
  if (!answer.ok || statement === undefined || isOlder || now >= statement.endsAt) {
    shelf.failure = failureOf(answer, shelf.failure, now);
    // Past its end it may still name a revoked certificate, and counts during the grace.
    if (statement !== undefined && shelf.held === undefined) shelf.held = { statement, gotAt: now };
    return;
  }
  shelf.failure = undefined;
  shelf.held = { statement, gotAt: now };
  if (source.isKept) await ports.store.set(key, { bytes: answer.body, savedAt: now }).catch(() => undefined);
}

function failureOf(answer: PublisherAnswer, before: PublisherFailure | undefined, at: number): PublisherFailure {
  const count = (before?.count ?? 0) + 1;
  if (!answer.ok) return { kind: "silent", at, count };
  const kind = answer.status === 403 || answer.status === 429 ? "refused" : "strange";
  return { kind, at, count, ...(answer.retryAfterMs === undefined ? {} : { retryAfterMs: answer.retryAfterMs }) };
}
