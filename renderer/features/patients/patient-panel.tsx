import Merge from "lucide-react/icons/merge";
import Pencil from "lucide-react/icons/pencil";
import { useState } from "react";
import type { PatientView } from "#shared/contract/documents";
import type { PatientId } from "#shared/domain/ids";
import type { ConversationRow, DocumentCard } from "#shared/domain/message";
import { longDate } from "#shared/text/formats/index";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Badge, FailureBanner, IconButton, LoadingNote, Skeleton, TimeText } from "../../ui";
import { workspace } from "../../workspace";
import { MergeDialog } from "./merge-dialog";
import { PatientForm } from "./patient-form";
import { documentsByType } from "./documents-by-type";
import { PatientIdentity } from "./patient-identity";
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
        <LoadingNote />
        <Skeleton widths={[60, 90, 40]} />
        <Skeleton widths={[100, 100]} height={40} />
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

function DocumentLine({ card }: { readonly card: DocumentCard }) {
  const t = useText();
  return (
    <li className={styles.item}>
      <button type="button" className={styles.line} onClick={() => workspace.show({ kind: "document", id: card.id })}>
        <span className={styles.lineWords}>
          <span className={styles.lineTitle}>{card.title || card.typeLabel}</span>
          <span className={styles.lineAbout}>{card.author}</span>
        </span>
        {card.state !== "current" && <Badge tone="warning">{t(`documents.state-${card.state}`)}</Badge>}
        <span className={styles.lineAbout}>{longDate(card.date, t.language)}</span>
      </button>
    </li>
  );
}

function Conversations({ rows }: { readonly rows: readonly ConversationRow[] }) {
  const t = useText();
  return (
    <section className={styles.group} aria-label={t("patients.conversations")}>
      <h3 className={styles.groupTitle}>{t("patients.conversations")}</h3>
      {rows.length === 0 && <p className={styles.none}>{t("patients.noConversation")}</p>}
      <ul>
        {rows.map((row) => (
          <li key={row.id} className={styles.item}>
            <button type="button" className={styles.line} onClick={() => workspace.openConversation(row.id)}>
              <span className={styles.lineWords}>
                <span className={styles.lineTitle}>{row.subject === "" ? t("reader.noSubject") : row.subject}</span>
                <span className={styles.lineAbout}>{row.preview}</span>
              </span>
              <TimeText iso={row.date} form="row" className={styles.lineAbout} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
