import Download from "lucide-react/icons/download";
import FileUp from "lucide-react/icons/file-up";
import RefreshCw from "lucide-react/icons/refresh-cw";
import { useState } from "react";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, Menu, Page, Tabs, toasts } from "../../ui";
import { ContactList } from "./contact-list";
import { QualityList } from "./quality-list";
import { TeamList } from "./team-list";
import styles from "./contacts.module.css";

/** Correspondents kept with a note, and the care teams that are written to together. */
export function ContactsPage() {
  const t = useText();
  const [tab, setTab] = useState("contacts");
  return (
    <Page title={t("contacts.title")} actions={<Files />} wide>
      <Tabs
        label={t("contacts.title")}
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: "contacts", label: t("contacts.contacts"), content: <ContactList /> },
          { id: "teams", label: t("contacts.teams"), content: <TeamList /> },
          { id: "quality", label: t("quality.title"), content: <QualityList /> },
        ]}
      />
    </Page>
  );
}

/** From the directory, from a file, to a file. */
function Files() {
  const t = useText();
  const refresh = useCommand("contacts.refresh");
  const read = useCommand("contacts.import");
  const write = useCommand("contacts.export");
  const refreshed = async (): Promise<void> => {
    const result = await refresh.run(undefined);
    if (!result.ok) return;
    if (result.value === null) toasts.show(t("contacts.noDirectory"), { tone: "warning" });
    else toasts.show(t("contacts.refreshed", result.value), { tone: result.value.gone > 0 ? "warning" : "good" });
  };
  const imported = async (): Promise<void> => {
    const result = await read.run(undefined);
    if (!result.ok || result.value === null) return;
    toasts.show(t("contacts.imported", result.value), { tone: result.value.refused > 0 ? "warning" : "good" });
  };
  const exported = async (format: "vcard" | "csv"): Promise<void> => {
    const result = await write.run({ format });
    if (result.ok && result.value.saved) toasts.show(t("contacts.exported"), { tone: "good" });
  };
  return (
    <span className={styles.actions}>
      <Button icon={RefreshCw} isPending={refresh.pending} onPress={() => void refreshed()}>
        {t("contacts.refresh")}
      </Button>
      <Button icon={FileUp} isPending={read.pending} onPress={() => void imported()}>
        {t("contacts.import")}
      </Button>
      <Menu
        label={t("contacts.export")}
        actions={[
          { id: "vcard", label: t("contacts.exportVcard"), run: () => void exported("vcard") },
          { id: "csv", label: t("contacts.exportCsv"), run: () => void exported("csv") },
        ]}
      >
        <Button icon={Download}>{t("contacts.export")}</Button>
      </Menu>
    </span>
  );
}
