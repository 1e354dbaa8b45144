import { lazy } from "react";
import type { AppState } from "#shared/domain/session";
import { AddMailbox } from "../accounts";
import { PatientsPage } from "../patients";
import { WithDocument } from "../reader";
import { DirectoryPage } from "../recipients";
import { TemplatesPage } from "../templates";
import { workspace, type Place } from "../../workspace";

// Read when they are first asked for: a morning begins with the list.
const ContactsPage = lazy(async () => ({ default: (await import("../contacts")).ContactsPage }));
const JournalPage = lazy(async () => ({ default: (await import("../journal")).JournalPage }));
const OutboxPage = lazy(async () => ({ default: (await import("../outbox")).OutboxPage }));
const SettingsPage = lazy(async () => ({ default: (await import("../settings")).SettingsPage }));

/** The page that takes the place of list and conversation. */
export function PageOf({
  page,
  state,
}: {
  readonly page: Extract<Place, { kind: "page" }>["page"];
  readonly state: AppState;
}) {
  switch (page) {
    case "directory":
      return <DirectoryPage />;
    case "contacts":
      return <ContactsPage />;
    case "patients":
      return (
        <WithDocument>
          <PatientsPage />
        </WithDocument>
      );
    case "outbox":
      return <OutboxPage />;
    case "journal":
      return <JournalPage />;
    case "templates":
      return <TemplatesPage />;
    case "settings":
      return <SettingsPage />;
    case "add-mailbox":
      return (
        <AddMailbox state={state} onDone={() => workspace.goList("to-do")} onCancel={() => workspace.goList("to-do")} />
      );
  }
}
