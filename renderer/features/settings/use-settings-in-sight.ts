import { useEffect, useState, type RefObject } from "react";
import { fold } from "#shared/rules/fold";

/** Shows the cards of settings that have these words, and hides the others; how many there are, null when nothing is searched. */
export function showFound(page: HTMLElement | null, search: string): number | null {
  const words = fold(search).split(" ").filter(Boolean);
  let count = 0;
  for (const card of page?.querySelectorAll<HTMLElement>("[data-group] > *") ?? []) {
    const text = fold(card.textContent ?? "");
    card.hidden = !words.every((word) => text.includes(word));
    if (!card.hidden) count += 1;
  }
  return words.length === 0 ? null : count;
}

/** The group of settings that one is reading; null while none is drawn. */
export function useGroupInSight(page: RefObject<HTMLElement | null>, isDrawn: boolean): string | null {
  const [seen, setSeen] = useState<string | null>(null);
  useEffect(() => {
    const groups = [...(page.current?.querySelectorAll<HTMLElement>("[data-group]") ?? [])];
    const inSight = new Set<Element>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries)
          if (isIntersecting) inSight.add(target);
          else inSight.delete(target);
        setSeen(groups.find((group) => inSight.has(group))?.dataset["group"] ?? null);
      },
      // The group under the head of the page is the one that is read.
      { rootMargin: "-120px 0px -40% 0px" },
    );
    for (const group of groups) observer.observe(group);
    return () => observer.disconnect();
  }, [page, isDrawn]);
  return seen;
}
