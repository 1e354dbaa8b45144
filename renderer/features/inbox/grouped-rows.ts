import type { ListSort } from "#shared/domain/list-sort";
import type { ConversationRow } from "#shared/domain/message";
import { formatMatricule } from "#shared/rules/ins";
import { dayHeading, dayKey, hl7Date } from "#shared/text/formats/index";
import type { Text } from "../../text";
import type { VirtualRow } from "../../ui";

/** What a conversation stands under: `key` is the same for all those of one heading. */
type Heading = { readonly key: string; readonly label: string };

/** Puts a heading before the first conversation of each day (of each month, further back), or of each part of the order asked. */
export function groupedRows(
  rows: readonly ConversationRow[],
  headingOf: (row: ConversationRow) => Heading,
): readonly VirtualRow<ConversationRow>[] {
  const grouped: VirtualRow<ConversationRow>[] = [];
  let last = "";
  for (const row of rows) {
    const { key, label } = headingOf(row);
    if (key !== last) grouped.push({ kind: "group", key: `group-${key}-${grouped.length}`, label });
    last = key;
    grouped.push({ kind: "item", key: row.id, item: row });
  }
  return grouped;
}

/** The headings of an order. */
export function headingsOf(sort: ListSort, now: Date, t: Text): (row: ConversationRow) => Heading {
  switch (sort) {
    case "newest":
    case "oldest":
      return ({ date }) => ({ key: dayKey(date, now), label: dayHeading(date, now, t.language) });
    case "patient":
      return (row) => {
        const name = row.kind === "patient" ? row.name : row.about;
        if (name === "") return { key: "none", label: t("inbox.headingNoPatient") };
        // Two patients of one name are never under one heading.
        return {
          key: `${name} ${row.patientMark}`,
          label: [name, markWords(row.patientMark)].filter(Boolean).join(" · "),
        };
      };
    case "unread":
      return ({ unread }) => {
        const key = unread ? "unread" : "read";
        return { key, label: t(`inbox.heading-${key}`) };
      };
    case "kind":
      return ({ kind }) => {
        const key = kind === "patient" || kind === "professional" ? kind : "other";
        return { key, label: t(`inbox.heading-${key}`) };
      };
  }
}

const markWords = (mark: string): string => (/^\d{8}$/u.test(mark) ? hl7Date(mark) : formatMatricule(mark));
