import { useEffect, useRef } from "react";
import type { AppState, SessionState } from "#shared/domain/session";
import { useCommand } from "../../bridge";

/** Ends after which asking again is what the person means by opening the sign-in; anything else is read first, a refusal above all. */
const QUIET: readonly unknown[] = [null, "signed-out", "session-ended", "idle", "cancelled"];

/** Signing in again is one gesture: the dialog that opens asks at once, as the last time; giving up shows the identifier. */
export function useSigningAgain(isOpen: boolean, state: AppState, session: SessionState | undefined): void {
  const { run } = useCommand("session.signIn");
  const asked = useRef(false);
  const [channel = "mobile"] = state.channels;
  const { lastIdNat } = state;
  const isQuiet = session?.state === "signed-out" && QUIET.includes(session.end);
  useEffect(() => {
    if (!isOpen) {
      asked.current = false;
      return;
    }
    if (asked.current || session === undefined) return;
    asked.current = true;
    if (!isQuiet || lastIdNat === null) return;
    void run(channel === "browser" ? { channel } : { channel, idNat: lastIdNat });
  }, [isOpen, isQuiet, lastIdNat, channel, session, run]);
}
