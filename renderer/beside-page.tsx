import "./styles";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { listenToEvents, queryClient } from "./bridge";
import { TextProvider } from "./text";

/** Mounts the page of a window that stands beside the main one, in the demonstration; French, as what it stands for. */
export function mountBeside(page: ReactNode): void {
  const root = document.getElementById("root");
  listenToEvents(queryClient, window.pli.subscribe);
  if (root === null) return;
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <TextProvider language="fr">{page}</TextProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
