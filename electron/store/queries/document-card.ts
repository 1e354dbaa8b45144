import type { DocumentId, MessageId, PatientId } from "#shared/domain/ids";
import type { DocumentCard } from "#shared/domain/message";
import { insNature } from "#shared/rules/ins";
import { traitDifferences } from "#shared/rules/trait-equality";
import type { Traits } from "#shared/rules/trait-equality";
import type { Row, Store } from "../open";
import { FILED_KEYWORD } from "./messages";

/** Columns that a card is made of; the `documents` table is `d`. */
const CARD = `SELECT d.id, d.title, d.type_label, d.date, d.author, d.patient_name, d.matricule, d.oid, d.traits, d.body, d.action, d.state, d.returned, d.integrity, d.anomalies,
    d.filed_at, d.automatic, m.id AS message_id, m.flags, c.matricule AS correspondent, p.id AS filed_patient,
    EXISTS (SELECT 1 FROM documents o WHERE o.message = d.message AND o.patient IS NOT NULL) AS any_filed
  FROM documents d JOIN messages m ON m.seq = d.message JOIN conversations c ON c.seq = m.conversation LEFT JOIN patients p ON p.seq = d.patient`;

/** Cards of documents chosen by a condition on `d`, `m` or `p`, followed by its order. */
export function documentCards(
  store: Store,
  where: string,
  params: readonly (string | number)[],
): readonly DocumentCard[] {
  return store.all(`${CARD} WHERE ${where}`, params).map((row) => asCard(store, row));
}

function asCard(store: Store, row: Row): DocumentCard {
  const text = (column: string): string => String(row[column] ?? "");
  const matricule = row["matricule"] === null ? null : text("matricule");
  const nature = insNature(text("oid"));
  return {
    id: text("id") as DocumentId,
    messageId: text("message_id") as MessageId,
    title: text("title"),
    typeLabel: text("type_label"),
    date: text("date"),
    author: text("author"),
    patientName: text("patient_name"),
    patientMatricule: matricule,
    test: nature === "test" || nature === "demo",
    body: text("body") as DocumentCard["body"],
    action: text("action") as DocumentCard["action"],
    state: text("state") as DocumentCard["state"],
    integrity: text("integrity") as DocumentCard["integrity"],
    returned: row["returned"] === 1,
    anomalies: JSON.parse(text("anomalies")) as string[],
    ...(row["any_filed"] === 0 && (JSON.parse(text("flags")) as string[]).includes(FILED_KEYWORD)
      ? { filedElsewhere: true as const }
      : {}),
    match: matchOf(store, row, matricule),
    filed:
      row["filed_patient"] === null
        ? null
        : { patientId: text("filed_patient") as PatientId, at: text("filed_at"), automatic: row["automatic"] === 1 },
  };
}

/** Against the correspondent in a patient's conversation, else against the local record with the same INS. */
function matchOf(store: Store, row: Row, matricule: string | null): DocumentCard["match"] {
  if (matricule === null) return "unknown";
  if (row["correspondent"] !== null) return row["correspondent"] === matricule ? "same" : "different";
  const known = store.get(
    "SELECT birth_name AS birthName, first_name AS firstName, names, sex, birth_date AS birthDate, birth_place AS birthPlace FROM patients WHERE matricule = ? AND oid = ? LIMIT 1",
    [matricule, row["oid"] ?? ""],
  );
  if (known === undefined) return "unknown";
  const written = JSON.parse(String(row["traits"])) as Partial<Traits>;
  const document: Traits = {
    birthName: written.birthName ?? "",
    firstName: written.firstName ?? "",
    names: written.names ?? "",
    sex: written.sex ?? "unknown",
    birthDate: written.birthDate ?? "",
    birthPlace: written.birthPlace ?? "",
  };
  return traitDifferences(document, known as unknown as Traits).length === 0 ? "same" : "different";
}
