import FolderDown from "lucide-react/icons/folder-down";
import { useState } from "react";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, SelectField } from "../../ui";
import { folderName, tellExport } from "../../workspace";
import styles from "./settings.module.css";

/** Writes every message of a folder, as it came, with the journal's lines about them. */
export function ExportFolder() {
  const t = useText();
  const write = useCommand("mail.exportFolder", { failures: "inline" });
  const mailboxes = useQueryOf("mailboxes.list", undefined).data ?? [];
  const folders = mailboxes.flatMap((mailbox) =>
    mailbox.folders.map((folder) => ({ value: folder.id, label: `${mailbox.name} · ${folderName(folder, t)}` })),
  );
  const [wanted, setWanted] = useState(folders[0]?.value ?? null);
  const chosen = wanted ?? folders[0]?.value;
  if (chosen === undefined) return null;
  return (
    <div className={styles.stack}>
      <div className={styles.actions}>
        <SelectField label={t("settings.exportFolderChoose")} value={chosen} onChange={setWanted} options={folders} />
        <Button
          icon={FolderDown}
          isPending={write.pending}
          className={styles.beside}
          onPress={() => void write.run({ id: chosen }).then((result) => tellExport(result, t))}
        >
          {t("settings.exportFolder")}
        </Button>
      </div>
      <p className={styles.note}>{t("settings.exportFolderAbout")}</p>
    </div>
  );
}
