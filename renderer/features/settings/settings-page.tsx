import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Page } from "../../ui";
import { AboutCard } from "./about-card";
import { EnvironmentCard } from "./environment-card";
import { MailboxSettings } from "./mailbox-settings";
import { LookCard, SendingCard } from "./preferences";
import { ReportRuleCard } from "./report-rule";
import { SecurityCard } from "./security-card";

/** Everything that the person may set, and what this build is. */
export function SettingsPage() {
  const t = useText();
  const state = useQueryOf("app.state", undefined).data;
  if (state === undefined) return null;
  return (
    <Page title={t("settings.title")}>
      <LookCard settings={state.settings} />
      <SendingCard settings={state.settings} />
      <ReportRuleCard />
      <MailboxSettings />
      <SecurityCard state={state} />
      <EnvironmentCard state={state} />
      <AboutCard state={state} />
    </Page>
  );
}
