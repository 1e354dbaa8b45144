import Download from "lucide-react/icons/download";
import Plus from "lucide-react/icons/plus";
import TextQuote from "lucide-react/icons/text-quote";
import Upload from "lucide-react/icons/upload";
import { useState } from "react";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, Card, EmptyState, FailureBanner, Page, toasts } from "../../ui";
import { SignatureCard } from "./signature-card";
import { TemplateEditor, type Edited } from "./template-editor";
import { TemplateLine } from "./template-line";
import styles from "./templates.module.css";

const blank: Edited = { id: null, mailboxId: null, name: "", subject: "", text: "" };

/** The texts kept to be written again, and the signatures: made, changed, shared by file. */
export function TemplatesPage() {
  const t = useText();
  const query = useQueryOf("templates.list", { mailboxId: null });
  const [edited, setEdited] = useState<Edited | null>(null);
  const templates = query.data ?? [];
  return (
    <Page
      title={t("templates.title")}
      actions={
        <Button variant="primary" icon={Plus} onPress={() => setEdited(blank)}>
          {t("templates.new")}
        </Button>
      }
    >
      <FailureBanner failure={query.error?.failure ?? null} onRetry={() => void query.refetch()} />
      <Card title={t("templates.list")} actions={<Sharing empty={templates.length === 0} />}>
        {query.data?.length === 0 ? (
          <EmptyState icon={TextQuote} title={t("templates.none")}>
            {t("templates.noneText")}
          </EmptyState>
        ) : (
          <ul>
            {templates.map((template) => (
              <TemplateLine key={template.id} template={template} onEdit={() => setEdited(template)} />
            ))}
          </ul>
        )}
      </Card>
      <SignatureCard />
      {edited !== null && <TemplateEditor edited={edited} onClose={() => setEdited(null)} />}
    </Page>
  );
}

/** To a file, from a file. What a file brings is common to the mailboxes until it is given to one. */
function Sharing({ empty }: { readonly empty: boolean }) {
  const t = useText();
  const save = useCommand("templates.export");
  const read = useCommand("templates.import");
  const exported = async (): Promise<void> => {
    const result = await save.run(undefined);
    if (result.ok && result.value.saved) toasts.show(t("templates.exported"), { tone: "good" });
  };
  const imported = async (): Promise<void> => {
    const result = await read.run({ mailboxId: null });
    if (!result.ok || result.value.state === "none") return;
    const { added, known, leftOut } = result.value;
    toasts.show(t("templates.imported", { added, known, leftOut }), { tone: leftOut > 0 ? "warning" : "good" });
  };
  return (
    <span className={styles.actions}>
      <Button icon={Upload} isPending={read.pending} onPress={() => void imported()}>
        {t("templates.import")}
      </Button>
      <Button icon={Download} isDisabled={empty} isPending={save.pending} onPress={() => void exported()}>
        {t("templates.export")}
      </Button>
    </span>
  );
}
