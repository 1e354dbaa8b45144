import SearchX from "lucide-react/icons/search-x";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { AppState } from "#shared/domain/session";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { RulesCard } from "../rules";
import { UpdateStatus } from "../updates";
import { Button, Card, classes, EmptyState, Hidden, Page, SearchField, useInTurn } from "../../ui";
import { workspace, workspaceStore } from "../../workspace";
import { AboutCard } from "./about-card";
import { DirectoryCard } from "./directory-card";
import { EnvironmentCard } from "./environment-card";
import { HousekeepingCard } from "./housekeeping-card";
import { LiveDirectoryCard } from "./live-directory-card";
import { MailboxSettings } from "./mailbox-settings";
import { PracticeFolderCard } from "./practice-folder-card";
import { LookCard, SendingCard } from "./preferences";
import { NetworkCard } from "./network-card";
import { ReceiptRuleCard } from "./receipt-rule";
import { ReportRuleCard } from "./report-rule";
import { SafetyCard } from "./safety-card";
import { ScanFolderCard } from "./scan-folder-card";
import { SecurityCard } from "./security-card";
import { SpellingCard } from "./spelling-card";
import { showFound, useGroupInSight } from "./use-settings-in-sight";
import { WorkstationCard } from "./workstation-card";
import styles from "./settings-page.module.css";

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

/** Newer versions of the application. */
function UpdateCard() {
  const t = useText();
  return (
    <Card title={t("updates.title")}>
      <UpdateStatus />
    </Card>
  );
}

/** The groups of settings, in order, with what each holds. */
const groups = {
  look: ({ state }) => (
    <>
      <LookCard settings={state.settings} />
      <SendingCard settings={state.settings} />
      <WorkstationCard settings={state.settings} />
    </>
  ),
  mail: ({ state }) => (
    <>
      <MailboxSettings />
      <RulesCard />
      <TemplatesLink />
      <SpellingCard settings={state.settings} />
      <ScanFolderCard />
      <PracticeFolderCard />
    </>
  ),
  directory: () => (
    <>
      <DirectoryCard />
      <LiveDirectoryCard />
    </>
  ),
  safety: ({ state }) => (
    <>
      <SecurityCard state={state} />
      <SafetyCard state={state} />
      <HousekeepingCard />
    </>
  ),
  advanced: ({ state }) => (
    <>
      <ReceiptRuleCard />
      <ReportRuleCard />
      <EnvironmentCard state={state} />
      <NetworkCard state={state} />
    </>
  ),
  about: ({ state }) => (
    <>
      <AboutCard state={state} />
      <UpdateCard />
    </>
  ),
} as const satisfies Readonly<Record<string, (props: { readonly state: AppState }) => ReactNode>>;

const names = Object.keys(groups) as (keyof typeof groups)[];

/** Everything that the person may set, and what this build is: one page, with its contents and what finds a setting beside it. */
export function SettingsPage() {
  const t = useText();
  const state = useQueryOf("app.state", undefined).data;
  const [search, setSearch] = useState("");
  const page = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<number | null>(null);
  const seen = useGroupInSight(page, state !== undefined);
  const find = (words: string): void => {
    setSearch(words);
    setFound(showFound(page.current, words));
  };
  const drawn = useInTurn(names.length);
  useEffect(() => {
    const { settingsAt } = workspaceStore.getState();
    if (drawn < names.length || settingsAt === null) return;
    workspace.settingsAt(null);
    goTo(settingsAt);
  }, [drawn]);
  if (state === undefined) return null;
  return (
    <Page title={t("settings.title")} wide>
      <div className={styles.page}>
        <nav className={styles.contents} aria-label={t("settings.contents")}>
          <SearchField
            label={t("settings.search")}
            placeholder={t("settings.searchHint")}
            value={search}
            onChange={find}
            className={styles.search}
          />
          {names.map((name) => (
            <Button
              key={name}
              variant="quiet"
              className={classes(styles.entry, name === seen && found !== 0 && styles.seen)}
              onPress={() => {
                find("");
                goTo(name);
              }}
            >
              {t(`settings.group-${name}`)}
            </Button>
          ))}
          <span role="status">
            <Hidden>{found === null ? "" : t("settings.found", { count: found })}</Hidden>
          </span>
        </nav>
        <div className={styles.groups} ref={page}>
          {names.map((name, at) => {
            const Group: (props: { readonly state: AppState }) => ReactNode = groups[name];
            return (
              <div key={name} id={`settings-${name}`} data-group={name} tabIndex={-1} className={styles.group}>
                {at < drawn && <Group state={state} />}
              </div>
            );
          })}
          {found === 0 && <EmptyState icon={SearchX} title={t("settings.notFound")} />}
        </div>
      </div>
    </Page>
  );
}

/** The next Tab goes on from the group. */
function goTo(name: string): void {
  const group = document.getElementById(`settings-${name}`);
  group?.scrollIntoView({ block: "start" });
  group?.focus({ preventScroll: true });
}
