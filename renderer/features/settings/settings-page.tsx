import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, Card, Page } from "../../ui";
import { workspace } from "../../workspace";
import { AboutCard } from "./about-card";
import { DirectoryCard } from "./directory-card";
import { EnvironmentCard } from "./environment-card";
import { HousekeepingCard } from "./housekeeping-card";
import { MailboxSettings } from "./mailbox-settings";
import { LookCard, SendingCard } from "./preferences";
import { ReceiptRuleCard } from "./receipt-rule";
import { ReportRuleCard } from "./report-rule";
import { SafetyCard } from "./safety-card";
import { SecurityCard } from "./security-card";
import { WorkstationCard } from "./workstation-card";

/** The way to the texts kept to be written again. */
function TemplatesLink() {
  const t = useText();
  const open = <Button onPress={() => workspace.goPage("templates")}>{t("templates.open")}</Button>;
  return (
    <Card title={t("templates.title")} actions={open}>
      <p>{t("templates.settingsAbout")}</p>
    </Card>
  );
}

/** Everything that the person may set, and what this build is. */
export function SettingsPage() {
  const t = useText();
  const state = useQueryOf("app.state", undefined).data;
  if (state === undefined) return null;
  return (
    <Page title={t("settings.title")}>
      <LookCard settings={state.settings} />
      <SendingCard settings={state.settings} />
      <ReceiptRuleCard />
      <ReportRuleCard />
      <WorkstationCard settings={state.settings} />
      <MailboxSettings />
      <TemplatesLink />
      <DirectoryCard />
      <SecurityCard state={state} />
      <SafetyCard state={state} />
      <HousekeepingCard />
      <EnvironmentCard state={state} />
      <AboutCard state={state} />
    </Page>
  );
}
