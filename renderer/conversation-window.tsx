import "./styles";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { ConversationId } from "#shared/domain/ids";
import { listenToEvents, queryClient, useForgetting, useQueryOf } from "./bridge";
import { ConversationWindow } from "./features/inbox";
import { LinkDialog } from "./frame";
import { TextProvider } from "./text";
import { ToastRegion } from "./ui";
import { useAppearance } from "./use-appearance";
import { workspace } from "./workspace";

/** A conversation in a window of its own: the words and the look of the main one; nothing once the store is closed. */
function Apart() {
  const state = useQueryOf("app.state", undefined).data;
  useAppearance(state?.settings);
  useForgetting(state?.store);
  return (
    <TextProvider language={state?.settings.language ?? "fr"}>
      {state?.store.state === "ready" && <ConversationWindow />}
      <ToastRegion />
      <LinkDialog />
    </TextProvider>
  );
}

const root = document.getElementById("root");
listenToEvents(queryClient, window.pli.subscribe);
if (root !== null && window.pli.about !== "") {
  workspace.beAlone(window.pli.about as ConversationId);
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Apart />
      </QueryClientProvider>
    </StrictMode>,
  );
}
