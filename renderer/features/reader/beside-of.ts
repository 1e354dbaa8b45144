import type { ConversationId, PatientId } from "#shared/domain/ids";
import type { ConversationView } from "#shared/domain/message";

/** What stands beside a conversation: a patient's record, or what is known of the correspondent. */
export type Beside =
  | { readonly kind: "patient"; readonly id: PatientId }
  | { readonly kind: "correspondent"; readonly id: ConversationId };

/**
 * Whom a conversation is about: the patient who writes when the record is known; else the one in whose record all that was filed of it stands (a
 * decision, never a likeness); else its correspondent. Null for a patient of whom nothing is known.
 */
export function besideOf({
  row,
  patient,
  messages,
}: Pick<ConversationView, "row" | "patient" | "messages">): Beside | null {
  if (patient !== null) return patient.known === null ? null : { kind: "patient", id: patient.known.id };
  const filed = new Set(
    messages.flatMap(({ documents }) =>
      documents.flatMap((card) => (card.filed === null ? [] : [card.filed.patientId])),
    ),
  );
  const [one] = filed;
  if (one !== undefined && filed.size === 1) return { kind: "patient", id: one };
  return row.kind === "patient" ? null : { kind: "correspondent", id: row.id };
}
