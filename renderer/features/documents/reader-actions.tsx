import Download from "lucide-react/icons/download";
import FilePen from "lucide-react/icons/file-pen";
import FolderInput from "lucide-react/icons/folder-input";
import FolderOpen from "lucide-react/icons/folder-open";
import Forward from "lucide-react/icons/forward";
import MailX from "lucide-react/icons/mail-x";
import Printer from "lucide-react/icons/printer";
import Search from "lucide-react/icons/search";
import X from "lucide-react/icons/x";
import type { DocumentView } from "#shared/contract/documents";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, IconButton, Menu, toasts, type MenuAction } from "../../ui";
import { startDraft, workspace } from "../../workspace";
import type { DocumentTab } from "./document-body";
import { printDocument, saveDocumentPrint } from "./on-paper";
import { titleOf } from "./document-words";
import { useShortcuts } from "../help";
import styles from "./document-reader.module.css";

/** Title of the document and what may be done with it: file or see the record, save, print, send, close. */
export function ReaderActions({
  view,
  shown,
  onFind,
  onClose,
}: {
  readonly view: DocumentView | null;
  /** What of it is on screen: it is what goes on paper. */
  readonly shown: DocumentTab;
  readonly onFind: () => void;
  readonly onClose: () => void;
}) {
  const t = useText();
  const title = view === null ? t("documents.reader") : titleOf(view.card, t);
  const paper = (put: typeof printDocument): void => {
    if (view === null) return;
    void put({ id: view.card.id, from: shown === "pdf" ? "pdf" : "page" }, t);
  };
  useShortcuts({ print: () => paper(printDocument), savePdf: () => paper(saveDocumentPrint) });
  return (
    <header className={styles.bar} data-print="never">
      <h2 className={styles.title} title={title}>
        {title}
      </h2>
      <div className={styles.actions}>
        {view !== null && <FileOrSee view={view} />}
        {view !== null && (
          <>
            <IconButton icon={Search} label={t("documents.find")} keys="Ctrl+F" onPress={onFind} />
            <Save view={view} onPrint={() => paper(saveDocumentPrint)} />
            <IconButton
              icon={Printer}
              label={t("documents.print")}
              keys="Ctrl+P"
              onPress={() => paper(printDocument)}
            />
            <IconButton
              icon={Forward}
              label={t("documents.send")}
              onPress={() => void startDraft({ documentId: view.card.id })}
            />
          </>
        )}
        {view !== null && <ReportFailure view={view} />}
        {view !== null && <SentActions view={view} />}
        <IconButton icon={X} label={t("documents.close")} keys="Échap" onPress={onClose} />
      </div>
    </header>
  );
}

/** The document as a file: the PDF that it holds, what would be printed, the CDA; or given to the practice software, where she chose its folder. */
function Save({ view, onPrint }: { readonly view: DocumentView; readonly onPrint: () => void }) {
  const t = useText();
  const save = useCommand("documents.save");
  const run = async (as: "pdf" | "cda"): Promise<void> => {
    const result = await save.run({ id: view.card.id, as });
    if (result.ok && result.value.saved) toasts.show(t("documents.saved"));
  };
  const folder = useQueryOf("practiceFolder.state", undefined).data?.folder ?? null;
  const write = useCommand("practiceFolder.write");
  const handOver = async (): Promise<void> => {
    const result = await write.run({ id: view.card.id });
    if (result.ok) toasts.show(t("documents.handedOver", { name: result.value.name }));
  };
  const saves: readonly MenuAction[] = [
    ...(view.cda?.media.some((media) => media.mimeType === "application/pdf") === true
      ? [{ id: "pdf", label: t("documents.savePdf"), run: () => void run("pdf") }]
      : []),
    { id: "print", label: t("documents.savePrint"), keys: "Ctrl+Shift+P", run: onPrint },
    { id: "cda", label: t(view.cda === null ? "documents.saveHeld" : "documents.saveCda"), run: () => void run("cda") },
    ...(folder === null || view.card.filed === null
      ? []
      : [{ id: "hand-over", label: t("documents.handOver"), run: () => void handOver() }]),
  ];
  return (
    <Menu label={t("documents.save")} actions={saves}>
      <IconButton icon={Download} label={t("documents.save")} />
    </Menu>
  );
}

/** Telling the sender that it could not be integrated: for a document received and not filed. */
function ReportFailure({ view: { card, received } }: { readonly view: DocumentView }) {
  const t = useText();
  if (received === null || card.filed !== null || card.returned) return null;
  return (
    <IconButton
      icon={MailX}
      label={t("reports.action")}
      onPress={() => workspace.show({ kind: "report", messageId: received, documentId: card.id })}
    />
  );
}

/** What may still be done about a document that left from here: a corrected version, or a request to delete it (UX.05.BIS). */
function SentActions({ view: { card, cda, received } }: { readonly view: DocumentView }) {
  const t = useText();
  const replace = useCommand("madeDocuments.replace");
  const askDeletion = useCommand("madeDocuments.askDeletion");
  if (received !== null || cda === null || card.returned || card.state !== "current" || card.action === "delete")
    return null;
  const corrected = async (): Promise<void> => {
    const result = await replace.run({ documentId: card.id });
    if (!result.ok || result.value === null) return;
    const { draft, attachmentId } = result.value;
    workspace.write(draft.id);
    workspace.show({ kind: "make", draftId: draft.id, attachmentId });
  };
  const withdrawn = async (): Promise<void> => {
    const result = await askDeletion.run({ documentId: card.id });
    if (result.ok) workspace.write(result.value.id);
  };
  return (
    <Menu
      label={t("making.sentActions")}
      actions={[
        { id: "replace", label: t("making.replace"), run: () => void corrected() },
        { id: "delete", label: t("making.askDeletion"), run: () => void withdrawn() },
      ]}
    >
      <IconButton icon={FilePen} label={t("making.sentActions")} />
    </Menu>
  );
}

function FileOrSee({ view: { card, cda } }: { readonly view: DocumentView }) {
  const t = useText();
  const { filed } = card;
  if (filed !== null) {
    return (
      <Button icon={FolderOpen} onPress={() => workspace.show({ kind: "patient", id: filed.patientId })}>
        {t("documents.seeRecord")}
      </Button>
    );
  }
  if (cda === null || card.integrity === "broken" || card.returned) return null;
  return (
    <Button variant="primary" icon={FolderInput} onPress={() => workspace.show({ kind: "filing", id: card.id })}>
      {t("documents.import")}
    </Button>
  );
}
