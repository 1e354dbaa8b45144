import type { CorrespondentView } from "#shared/contract/contacts";
import type { ConversationId, PatientId } from "#shared/domain/ids";
import type { Store } from "../open";
import { contactOfAddress } from "./contacts";
import { conversationRows } from "./conversation-rows";
import { documentCards } from "./document-card";
import { seqOf } from "./lookup";

/** What a large laboratory sent before these is found by searching. */
const LAST = `SELECT c.seq FROM conversations c WHERE c.address = ? COLLATE NOCASE AND c.kind <> 'patient' AND c.messages > 0
  ORDER BY c.last_at DESC LIMIT 100`;
/** What is withdrawn, replaced or came back is no longer something that was exchanged. */
const IN_FORCE = "d.returned = 0 AND d.state = 'current' AND d.action <> 'delete'";
const MOST = 8;

/** Who the correspondent of a conversation is for us: the note kept, the last other conversations, documents and patients in common; nobody (null) for a patient's. */
export function correspondentOf(store: Store, id: ConversationId): CorrespondentView | null {
  const seq = seqOf(store, "conversations", id);
  const found = store.get<{ kind: string; name: string; address: string }>(
    "SELECT kind, name, address FROM conversations WHERE seq = ?",
    [seq],
  );
  if (found === undefined || found.kind === "patient" || found.address === "") return null;
  const { address } = found;
  const contact = contactOfAddress(store, address.toLowerCase());
  const others = store.all<{ seq: number }>(`SELECT seq FROM (${LAST}) WHERE seq <> ? LIMIT ${MOST}`, [address, seq]);
  return {
    name: contact?.name || found.name,
    address,
    isContact: contact !== null,
    note: contact?.note ?? "",
    conversations: conversationRows(
      store,
      others.map((other) => other.seq),
    ),
    documents: documentCards(
      store,
      `m.conversation IN (${LAST}) AND ${IN_FORCE} ORDER BY d.date DESC, d.seq DESC LIMIT ${MOST}`,
      [address],
    ),
    patients: patientsWith(store, address),
  };
}

/** Whose documents were filed from what was exchanged, the last one first. */
function patientsWith(store: Store, address: string): CorrespondentView["patients"] {
  return store
    .all<{ id: string; name: string; birth_date: string; documents: number }>(
      `SELECT p.id, trim(coalesce(nullif(p.used_name, ''), p.birth_name) || ' ' || coalesce(nullif(p.used_first_name, ''), p.first_name)) AS name,
         p.birth_date, count(*) AS documents
       FROM documents d JOIN messages m ON m.seq = d.message JOIN patients p ON p.seq = d.patient
       WHERE m.conversation IN (${LAST}) AND ${IN_FORCE} GROUP BY p.seq ORDER BY max(d.date) DESC, p.seq LIMIT ${MOST}`,
      [address],
    )
    .map(({ id, name, birth_date: birthDate, documents }) => ({ id: id as PatientId, name, birthDate, documents }));
}
