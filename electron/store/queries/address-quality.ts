import type { BounceReason } from "#shared/domain/message";
import type { AddressFacts } from "#shared/rules/address-quality";
import { MES_DOMAIN } from "#shared/rules/ins";
import type { Store } from "../open";

const MOST = 25_000;

/** What is known of writing to each professional's address: those written to and those of the contacts. Patients are left out. */
export function addressFacts(store: Store): readonly AddressFacts[] {
  const bounces = new Map(bouncesOf(store).map((row) => [row.address, row]));
  const signs = new Map(signsOfLife(store).map(({ address, at }) => [address, at]));
  return knownPeople(store).map(({ address, name, bounced, gone_since, uses }) => {
    const back = bounces.get(address);
    // Who was hardly written to owes no answer: their messages are not read.
    const exchanged = uses < FEWEST_READ ? { heard: null, sent: [] } : exchangedWith(store, address);
    const lastHeard = latest(exchanged.heard, signs.get(address) ?? null);
    const unanswered = exchanged.sent.filter((date) => lastHeard === null || date > lastHeard);
    return {
      address,
      name,
      lastSent: exchanged.sent.at(-1) ?? null,
      bounces: back?.count ?? 0,
      lastBounce: back?.at ?? null,
      bounceReason: back?.reason ?? "none",
      bounced: bounced === 1,
      unanswered: unanswered.length,
      unansweredSince: unanswered[0] ?? null,
      lastHeard,
      goneSince: gone_since,
    };
  });
}

/** Every professional address that is known here. */
export const knownAddresses = (store: Store): readonly string[] => knownPeople(store).map(({ address }) => address);

/**
 * Notes what the directory publishes today of the addresses that were looked up: one that it published before and no longer does is gone since today; one
 * that it never published says nothing, for it may be on the red list.
 */
export function markPublished(
  store: Store,
  looked: readonly string[],
  published: readonly string[],
  at: string,
): { readonly gone: number } {
  const found = new Set(published.map((address) => address.toLowerCase()));
  return store.transaction(() => {
    let gone = 0;
    for (const address of new Set(looked.map((one) => one.toLowerCase())))
      if (found.has(address))
        store.run(
          `INSERT INTO publications (address, seen_at) VALUES (?, ?)
           ON CONFLICT (address) DO UPDATE SET seen_at = excluded.seen_at, gone_since = NULL`,
          [address, at],
        );
      else
        gone += store.run("UPDATE publications SET gone_since = coalesce(gone_since, ?) WHERE address = ?", [
          at,
          address,
        ]).changes;
    store.run("UPDATE contacts SET checked_at = ?", [at]);
    return { gone };
  });
}

const FEWEST_READ = 3;
const MOST_READ = 2000;

type Known = {
  readonly address: string;
  readonly name: string;
  readonly bounced: number;
  readonly gone_since: string | null;
  readonly uses: number;
};

function knownPeople(store: Store): readonly Known[] {
  return store.all<Known>(
    `SELECT k.address, coalesce(c.name, r.name, '') AS name, coalesce(r.bounced, 0) AS bounced, p.gone_since, coalesce(r.uses, 0) AS uses
     FROM (SELECT address FROM contact_addresses UNION SELECT address FROM recipients) k
     LEFT JOIN recipients r ON r.address = k.address LEFT JOIN publications p ON p.address = k.address
     LEFT JOIN contact_addresses a ON a.address = k.address LEFT JOIN contacts c ON c.seq = a.contact
     WHERE k.address NOT LIKE ? ORDER BY r.last_used DESC LIMIT ${MOST}`,
    [`%@${MES_DOMAIN}`],
  );
}

type Bounced = {
  readonly address: string;
  readonly count: number;
  readonly at: string;
  readonly reason: BounceReason;
};

/** SQLite takes the reason from the row of the latest moment. */
const bouncesOf = (store: Store): readonly Bounced[] =>
  store.all<Bounced>(
    `SELECT recipient AS address, count(*) AS count, max(at) AS at, reason FROM receipts
     WHERE outcome = 'bounced' AND recipient <> '' GROUP BY recipient`,
    [],
  );

const signsOfLife = (store: Store): readonly { readonly address: string; readonly at: string }[] =>
  store.all(
    `SELECT recipient AS address, max(at) AS at FROM receipts
     WHERE outcome IN ('read', 'not-integrated') AND recipient <> '' GROUP BY recipient`,
    [],
  );

/** Messages sent to somebody first, oldest first, and the last one that came from them. */
function exchangedWith(
  store: Store,
  address: string,
): { readonly heard: string | null; readonly sent: readonly string[] } {
  const rows = store.all<{ outgoing: number; date: string }>(
    `SELECT m.outgoing, m.date FROM mailboxes b JOIN messages m ON m.mailbox = b.seq
     WHERE m.correspondent = ? AND m.thread_subject <> '' AND m.receipt = 0 ORDER BY m.date DESC LIMIT ${MOST_READ}`,
    [address],
  );
  return {
    heard: rows.find(({ outgoing }) => outgoing === 0)?.date ?? null,
    sent: rows
      .filter(({ outgoing }) => outgoing === 1)
      .map(({ date }) => date)
      .toReversed(),
  };
}

const latest = (one: string | null, other: string | null): string | null =>
  one === null ? other : other === null || one > other ? one : other;
