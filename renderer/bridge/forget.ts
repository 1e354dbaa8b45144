import type { QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { AppState } from "#shared/domain/session";
import { queryClient } from "./query-client";

const forgetters = new Set<() => void>();

/** What else is to be forgotten with what was read. */
export const onForget = (forget: () => void): void => void forgetters.add(forget);

/** Forgets what was read of a store that is locked, blocked or gone: nothing of it stays in the page behind the lock. */
export function useForgetting(store: AppState["store"] | undefined): void {
  const isClosed = store !== undefined && store.state !== "ready";
  useEffect(() => {
    if (isClosed) forgetReadings(queryClient);
  }, [isClosed]);
}

/**
 * Forgets every answer that nothing shows; what is still shown once the store is closed is not of it: the state of the application, the session.
 * @internal
 */
export function forgetReadings(client: QueryClient): void {
  client.removeQueries({ type: "inactive" });
  for (const forget of forgetters) forget();
}
