import type { ConversationId, PatientId } from "#shared/domain/ids";
import type { ConversationView } from "#shared/domain/message";

/** What stands beside a conversation: a patient's record, or what is known of the correspondent. */
export type Beside =
  | { readonly kind: "patient"; readonly id: PatientId }
  | { readonly kind: "correspondent"; readonly id: ConversationId };

/**
 * Whom a conversation is about: the patient who writes when the record is known; else the one in whose record every document of it was filed (a
 * single one that was not, or elsewhere, may be about somebody else); else its correspondent. Null for a patient of whom nothing is known.
 */
export function besideOf({
  row,
  patient,
  messages,
}: Pick<ConversationView, "row" | "patient" | "messages">): Beside | null {
  if (patient !== null) return patient.known === null ? null : { kind: "patient", id: patient.known.id };
  const [one, ...others] = new Set(
    messages.flatMap(({ documents }) => documents.map(({ filed }) => filed?.patientId ?? null)),
  );
  if (one != null && others.length === 0) return { kind: "patient", id: one };
  return row.kind === "patient" ? null : { kind: "correspondent", id: row.id };
}
