import type { DocumentCard } from "#shared/domain/message";
import { longDate } from "#shared/text/formats/index";
import type { Text } from "../../text";
import type { Tone } from "../../ui";

/** What a card says in one line: date, author, patient. */
export const cardLine = (card: DocumentCard, t: Text): string =>
  [longDate(card.date, t.language), card.author, card.patientName].filter((part) => part !== "").join(" · ");

/** The title that is shown: the document's own, else its type. */
export const titleOf = (card: Pick<DocumentCard, "title" | "typeLabel">, t: Text): string =>
  card.title || card.typeLabel || t("documents.untitled");

/** The one thing to know before reading: what is wrong first, then whom it is about. */
export function trustOf(card: DocumentCard): {
  readonly tone: Tone;
  readonly key:
    | `integrity-broken`
    | `state-${"replaced" | "deleted"}`
    | `match-${DocumentCard["match"]}`
    | "filed"
    | "filedElsewhere"
    | "filedAuto";
} {
  if (card.integrity === "broken") return { tone: "warning", key: "integrity-broken" };
  if (card.state !== "current") return { tone: "warning", key: `state-${card.state}` };
  if (card.match === "different") return { tone: "warning", key: "match-different" };
  if (card.filed !== null) return { tone: "good", key: card.filed.automatic ? "filedAuto" : "filed" };
  if (card.filedElsewhere === true) return { tone: "good", key: "filedElsewhere" };
  return { tone: card.match === "same" ? "good" : "warning", key: `match-${card.match}` };
}
