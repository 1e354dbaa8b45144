import type { BounceReason } from "#shared/domain/message";

/** What this computer knows of writing to an address; moments are ISO in UTC, null when it never happened. Never a patient's. */
export type AddressFacts = {
  readonly address: string;
  readonly name: string;
  readonly lastSent: string | null;
  /** Messages that came back, the last of them, why, and whether nothing was sent since. */
  readonly bounces: number;
  readonly lastBounce: string | null;
  readonly bounceReason: BounceReason;
  readonly bounced: boolean;
  /** Messages sent since the last sign of life (a read receipt, a report, a message from there), and the first of them. */
  readonly unanswered: number;
  readonly unansweredSince: string | null;
  readonly lastHeard: string | null;
  /** When the directory was first seen without an address that it published before. */
  readonly goneSince: string | null;
};

/** Why an address is doubtful: its last message came back, nothing comes from it any more, the directory no longer publishes it. */
export type QualitySignal = "bounced" | "gone" | "silent";

/** One address to be looked at; `since` is the moment of its oldest signal. */
export type AddressQuality = AddressFacts & { readonly signals: readonly QualitySignal[]; readonly since: string };

/** Fewer messages than this without an answer tell nothing: many letters need none. */
const FEWEST_UNANSWERED = 3;
const SILENT_AFTER_DAYS = 90;
const DAY_MS = 86_400_000;

/** The signals of an address, gravest first; none when nothing speaks against it. */
export function signalsOf(facts: AddressFacts, now: number): readonly QualitySignal[] {
  const { bounced, goneSince, unanswered, unansweredSince } = facts;
  const silent =
    unanswered >= FEWEST_UNANSWERED &&
    unansweredSince !== null &&
    now - Date.parse(unansweredSince) >= SILENT_AFTER_DAYS * DAY_MS;
  return [
    ...(bounced ? (["bounced"] as const) : []),
    ...(goneSince === null ? [] : (["gone"] as const)),
    ...(silent ? (["silent"] as const) : []),
  ];
}

/** The addresses that something speaks against: those with several signals first, then the longest doubtful. */
export function doubtfulAddresses(all: readonly AddressFacts[], now: number): readonly AddressQuality[] {
  return all
    .flatMap((facts): readonly AddressQuality[] => {
      const signals = signalsOf(facts, now);
      const moments = signals.flatMap((signal) => momentOf(facts, signal) ?? []).toSorted();
      return signals.length === 0 ? [] : [{ ...facts, signals, since: moments[0] ?? "" }];
    })
    .toSorted(
      (one, other) =>
        other.signals.length - one.signals.length ||
        Number(other.since < one.since) - Number(one.since < other.since) ||
        Number(other.address < one.address) - Number(one.address < other.address),
    );
}

function momentOf(facts: AddressFacts, signal: QualitySignal): string | null {
  switch (signal) {
    case "bounced":
      return facts.lastBounce;
    case "gone":
      return facts.goneSince;
    case "silent":
      return facts.unansweredSince;
  }
}
