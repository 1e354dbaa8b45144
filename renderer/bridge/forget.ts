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
    if (!isClosed) return;
    // What is still shown is not of the store: the state of the application, the session.
    queryClient.removeQueries({ type: "inactive" });
    for (const forget of forgetters) forget();
  }, [isClosed]);
}
