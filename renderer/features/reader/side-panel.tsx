import { useText } from "../../text";
import { Dialog } from "../../ui";
import { workspace, type Side } from "../../workspace";
import { ComparisonPanel, FilingPanel, MakeDocumentPanel, ReportPanel } from "../documents";
import { PatientPanel } from "../patients";

/** Filing, the report to a sender and the patient's record slide over the right of the window. */
export function SidePanel({ side }: { readonly side: Side }) {
  const t = useText();
  const close = workspace.back;
  return (
    <>
      <Dialog title={t("reader.filing")} size="side" isOpen={side?.kind === "filing"} onClose={close}>
        {side?.kind === "filing" && <FilingPanel id={side.id} />}
      </Dialog>
      <Dialog title={t("documents.compareTitle")} size="wide" isOpen={side?.kind === "compare"} onClose={close}>
        {side?.kind === "compare" && <ComparisonPanel id={side.id} other={side.other} />}
      </Dialog>
      <Dialog title={t("making.panel")} size="side" isOpen={side?.kind === "make"} onClose={close}>
        {side?.kind === "make" && <MakeDocumentPanel draftId={side.draftId} attachmentId={side.attachmentId} />}
      </Dialog>
      <Dialog title={t("reports.title")} size="side" isOpen={side?.kind === "report"} onClose={close}>
        {side?.kind === "report" && <ReportPanel messageId={side.messageId} documentId={side.documentId} />}
      </Dialog>
      <Dialog title={t("reader.recordTitle")} size="side" isOpen={side?.kind === "patient"} onClose={close}>
        {side?.kind === "patient" && <PatientPanel id={side.id} />}
      </Dialog>
    </>
  );
}
