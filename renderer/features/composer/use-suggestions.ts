import { useEffect, useState } from "react";
import type { DirectoryAnswer } from "#shared/contract/writing";
import type { Recipient } from "#shared/domain/draft";
import { call } from "../../bridge";

/** What is proposed for a text: known here, then answered by the directory (null until it answers). */
export type Suggestions = {
  readonly local: readonly Recipient[];
  readonly live: readonly DirectoryAnswer[] | null;
  readonly searching: boolean;
};

type Found = Pick<Suggestions, "local" | "live"> & { readonly of: string };

const LIVE_AFTER_MS = 250;
const LIVE_FROM = 3;
const nothing: Found = { of: "", local: [], live: null };

/** Proposals while typing: local ones at once, live ones 250 ms after the last key; an answer to an older text is dropped. */
export function useSuggestions(typed: string): Suggestions {
  const text = typed
    .trim()
    .slice(0, 120)
    .replace(/\p{Cc}/gu, " ");
  const [found, setFound] = useState(nothing);
  useEffect(() => {
    let current = true;
    const keep = (part: Partial<Found>): void => {
      if (current)
        setFound((before) => ({ ...(before.of === text ? before : { ...before, live: null }), of: text, ...part }));
    };
    if (text === "") return;
    void call("recipients.local", { text }).then((result) => keep({ local: result.ok ? result.value : [] }));
    const timer = setTimeout(() => {
      if (text.length >= LIVE_FROM)
        void call("recipients.live", { text }).then((result) =>
          keep({ live: result.ok ? result.value : [silent(result.failure.code)] }),
        );
    }, LIVE_AFTER_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text]);
  if (text === "") return { local: [], live: null, searching: false };
  const live = found.of === text ? found.live : null;
  return { local: found.local, live, searching: text.length >= LIVE_FROM && live === null };
}

const silent = (failure: string): DirectoryAnswer => ({
  source: "fhir",
  recipients: [],
  cut: "no",
  ignored: [],
  failure,
});
