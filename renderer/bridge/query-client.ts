import { notifyManager, QueryClient } from "@tanstack/react-query";
import { CallFailed } from "./call";

// An answer is drawn in the turn in which it comes, not after a timer.
notifyManager.setScheduler(queueMicrotask);

/** What was read stays shown until it is told changed: main's database is the truth and it speaks up, so nothing is polled or read again on focus. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: "always",
      retry: (count, error) => count < 2 && error instanceof CallFailed && error.failure.code === "unreachable",
      retryDelay: 400,
    },
    mutations: { networkMode: "always" },
  },
});
