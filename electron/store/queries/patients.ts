import type { PatientRow, PatientView } from "#shared/contract/documents";
import type { ConversationId, PatientId } from "#shared/domain/ids";
import type { Patient } from "#shared/domain/patient";
import { fold } from "#shared/rules/fold";
import type { Row, Store } from "../open";
import { StoreError } from "../store-error";
import { conversationRows } from "./conversation-rows";
import { documentsOfPatient } from "./documents";
import { seqOf } from "./lookup";
import { refreshConversations } from "./summary";

/** Patients whose names, matricule or birth date hold every word typed (accents ignored), by name; all of them without a word. */
export function listPatients(store: Store, search: string, limit: number): readonly PatientRow[] {
  const words = fold(search).split(" ").filter(Boolean).slice(0, 10);
  const where = words.map(() => "instr(p.folded, ' ' || ?) > 0").join(" AND ");
  return store
    .all(
      `SELECT p.*, (SELECT count(*) FROM documents d WHERE d.patient = p.seq) AS documents, (SELECT max(d.date) FROM documents d WHERE d.patient = p.seq) AS last_document
     FROM patients p ${where === "" ? "" : `WHERE ${where}`} ORDER BY p.sort_name, p.seq LIMIT ?`,
      [...words, limit],
    )
    .map((row) => ({
      ...asPatient(row),
      documents: Number(row["documents"]),
      lastDocument: row["last_document"] === null ? null : String(row["last_document"]),
    }));
}

/** One patient, or `no-such`. */
export function patient(store: Store, id: PatientId): Patient {
  const row = store.get("SELECT * FROM patients WHERE id = ?", [id]);
  if (row === undefined) throw new StoreError("no-such", { about: "patients" });
  return asPatient(row);
}

/** Patients with this matricule: one, unless records have to be merged; the qualified first. */
export function patientsByMatricule(store: Store, matricule: string): readonly Patient[] {
  return store
    .all("SELECT * FROM patients WHERE matricule = ? ORDER BY status = 'QUAL' DESC, seq", [matricule])
    .map(asPatient);
}

/** Adds (null) or changes a patient; gives the record as kept. */
export function savePatient(store: Store, id: PatientId | null, traits: Omit<Patient, "id">): Patient {
  return store.transaction(() => {
    const saved: Patient = { ...traits, id: id ?? (store.newId() as PatientId) };
    const before = id === null ? null : patient(store, id);
    write(store, saved);
    const matricules = [before?.ins?.matricule, saved.ins?.matricule].flatMap((matricule) => matricule ?? []);
    refreshConversations(
      store,
      matricules.flatMap((matricule) =>
        store
          .all<{ seq: number }>("SELECT seq FROM conversations WHERE matricule = ?", [matricule])
          .map(({ seq }) => seq),
      ),
    );
    return saved;
  });
}

function write(store: Store, saved: Patient): void {
  const now = store.now().toISOString();
  store.run(
    `INSERT INTO patients (id, birth_name, first_name, names, used_name, used_first_name, sex, birth_date, birth_place, matricule, oid, status, opposed_on, opposed_professionals_on, folded, sort_name, created_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET birth_name = excluded.birth_name, first_name = excluded.first_name, names = excluded.names, used_name = excluded.used_name,
       used_first_name = excluded.used_first_name, sex = excluded.sex, birth_date = excluded.birth_date, birth_place = excluded.birth_place, matricule = excluded.matricule,
       oid = excluded.oid, status = excluded.status, opposed_on = excluded.opposed_on,
       opposed_professionals_on = excluded.opposed_professionals_on, folded = excluded.folded, sort_name = excluded.sort_name, changed_at = excluded.changed_at`,
    [
      saved.id,
      saved.birthName,
      saved.firstName,
      saved.names,
      saved.usedName ?? null,
      saved.usedFirstName ?? null,
      saved.sex,
      saved.birthDate,
      saved.birthPlace,
      saved.ins?.matricule ?? null,
      saved.ins?.oid ?? null,
      saved.status,
      saved.opposedToMessagesOn ?? null,
      saved.opposedToProfessionalsOn ?? null,
      foldedOf(saved),
      fold(`${saved.usedName || saved.birthName} ${saved.usedFirstName || saved.firstName}`),
      now,
      now,
    ],
  );
}

/** Words that find a patient, each after a space: names, matricule, birth date as the French write it. */
function foldedOf(saved: Patient): string {
  const date = saved.birthDate;
  const written = date.length === 8 ? `${date.slice(6)}/${date.slice(4, 6)}/${date.slice(0, 4)} ${date}` : "";
  const names = [saved.birthName, saved.usedName, saved.firstName, saved.usedFirstName, saved.names]
    .map((name) => fold(name ?? "").replaceAll(/['-]/gu, " "))
    .join(" ");
  return ` ${fold(`${saved.birthName} ${saved.usedName ?? ""} ${saved.names}`)} ${names} ${fold(saved.ins?.matricule ?? "")} ${written}`;
}

/** A patient's page: the record, the folder, the conversations. */
export function patientView(store: Store, id: PatientId): PatientView {
  const found = patient(store, id);
  const conversations =
    found.ins === null
      ? []
      : store.all<{ seq: number }>("SELECT seq FROM conversations WHERE matricule = ? ORDER BY last_at DESC LIMIT 50", [
          found.ins.matricule,
        ]);
  return {
    patient: found,
    documents: documentsOfPatient(store, id),
    conversations: conversationRows(
      store,
      conversations.map(({ seq }) => seq),
    ),
  };
}

/** The conversation with a patient, the latest where several mailboxes have one. */
export function patientConversation(store: Store, id: PatientId): { readonly id: ConversationId | null } {
  const row = store.get<{ id: string }>(
    "SELECT c.id FROM patients p JOIN conversations c ON c.matricule = p.matricule WHERE p.seq = ? AND c.messages > 0 ORDER BY c.last_at DESC LIMIT 1",
    [seqOf(store, "patients", id)],
  );
  return { id: row === undefined ? null : (row.id as ConversationId) };
}

/** A row of the table as a patient. */
export function asPatient(row: Row): Patient {
  const text = (column: string): string => String(row[column] ?? "");
  return {
    id: text("id") as PatientId,
    birthName: text("birth_name"),
    firstName: text("first_name"),
    names: text("names"),
    ...(row["used_name"] === null ? {} : { usedName: text("used_name") }),
    ...(row["used_first_name"] === null ? {} : { usedFirstName: text("used_first_name") }),
    sex: text("sex") as Patient["sex"],
    birthDate: text("birth_date"),
    birthPlace: text("birth_place"),
    ins: row["matricule"] === null ? null : { matricule: text("matricule"), oid: text("oid") },
    status: text("status") as Patient["status"],
    ...(row["opposed_on"] === null ? {} : { opposedToMessagesOn: text("opposed_on") }),
    ...(row["opposed_professionals_on"] === null ? {} : { opposedToProfessionalsOn: text("opposed_professionals_on") }),
  };
}

/** The whole local base, by name: what a document's patient is compared with (at most 20,000). */
export function allPatients(store: Store): readonly Patient[] {
  return store.all("SELECT * FROM patients ORDER BY birth_name, seq LIMIT 20000", []).map(asPatient);
}
