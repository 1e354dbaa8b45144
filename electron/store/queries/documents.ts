import type { CdaDocument, DocumentPlace } from "#shared/domain/document";
import type { DocumentId, MessageId, PatientId } from "#shared/domain/ids";
import type { DocumentCard } from "#shared/domain/message";
import type { Store } from "../open";
import { StoreError } from "../store-error";
import { documentCards } from "./document-card";
import { seqOf } from "./lookup";
import { storedCda } from "./stored-cda";
import { refreshConversations } from "./summary";

/** A document with what opening it needs; `place`: which of its message's it is. */
export type StoredDocument = {
  readonly card: DocumentCard;
  readonly cda: CdaDocument | null;
  readonly messageId: MessageId;
  /** It left from here. */
  readonly outgoing: boolean;
  readonly place: DocumentPlace;
  readonly versions: readonly {
    readonly id: DocumentId;
    readonly version: number | null;
    readonly state: DocumentCard["state"];
    readonly date: string;
  }[];
};

type Found = {
  readonly seq: number;
  readonly cda: string | null;
  readonly unique_id: string;
  readonly set_id: string;
  readonly replaces: string;
  readonly part_index: number | null;
  readonly outgoing: number;
  readonly entry: string;
};

/** One document, with the versions of it that are here (itself included, newest first). */
export function document(store: Store, id: DocumentId): StoredDocument {
  const [card] = documentCards(store, "d.id = ?", [id]);
  const row = store.get<Found>(
    "SELECT d.seq, d.cda, d.unique_id, d.set_id, d.replaces, d.part_index, d.entry, m.outgoing FROM documents d JOIN messages m ON m.seq = d.message WHERE d.id = ?",
    [id],
  );
  if (card === undefined || row === undefined) throw new StoreError("no-such", { about: "documents" });
  return {
    card,
    cda: row.cda === null ? null : storedCda(row.cda),
    messageId: card.messageId,
    outgoing: row.outgoing === 1,
    place: { uniqueId: row.unique_id, partIndex: row.part_index, entry: row.entry },
    versions: store.all(
      `SELECT id, version, state, date FROM documents WHERE seq = ? OR (matricule IS (SELECT matricule FROM documents WHERE seq = ?) AND
         ((set_id <> '' AND set_id = ?) OR (unique_id <> '' AND unique_id = ?) OR (replaces <> '' AND replaces = ?))) ORDER BY coalesce(version, 0) DESC, date DESC LIMIT 100`,
      [row.seq, row.seq, row.set_id, row.replaces, row.unique_id],
    ),
  };
}

/** Puts a document in a patient's folder; filing it again elsewhere moves it. */
export function fileDocument(store: Store, id: DocumentId, patientId: PatientId, automatic: boolean): DocumentCard {
  return store.transaction(() => {
    const patient = seqOf(store, "patients", patientId);
    store.run("UPDATE documents SET patient = ?, filed_at = ?, automatic = ? WHERE id = ?", [
      patient,
      store.now().toISOString(),
      Number(automatic),
      id,
    ]);
    return changed(store, id);
  });
}

/** Takes a document out of the patient's folder; it stays in its message. */
export function unfileDocument(store: Store, id: DocumentId): DocumentCard {
  return store.transaction(() => {
    store.run("UPDATE documents SET patient = NULL, filed_at = NULL, automatic = 0 WHERE id = ?", [id]);
    return changed(store, id);
  });
}

/** Documents in a patient's folder, newest first. */
export function documentsOfPatient(store: Store, patientId: PatientId): readonly DocumentCard[] {
  return documentCards(store, "d.patient = ? ORDER BY d.date DESC, d.seq DESC", [seqOf(store, "patients", patientId)]);
}

/** Documents received that are in no patient's folder yet, newest first. */
export function unfiledDocuments(store: Store, limit = 200): readonly DocumentCard[] {
  return documentCards(
    store,
    "d.patient IS NULL AND d.state = 'current' AND d.returned = 0 AND d.action <> 'delete' AND m.outgoing = 0 ORDER BY d.date DESC LIMIT ?",
    [limit],
  );
}

function changed(store: Store, id: DocumentId): DocumentCard {
  const [card] = documentCards(store, "d.id = ?", [id]);
  if (card === undefined) throw new StoreError("no-such", { about: "documents" });
  const row = store.get<{ conversation: number }>("SELECT conversation FROM messages WHERE id = ?", [card.messageId]);
  if (row !== undefined) refreshConversations(store, [row.conversation]);
  return card;
}
