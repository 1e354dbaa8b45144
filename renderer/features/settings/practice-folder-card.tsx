import FolderOutput from "lucide-react/icons/folder-output";
import { PRACTICE_FORMS, type PracticeFolder } from "#shared/domain/practice-folder";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Button, Card, RadioGroup, Switch, toasts } from "../../ui";
import styles from "./settings.module.css";

/** The folder from which the practice software takes what is filed: chosen, in which form, and no longer. */
export function PracticeFolderCard() {
  const t = useText();
  const state = useQueryOf("practiceFolder.state", undefined, { keep: true }).data;
  const choose = useCommand("practiceFolder.choose");
  const stop = useCommand("practiceFolder.stop");
  if (state === undefined) return null;
  const end = async (): Promise<void> => {
    const result = await stop.run(undefined);
    if (result.ok) toasts.show(t("settings.practiceFolderStopped"));
  };
  return (
    <Card title={t("settings.practiceFolder")}>
      <p className={styles.prose}>{t("settings.practiceFolderLead")}</p>
      <p role="status">
        {state.folder === null
          ? t("settings.practiceFolderNone")
          : t("settings.practiceFolderNow", { folder: state.folder })}
      </p>
      <div className={styles.actions}>
        <Button icon={FolderOutput} isPending={choose.pending} onPress={() => void choose.run(undefined)}>
          {t(state.folder === null ? "settings.practiceFolderChoose" : "settings.practiceFolderChange")}
        </Button>
        {state.folder !== null && (
          <Button variant="quiet" isPending={stop.pending} onPress={() => void end()}>
            {t("settings.practiceFolderStop")}
          </Button>
        )}
      </div>
      {state.folder !== null && <HowWritten state={state} />}
    </Card>
  );
}

function HowWritten({ state: { form, automatic } }: { readonly state: PracticeFolder }) {
  const t = useText();
  const set = useCommand("practiceFolder.set");
  return (
    <div className={styles.stack}>
      <RadioGroup
        label={t("settings.practiceForm")}
        value={form}
        onChange={(chosen) => void set.run({ form: chosen, automatic })}
        options={PRACTICE_FORMS.map((value) => ({ value, label: t(`settings.practiceForm-${value}`) }))}
      />
      <Switch
        label={t("settings.practiceAutomatic")}
        isSelected={automatic}
        onChange={(on) => void set.run({ form, automatic: on })}
      />
    </div>
  );
}
