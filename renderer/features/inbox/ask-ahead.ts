import { keyOf, ask, queryClient } from "../../bridge";
import { workspaceStore } from "../../workspace";
import { keptSort } from "./kept-sort";
import { askList } from "./use-conversations";

/**
 * Asks in one breath what the first screen is made of, before anything is drawn: each answer is there when its component looks for it.
 * What cannot be answered yet (no profile, a store that is locked) is asked again by who needs it.
 */
export function askAhead(): void {
  for (const name of ["app.state", "mailboxes.list", "session.state"] as const)
    void queryClient.prefetchQuery({ queryKey: keyOf(name, undefined), queryFn: () => ask(name, undefined) });
  const { place, search, filter, sort } = workspaceStore.getState();
  if (place.kind === "list") askList({ place, search, filter, sort: sort ?? keptSort() });
}
