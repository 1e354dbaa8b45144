import { fold } from "#shared/rules/fold";

/** What a line of the palette stands for, and what choosing it does. */
export type Entry = {
  readonly id: string;
  readonly group: "actions" | "places" | "patients" | "conversations" | "search";
  readonly label: string;
  /** Second, quieter words: a date of birth, a subject. */
  readonly about?: string;
  /** Keys that do the same without the palette. */
  readonly keys?: string;
  readonly run: () => void;
};

/** Entries whose words begin with each word typed, in any order, accents and case apart; those that begin with the text come first. */
export function narrowed(entries: readonly Entry[], text: string): readonly Entry[] {
  const typed = wordsOf(text);
  if (typed.length === 0) return entries;
  const first = typed.join(" ");
  const kept = entries.filter(({ label }) => {
    const words = wordsOf(label);
    return typed.every((start) => words.some((word) => word.startsWith(start)));
  });
  return kept.toSorted((a, b) => Number(begins(b.label, first)) - Number(begins(a.label, first)));
}

const wordsOf = (text: string): readonly string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

const begins = (label: string, first: string): boolean => wordsOf(label).join(" ").startsWith(first);
