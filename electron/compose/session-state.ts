import type { SessionState } from "#shared/domain/session";
import type { PscState } from "../psc/state";

/** The session as plain data for the pages: dates in ISO, never a token. */
export function asSessionState(state: PscState, startedAt: Date): SessionState {
  switch (state.state) {
    case "idle":
      return { state: "signed-out", end: null };
    case "requesting":
      return { state: "requesting" };
    case "waiting":
      return {
        state: "waiting",
        bindingMessage: state.code,
        idNat: state.idNat,
        channel: state.channel,
        startedAt: startedAt.toISOString(),
        expiresAt: new Date(state.expiresAt).toISOString(),
      };
    case "signed-in":
    case "refreshing":
      return {
        state: "signed-in",
        displayName: `${state.identity.givenName} ${state.identity.familyName}`.trim(),
        idNat: state.identity.idNat,
        until: new Date(state.endsAt).toISOString(),
      };
    case "ended":
      return { state: "signed-out", end: endOf(state) };
  }
}

type Ended = Extract<PscState, { state: "ended" }>;

/** The sentence an end deserves: what the person can do something about is told apart from the rest of its kind. */
function endOf({ reason, detail }: Ended): Extract<SessionState, { state: "signed-out" }>["end"] {
  switch (reason) {
    case "duration":
      return "session-ended";
    case "busy":
      return "unavailable";
    case "unavailable":
      return detail?.startsWith("proxy-") === true ? "proxy" : "unavailable";
    case "config":
      return causeOf(detail ?? "");
    default:
      return reason;
  }
}

function causeOf(detail: string): Extract<SessionState, { state: "signed-out" }>["end"] {
  switch (detail) {
    case "no-browser":
    case "port-in-use":
    case "no-client":
    case "other-person":
      return detail;
    case "certificate-revoked":
      return "revoked";
    default:
      return detail.startsWith("certificate-") ? "untrusted" : "config";
  }
}
