import "./styles";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { listenToEvents, queryClient } from "./bridge";
import { askAhead } from "./features/inbox";

const root = document.getElementById("root");
listenToEvents(queryClient, window.pli.subscribe);
askAhead();
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
}
