import type { PscFailureCode, SignInChannel } from "#shared/domain/session";
import type { PscIdentity } from "./token-set";

/** Why a session is over, or never began. `idle`: 30 minutes without use; `duration`: 4 hours. */
export type EndReason = PscFailureCode | "signed-out" | "idle" | "duration";

/** The session as plain data for the window: no token ever; in the browser nobody is named beforehand and there are no digits: `idNat` and `code` are empty. `expiresAt` and `endsAt` are epoch ms, `secondsLeft` as of the moment it was made. */
export type PscState =
  | { readonly state: "idle" }
  | { readonly state: "requesting"; readonly idNat: string; readonly channel: SignInChannel }
  | {
      readonly state: "waiting";
      readonly idNat: string;
      readonly channel: SignInChannel;
      readonly code: string;
      readonly expiresAt: number;
      readonly secondsLeft: number;
    }
  | {
      readonly state: "signed-in" | "refreshing";
      readonly identity: PscIdentity;
      readonly endsAt: number;
      readonly secondsLeft: number;
    }
  | { readonly state: "ended"; readonly reason: EndReason; readonly detail?: string };

/** Whole seconds until `at`, never negative. */
export function secondsUntil(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / 1000));
}
