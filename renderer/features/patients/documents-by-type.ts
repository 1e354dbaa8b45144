import type { DocumentCard } from "#shared/domain/message";

/** Documents grouped by type, each group newest first, the group of the newest document first. */
export function documentsByType(
  cards: readonly DocumentCard[],
): readonly { readonly type: string; readonly documents: readonly DocumentCard[] }[] {
  const groups = new Map<string, DocumentCard[]>();
  for (const card of cards.toSorted((one, other) => other.date.localeCompare(one.date))) {
    const group = groups.get(card.typeLabel);
    if (group === undefined) groups.set(card.typeLabel, [card]);
    else group.push(card);
  }
  return [...groups].map(([type, documents]) => ({ type, documents }));
}
