import Send from "lucide-react/icons/send";
import { useState } from "react";
import type { ReportPreview } from "#shared/contract/reports";
import type { OutboxItem } from "#shared/domain/draft";
import type { DocumentId, MessageId } from "#shared/domain/ids";
import { INTEGRATION_CODES, type IntegrationCode, reportSubject, reportText } from "#shared/rules/integration-failure";
import { fileSize } from "#shared/text/formats/index";
import { call, useCommand, useQueryOf } from "../../bridge";
import { useText, type Text } from "../../text";
import { Banner, Button, Fact, FailureBanner, LoadingNote, SelectField, Skeleton, TextField, toasts } from "../../ui";
import { workspace } from "../../workspace";
import styles from "./report-panel.module.css";

type Of = { readonly messageId: MessageId; readonly documentId: DocumentId | null };

/** Telling the sender that a document could not be integrated: the reason, what would leave, and one gesture to send it (UX.11). */
export function ReportPanel({ messageId, documentId }: Of) {
  const t = useText();
  const [code, setCode] = useState<IntegrationCode | null>(null);
  const [words, setWords] = useState("");
  const query = useQueryOf("reports.preview", { messageId, documentId });
  const send = useCommand("reports.send", { failures: "inline" });
  const preview = query.data;
  if (query.error !== null) return <FailureBanner failure={query.error.failure} onRetry={() => void query.refetch()} />;
  if (preview === undefined) return <Opening />;
  const chosen = code ?? preview.suggested;
  const run = async (): Promise<void> => {
    const result = await send.run({ messageId, code: chosen, words });
    if (!result.ok) return;
    workspace.show(null);
    tellReported(result.value, t);
  };
  return (
    <div className={styles.panel}>
      <p>{t("reports.lead")}</p>
      <SelectField
        label={t("reports.code")}
        value={chosen}
        onChange={setCode}
        options={INTEGRATION_CODES.map((value) => ({ value, label: t(`reports.code-${value}`) }))}
      />
      <TextField label={t("reports.words")} value={words} onChange={setWords} rows={3} maxLength={1000} spellCheck />
      {preview.elsewhere && <Banner tone="warning">{t("reports.elsewhere")}</Banner>}
      <Leaving preview={preview} code={chosen} words={words} />
      <FailureBanner failure={send.failure} onRetry={() => void run()} />
      <div>
        <Button variant="primary" icon={Send} isPending={send.pending} onPress={() => void run()}>
          {t("reports.send")}
        </Button>
      </div>
    </div>
  );
}

/** Exactly what the sender will receive. */
function Leaving({
  preview,
  code,
  words,
}: {
  readonly preview: ReportPreview;
  readonly code: IntegrationCode;
  readonly words: string;
}) {
  const t = useText();
  return (
    <section className={styles.leaving} aria-label={t("reports.leaves")}>
      <h3>{t("reports.leaves")}</h3>
      <dl className={styles.facts}>
        <Fact name={t("reports.to")}>{preview.to}</Fact>
        <Fact name={t("reports.subject")}>{reportSubject(code, preview.subject)}</Fact>
        <Fact name={t("reports.form")}>{t(`reports.form-${preview.form}`)}</Fact>
        <Fact name={t("reports.original")}>
          {t("reports.originalWhole", { size: fileSize(preview.originalSize, t.language) })}
        </Fact>
      </dl>
      <pre className={styles.text} aria-label={t("reports.text")}>
        {reportText(code, words)}
      </pre>
    </section>
  );
}

function Opening() {
  return (
    <div className={styles.panel}>
      <LoadingNote />
      <Skeleton widths={[90, 70]} />
      <Skeleton widths={[100]} height={220} />
    </div>
  );
}

/** Says that it is leaving, with a way to hold it back while it waits. */
function tellReported(item: OutboxItem, t: Text): void {
  const seconds = Math.max(0, Math.round((Date.parse(item.sendAt) - Date.now()) / 1000));
  const undo = async (): Promise<void> => {
    const result = await call("reports.undo", { id: item.id });
    if (!result.ok) toasts.failure(result.failure);
    else toasts.show(t("reports.takenBack"));
  };
  toasts.show(seconds > 0 ? t("reports.sentIn", { seconds }) : t("reports.sent"), {
    tone: "good",
    ...(seconds > 0
      ? { action: { label: t("app.undo"), run: () => void undo() }, milliseconds: Math.max(seconds, 5) * 1000 }
      : {}),
  });
}
