import { useEffect, useState } from "react";
import type { DirectoryAnswer } from "#shared/contract/writing";
import { call } from "../../bridge";
import { type Came, LIVE_FROM, proposedFor, type Suggestions, withAnswer } from "./proposed";

const LIVE_AFTER_MS = 250;
const nothing: Came = { of: "", local: [], live: null };

/** Proposals while typing: local ones at once, live ones 250 ms after the last key; an answer to an older text is dropped. */
export function useSuggestions(typed: string): Suggestions {
  const text = typed
    .trim()
    .slice(0, 120)
    .replace(/\p{Cc}/gu, " ");
  const [came, setCame] = useState(nothing);
  useEffect(() => {
    let current = true;
    const keep = (part: Partial<Pick<Came, "local" | "live">>): void => {
      if (current) setCame((before) => withAnswer(before, text, part));
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
  return proposedFor(came, text);
}

const silent = (failure: string): DirectoryAnswer => ({
  source: "fhir",
  recipients: [],
  cut: "no",
  ignored: [],
  failure,
});
