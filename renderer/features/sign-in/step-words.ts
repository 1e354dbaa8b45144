import type { AppState, SessionState } from "#shared/domain/session";
import type { TextKey } from "#shared/text/index";

/** Title and lead of the step a sign-in is at: the identifier, or what the person does on her telephone (in the demonstration, on the one beside), card or browser. */
export function stepWords(
  session: SessionState | undefined,
  profile: AppState["profile"],
): {
  readonly title: TextKey;
  readonly lead: TextKey;
} {
  if (session?.state !== "waiting") return { title: "session.title", lead: "session.lead" };
  switch (session.channel) {
    case "mobile":
      return {
        title: "session.waitingTitle",
        lead: profile === "demo" ? "session.waitingDemoLead" : "session.waitingLead",
      };
    case "card":
      return { title: "session.waitingCardTitle", lead: "session.waitingCardLead" };
    case "browser":
      return { title: "session.waitingBrowserTitle", lead: "session.waitingBrowserLead" };
  }
}
