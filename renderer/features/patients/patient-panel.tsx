import Merge from "lucide-react/icons/merge";
import Pencil from "lucide-react/icons/pencil";
import { useState } from "react";
import type { PatientView } from "#shared/contract/documents";
import type { PatientId } from "#shared/domain/ids";
import type { ConversationRow } from "#shared/domain/message";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { FailureBanner, IconButton } from "../../ui";
import { MergeDialog } from "./merge-dialog";
import { PatientForm } from "./patient-form";
import { documentsByType } from "./documents-by-type";
import { PatientIdentity } from "./patient-identity";
import { ConversationLine, DocumentLine, RecordGroup, RecordSketch } from "./record-lines";
import styles from "./patients.module.css";

/** One record: identity, documents by type, exchanges. */
export function PatientPanel({ id }: { readonly id: PatientId }) {
  const t = useText();
  const query = useQueryOf("patients.open", { id });
  const [editing, setEditing] = useState(false);
  const [merging, setMerging] = useState(false);
  if (query.error !== null) return <FailureBanner failure={query.error.failure} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) {
    return (
      <div className={styles.panel}>
        <RecordSketch />
      </div>
    );
  }
  if (editing) return <PatientForm patient={query.data.patient} onDone={() => setEditing(false)} />;
  return (
    <div className={styles.panel}>
      <PatientIdentity
        patient={query.data.patient}
        edit={
          <>
            <IconButton icon={Merge} label={t("patients.mergeWith")} onPress={() => setMerging(true)} />
            <IconButton icon={Pencil} label={t("patients.edit")} onPress={() => setEditing(true)} />
          </>
        }
      />
      <Documents view={query.data} />
      <Conversations rows={query.data.conversations} />
      <MergeDialog patient={query.data.patient} isOpen={merging} onClose={() => setMerging(false)} />
    </div>
  );
}

/** What is in force, by type; earlier versions and what was deleted stay readable, folded. */
function Documents({ view }: { readonly view: PatientView }) {
  const t = useText();
  const current = view.documents.filter(({ state, action }) => state === "current" && action !== "delete");
  const earlier = view.documents.filter((card) => !current.includes(card));
  return (
    <section className={styles.group} aria-label={t("patients.filedDocuments")}>
      <h3 className={styles.groupTitle}>{t("patients.filedDocuments")}</h3>
      {view.documents.length === 0 && <p className={styles.none}>{t("patients.noDocument")}</p>}
      {documentsByType(current).map(({ type, documents }) => (
        <div key={type} className={styles.type}>
          <h4 className={styles.typeName}>{type === "" ? t("patients.otherType") : type}</h4>
          <ul>
            {documents.map((card) => (
              <DocumentLine key={card.id} card={card} />
            ))}
          </ul>
        </div>
      ))}
      {earlier.length > 0 && (
        <details className={styles.earlier}>
          <summary>{t("patients.earlier", { count: earlier.length })}</summary>
          <ul>
            {earlier.map((card) => (
              <DocumentLine key={card.id} card={card} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Conversations({ rows }: { readonly rows: readonly ConversationRow[] }) {
  const t = useText();
  return (
    <RecordGroup title={t("patients.conversations")} none={t("patients.noConversation")}>
      {rows.map((row) => (
        <ConversationLine key={row.id} row={row} />
      ))}
    </RecordGroup>
  );
}
