import type { ConversationRow } from "#shared/domain/message";
import type { Language } from "#shared/text/index";
import { dayHeading, dayKey } from "#shared/text/formats/index";
import type { VirtualRow } from "../../ui";

/** Puts a heading before the first conversation of each day (of each month, further back). */
export function groupedRows(
  rows: readonly ConversationRow[],
  now: Date,
  language: Language,
): readonly VirtualRow<ConversationRow>[] {
  const grouped: VirtualRow<ConversationRow>[] = [];
  let last = "";
  for (const row of rows) {
    const key = dayKey(row.date, now);
    if (key !== last) {
      const label = dayHeading(row.date, now, language);
      grouped.push({ kind: "group", key: `group-${key}-${grouped.length}`, label });
    }
    last = key;
    grouped.push({ kind: "item", key: row.id, item: row });
  }
  return grouped;
}
