import type { Housekeeping, TidyRule } from "#shared/contract/housekeeping";
import { AGES, type Age } from "#shared/domain/age";
import type { Handlers } from "#shared/contract/index";
import type { ConversationId } from "#shared/domain/ids";
import type { StoreClient } from "../store/serve";
import type { Services } from "./services";

type Names = Extract<keyof Handlers, `housekeeping.${string}`>;
type Act = "archive" | "delete";

const RULE = "tidy-rule";
const KEPT = "kept-months";
/** Since when bodies are fetched ahead of need: set when the cache was emptied, so that it stays empty. */
const EMPTIED = "cache-emptied";
const RULED = "tidied-on";
const AT_ONCE = 500;

/** Putting away by rule and on demand, quota, and what is kept here. */
export function housekeepingHandlers(services: Services): Pick<Handlers, Names> {
  const { store } = services;
  const state = () => stateOf(store.get());
  return {
    "housekeeping.state": state,
    "housekeeping.quota": ({ mailboxId }) => services.mailboxes.quota(mailboxId),
    "housekeeping.preview": async ({ act, months }) => {
      const { ids, messages, oldest } = await store.get().tidiable(act, monthsAgo(services, months));
      return { conversations: ids.length, messages, oldest };
    },
    "housekeeping.tidy": async ({ act, months }) => ({ ids: await tidy(services, act, months, "on demand") }),
    "housekeeping.restore": async ({ ids }) => {
      for (let from = 0; from < ids.length; from += AT_ONCE)
        await services.operations.mark(ids.slice(from, from + AT_ONCE), "restore");
      return null;
    },
    "housekeeping.setRule": async (rule) => {
      await store.get().setSetting(RULE, rule);
      await services.trace({ action: "move", request: "rule", answer: wordsOf(rule), success: true });
      services.changed("housekeeping");
      return state();
    },
    "housekeeping.keep": async ({ months }) => {
      await store.get().setSetting(KEPT, months);
      await store.get().setSetting(EMPTIED, null);
      await dropOld(services);
      services.changed("housekeeping", "conversations");
      return state();
    },
    "housekeeping.emptyCache": async () => {
      const now = services.platform.clock().toISOString();
      const gone = await dropBefore(store.get(), now);
      await store.get().setSetting(EMPTIED, now);
      await services.trace({ action: "cache", request: "empty", answer: `${gone.dropped} messages`, success: true });
      services.changed("housekeeping", "conversations");
      return gone;
    },
  };
}

/** Once a day, when the store is open: the rule, then what is kept here longer than asked. */
export async function keepHouse(services: Services): Promise<void> {
  const store = services.store.get();
  const today = services.platform.clock().toISOString().slice(0, 10);
  if ((await store.getSetting(RULED)) === today) return;
  await store.setSetting(RULED, today);
  const { rule } = await stateOf(store);
  if (rule.act !== "none") {
    const gone = await tidy(services, rule.act, rule.months, "by rule");
    if (gone.length > 0)
      services.platform.emit({ kind: "notice", code: `tidied-${rule.act}`, about: String(gone.length) });
  }
  await dropOld(services);
}

/** The date (ISO) before which bodies are not fetched ahead of need. */
export async function aheadSince(services: Pick<Services, "store" | "platform">): Promise<string> {
  const store = services.store.get();
  const emptied = await store.getSetting(EMPTIED);
  const { keptMonths } = await stateOf(store);
  const limit = keptMonths === null ? "" : monthsAgo(services, keptMonths);
  return typeof emptied === "string" && emptied > limit ? emptied : limit;
}

async function tidy(services: Services, act: Act, months: Age, how: string): Promise<readonly ConversationId[]> {
  const { ids } = await services.store.get().tidiable(act, monthsAgo(services, months));
  for (let from = 0; from < ids.length; from += AT_ONCE)
    await services.operations.mark(ids.slice(from, from + AT_ONCE), act);
  if (ids.length > 0)
    await services.trace({
      action: act === "delete" ? "delete" : "move",
      request: `tidy ${how}: ${wordsOf({ act, months })}`,
      answer: `${ids.length} conversations`,
      success: true,
    });
  return ids;
}

async function dropOld(services: Services): Promise<void> {
  const { keptMonths } = await stateOf(services.store.get());
  if (keptMonths === null) return;
  const { dropped } = await dropBefore(services.store.get(), monthsAgo(services, keptMonths));
  if (dropped > 0)
    await services.trace({ action: "cache", request: "keep", answer: `${dropped} messages`, success: true });
}

/** A little at a time: what is asked of the store meanwhile is answered in between. */
async function dropBefore(
  store: StoreClient,
  before: string,
): Promise<{ readonly dropped: number; readonly bytes: number }> {
  let [dropped, bytes] = [0, 0];
  for (let last = 1; last > 0;) {
    const one = await store.dropBodies(before);
    last = one.dropped;
    dropped += one.dropped;
    bytes += one.bytes;
  }
  if (dropped > 0) await giveBack(store);
  return { dropped, bytes };
}

/** A page that cannot be given back now is given back another day. */
async function giveBack(store: StoreClient): Promise<void> {
  for (let before = Infinity; ;) {
    const { left } = await store.compact();
    if (left === 0 || left >= before) return;
    before = left;
  }
}

async function stateOf(store: StoreClient): Promise<Housekeeping> {
  const months = await store.getSetting(KEPT);
  return {
    rule: ruleOf(await store.getSetting(RULE)),
    keptMonths: AGES.find((one) => one === months) ?? null,
    kept: await store.cacheSize(),
  };
}

/** A rule as it was saved; anything else puts nothing away. */
function ruleOf(saved: unknown): TidyRule {
  const { act, months } = (typeof saved === "object" && saved !== null ? saved : {}) as Record<string, unknown>;
  const known = AGES.find((one) => one === months);
  return (act === "archive" || act === "delete") && known !== undefined
    ? { act, months: known }
    : { act: "none", months: 12 };
}

function monthsAgo({ platform }: Pick<Services, "platform">, months: number): string {
  const then = new Date(platform.clock());
  then.setMonth(then.getMonth() - months);
  return then.toISOString();
}

function wordsOf({ act, months }: TidyRule): string {
  return act === "none" ? "none" : `${act} after ${months} months`;
}
