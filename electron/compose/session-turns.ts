import type { SessionState } from "#shared/domain/session";

/** What begins with a session and what ends with it. */
export type SessionTurns = { readonly began: () => void; readonly ended: () => void };

/**
 * Hears the states of a session one after the other, and tells when it begins and when it ends: also when it ends while the person is asked for the
 * next one, and never twice.
 */
export function sessionTurns({ began, ended }: SessionTurns): (state: SessionState["state"]) => void {
  let was: SessionState["state"] = "signed-out";
  let isOpen = false;
  return (state) => {
    const [before, wasOpen] = [was, isOpen];
    was = state;
    if (state === "signed-in") isOpen = true;
    if (state === "signed-out") isOpen = false;
    if (state === "signed-in" && before !== "signed-in") began();
    if (state === "signed-out" && wasOpen) ended();
  };
}
