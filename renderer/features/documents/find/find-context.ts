import { createContext, useContext, useEffect, type RefObject } from "react";
import type { Finder } from "./finder";
import { textRuns } from "./text-runs";

/** The search of the document around; null where none is offered (two versions compared). */
export const FindContext = createContext<Finder | null>(null);

/** The search of the document around. */
export const useFinder = (): Finder | null => useContext(FindContext);

/** Offers to the search the text of an element, once `whole` tells that it is all drawn; `key` changes when that text does. */
export function useFoundIn(element: RefObject<HTMLElement | null>, key: unknown, whole?: Promise<void>): void {
  const finder = useFinder();
  useEffect(() => {
    if (finder === null) return;
    const runs = () => (element.current === null ? [] : textRuns(element.current));
    return finder.add({
      read: async () => {
        await whole;
        return [runs().map(({ text, ends }) => ({ text, ends }))];
      },
      nodes: () => runs().map(({ node }) => node),
      reveal: () => element.current?.scrollIntoView(),
    });
  }, [finder, element, key, whole]);
}
