import "./styles";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { listenToEvents, queryClient } from "./bridge";
import { PanelPage } from "./features/demo-panel";
import { TextProvider } from "./text";

const root = document.getElementById("root");
listenToEvents(queryClient, window.pli.subscribe);
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <TextProvider language="fr">
          <PanelPage />
        </TextProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
