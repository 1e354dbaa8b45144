import "./styles";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { DraftId } from "#shared/domain/ids";
import { call, listenToEvents, queryClient, useQueryOf } from "./bridge";
import { Composer } from "./features/composer";
import { MakeDocumentPanel } from "./features/documents";
import { TextProvider, useText } from "./text";
import { Boundary, Dialog, ToastRegion } from "./ui";
import { useActivity } from "./use-activity";
import { useAppearance } from "./use-appearance";
import { useWorkspace, workspace } from "./workspace";
import styles from "./composer-window.module.css";

/** A window of its own for one draft: what is written here is kept as in the main window, which hears what became of it. */
function ComposerWindow({ draftId }: { readonly draftId: DraftId }) {
  const state = useQueryOf("app.state", undefined).data;
  useAppearance(state?.settings);
  useActivity();
  if (state === undefined) return null;
  return (
    <TextProvider language={state.settings.language}>
      <main className={styles.window}>
        <Boundary>
          <Composer
            draftId={draftId}
            onClose={() => window.close()}
            onSent={(outboxId, at) => call("composers.sent", { outboxId, sendAt: at?.toISOString() ?? null })}
          />
        </Boundary>
        <Making />
      </main>
      <ToastRegion />
    </TextProvider>
  );
}

/** A file of the draft made a medical document, over it as in the main window. */
function Making() {
  const t = useText();
  const side = useWorkspace((now) => now.side);
  const making = side?.kind === "make" ? side : null;
  return (
    <Dialog title={t("making.panel")} size="side" isOpen={making !== null} onClose={() => workspace.show(null)}>
      {making !== null && <MakeDocumentPanel draftId={making.draftId} attachmentId={making.attachmentId} />}
    </Dialog>
  );
}

const root = document.getElementById("root");
listenToEvents(queryClient, window.pli.subscribe);
if (root !== null && window.pli.about !== "") {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <ComposerWindow draftId={window.pli.about as DraftId} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
