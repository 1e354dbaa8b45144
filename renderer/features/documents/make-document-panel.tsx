import FileHeart from "lucide-react/icons/file-heart";
import { useState, type FormEvent } from "react";
import type { DocumentForm } from "#shared/contract/made-documents";
import type { DraftId } from "#shared/domain/ids";
import type { DocumentFacts } from "#shared/domain/made-document";
import type { Patient } from "#shared/domain/patient";
import { keyOf, queryClient, useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Banner, FailureBanner, FormActs, LoadingNote, Skeleton, toasts } from "../../ui";
import { workspace } from "../../workspace";
import { AuthorFields, ContentFields } from "./made-document-fields";
import { PatientChoice } from "./patient-choice";
import { PdfNote } from "./pdf-note";
import styles from "./make-document-panel.module.css";

type Of = { readonly draftId: DraftId; readonly attachmentId: string };

/** A file of a draft made a medical document: what it is, whom it is about, who signs it (ECO.2.1.1). */
export function MakeDocumentPanel({ draftId, attachmentId }: Of) {
  const query = useQueryOf("madeDocuments.form", { draftId, attachmentId });
  if (query.error !== null) return <FailureBanner failure={query.error.failure} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) {
    return (
      <div className={styles.panel}>
        <LoadingNote />
        <Skeleton widths={[100]} height={320} />
      </div>
    );
  }
  return <Filling of={{ draftId, attachmentId }} form={query.data} />;
}

function Filling({ of, form }: { readonly of: Of; readonly form: DocumentForm }) {
  const t = useText();
  const make = useCommand("madeDocuments.make", { failures: "inline" });
  const [facts, setFacts] = useState(form.facts);
  const [patient, setPatient] = useState<Patient | null>(form.patient);
  const set = (changed: Partial<DocumentFacts>): void => setFacts((now) => ({ ...now, ...changed }));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const result = await make.run({ ...of, facts: { ...facts, patientId: patient?.id ?? null } });
    if (!result.ok) return;
    queryClient.setQueryData(keyOf("drafts.open", { id: of.draftId }), result.value);
    queryClient.removeQueries({ queryKey: keyOf("madeDocuments.form", of) });
    workspace.show(null);
    toasts.show(t("making.made"), { tone: "good" });
  };
  return (
    <form className={styles.panel} noValidate onSubmit={(event) => void submit(event)}>
      <p>{t("making.lead")}</p>
      {facts.replaces !== null && <Banner>{t("making.replaces")}</Banner>}
      <PdfNote check={form.check} />
      <PatientChoice patient={patient} onChoose={setPatient} />
      <ContentFields facts={facts} choices={form.choices} set={set} />
      <AuthorFields facts={facts} choices={form.choices} set={set} />
      <Refused failure={make.failure} />
      <div className={styles.actions}>
        <FormActs onCancel={() => workspace.show(null)} type="submit" icon={FileHeart} isPending={make.pending}>
          {t("making.make")}
        </FormActs>
      </div>
    </form>
  );
}

/** Why it was refused, in the words of the first thing to put right. */
function Refused({ failure }: { readonly failure: ReturnType<typeof useCommand>["failure"] }) {
  const t = useText();
  if (failure?.code !== "document-not-made") return <FailureBanner failure={failure} />;
  return (
    <Banner tone="warning" live>
      {t.ofCode("making", `problem-${failure.about ?? ""}`)}
    </Banner>
  );
}
