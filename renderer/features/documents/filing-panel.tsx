import MailX from "lucide-react/icons/mail-x";
import { useState } from "react";
import type { FilingDecision } from "#shared/contract/documents";
import type { DocumentId } from "#shared/domain/ids";
import type { Patient } from "#shared/domain/patient";
import { call, useCommand, useQueryOf } from "../../bridge";
import { useText, type Text } from "../../text";
import { Banner, Button, FailureBanner, LoadingNote, Skeleton, toasts } from "../../ui";
import { workspace } from "../../workspace";
import { FilingChoice } from "./filing-choice";
import styles from "./filing-panel.module.css";

/** Filing a document: why it did not file itself, its identity beside that of a record, one gesture to file or to create the record. */
export function FilingPanel({ id }: { readonly id: DocumentId }) {
  const query = useQueryOf("documents.decide", { id });
  if (query.error !== null) return <FailureBanner failure={query.error.failure} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) {
    return (
      <div className={styles.panel}>
        <LoadingNote />
        <Skeleton widths={[90, 70]} />
        <Skeleton widths={[100]} height={260} />
      </div>
    );
  }
  return <Deciding id={id} decision={query.data} />;
}

function Deciding({ id, decision }: { readonly id: DocumentId; readonly decision: FilingDecision }) {
  const t = useText();
  const file = useCommand("documents.file", { failures: "inline" });
  const [failedWith, setFailedWith] = useState<Patient | null>(null);
  const run = async (patient: Patient | null): Promise<void> => {
    setFailedWith(patient);
    const result = await file.run({
      id,
      patientId: patient?.id ?? null,
      create: patient === null,
      status: decision.traits.status,
    });
    if (!result.ok) return;
    workspace.show(null);
    const named = patient ?? decision.traits;
    tellFiled(id, `${named.birthName} ${named.firstName}`.trim(), result.value.handedOver, t);
  };
  return (
    <div className={styles.panel}>
      <FailureBanner failure={file.failure} onRetry={() => void run(failedWith)} />
      {decision.outcome === "block" ? (
        <Banner tone="warning">
          <strong>{t("documents.blocked")}</strong>
          <Reasons decision={decision} />
        </Banner>
      ) : (
        <>
          <p>{t(decision.candidates.length === 0 ? "documents.filingNewLead" : "documents.filingLead")}</p>
          {decision.outcome !== "auto" && decision.reasons.length > 0 && (
            <Banner tone={decision.outcome === "create" ? "info" : "warning"}>
              <Reasons decision={decision} />
            </Banner>
          )}
          <FilingChoice decision={decision} busy={file.pending} onFile={(patient) => void run(patient)} />
        </>
      )}
      {decision.outcome !== "auto" && <Report id={id} received={decision.received} />}
    </div>
  );
}

/** The way to tell the sender that it could not be integrated. */
function Report({ id, received }: { readonly id: DocumentId; readonly received: FilingDecision["received"] }) {
  const t = useText();
  if (received === null) return null;
  return (
    <div>
      <Button
        variant="quiet"
        icon={MailX}
        onPress={() => workspace.show({ kind: "report", messageId: received, documentId: id })}
      >
        {t("reports.action")}
      </Button>
    </div>
  );
}

function Reasons({ decision }: { readonly decision: FilingDecision }) {
  const t = useText();
  return (
    <ul className={styles.reasons}>
      {decision.reasons.map((reason, at) => (
        <li key={reason}>
          {t.ofCode("documents", `reason-${reason}`)}
          {at === 0 && decision.errorCode !== null && ` ${t("documents.code", { code: decision.errorCode })}`}
        </li>
      ))}
    </ul>
  );
}

const FILED = {
  off: "documents.filedNow",
  written: "documents.filedAndHandedOver",
  failed: "documents.filedNotHandedOver",
} as const;

function tellFiled(id: DocumentId, name: string, handedOver: keyof typeof FILED, t: Text): void {
  const undo = async (): Promise<void> => {
    const result = await call("documents.unfile", { id });
    if (!result.ok) toasts.failure(result.failure);
    else toasts.show(t("documents.unfiled"));
  };
  toasts.show(t(FILED[handedOver], { name }), {
    tone: handedOver === "failed" ? "warning" : "good",
    action: { label: t("app.undo"), run: () => void undo() },
  });
}
