import { useEffect, useState } from 'react';
import type { DirectoryAnswer } from '#shared/contract/writing';
import type { Recipient } from '#shared/domain/draft';
import { call } from '../../bridge';

/** What is proposed for a text: known here, then answered by the directory. `of` is the text that it answers. */
export type Suggestions = { readonly of: string; readonly local: readonly Recipient[]; readonly live: readonly DirectoryAnswer[] | null; readonly searching: boolean };

const LIVE_AFTER_MS = 250;
const LIVE_FROM = 3;
const none: Suggestions = { of: '', local: [], live: null, searching: false };

/** Proposals while typing: local ones at once, live ones 250 ms after the last key; an answer to an older text is dropped. */
export function useSuggestions(typed: string): Suggestions {
  const text = typed.trim().slice(0, 120).replace(/\p{Cc}/gu, ' ');
  const [found, setFound] = useState<Suggestions>(none);
  useEffect(() => {
    if (text === '') return setFound(none);
    let current = true;
    const live = text.length >= LIVE_FROM;
    setFound((before) => ({ of: text, local: before.local, live: null, searching: live }));
    void call('recipients.local', { text }).then((result) => {
      if (current) setFound((before) => ({ ...before, local: result.ok ? result.value : [] }));
    });
    const timer = setTimeout(() => {
      if (!live) return;
      void call('recipients.live', { text }).then((result) => {
        if (current) setFound((before) => ({ ...before, searching: false, live: result.ok ? result.value : [{ source: 'fhir', recipients: [], cut: 'no', ignored: [], failure: result.failure.code }] }));
      });
    }, LIVE_AFTER_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text]);
  return found;
}
