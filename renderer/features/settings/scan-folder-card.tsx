import FolderInput from "lucide-react/icons/folder-input";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, Card, Switch, toasts } from "../../ui";
import styles from "./settings.module.css";

/** The folder in which the scanner writes: chosen, emptied of what was sent or not, and no longer read. */
export function ScanFolderCard() {
  const t = useText();
  const state = useQueryOf("scanFolder.state", undefined, { keep: true }).data;
  const choose = useCommand("scanFolder.choose");
  const stop = useCommand("scanFolder.stop");
  const set = useCommand("scanFolder.set");
  if (state === undefined) return null;
  const { folder, removeOnceSent } = state;
  const end = async (): Promise<void> => {
    const result = await stop.run(undefined);
    if (result.ok) toasts.show(t("settings.scanFolderStopped"));
  };
  return (
    <Card title={t("settings.scanFolder")}>
      <p className={styles.prose}>{t("settings.scanFolderLead")}</p>
      <p role="status">
        {folder === null ? t("settings.scanFolderNone") : t("settings.practiceFolderNow", { folder })}
      </p>
      <div className={styles.actions}>
        <Button icon={FolderInput} isPending={choose.pending} onPress={() => void choose.run(undefined)}>
          {t(folder === null ? "settings.practiceFolderChoose" : "settings.practiceFolderChange")}
        </Button>
        {folder !== null && (
          <Button variant="quiet" isPending={stop.pending} onPress={() => void end()}>
            {t("settings.scanFolderStop")}
          </Button>
        )}
      </div>
      {folder !== null && (
        <Switch
          label={t("settings.scanRemove")}
          description={t("settings.scanRemoveAbout")}
          isSelected={removeOnceSent}
          onChange={(on) => void set.run({ removeOnceSent: on })}
        />
      )}
    </Card>
  );
}
