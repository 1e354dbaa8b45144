import FileArchive from "lucide-react/icons/file-archive";
import { useState } from "react";
import type { ChosenBackup } from "#shared/contract/safety";
import type { AppState } from "#shared/domain/session";
import { clock, fileSize, plainDate } from "#shared/text/formats/index";
import { useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, FailureBanner, Gate, Progress } from "../../ui";
import { CodeField } from "./code-field";
import { useRecovery } from "./use-recovery";
import styles from "./welcome.module.css";

/** Makes this computer what a backup holds: its file, its recovery code, and how its key is kept from now on. */
export function Restore({ state, onBack }: { readonly state: AppState; readonly onBack: () => void }) {
  const t = useText();
  const choose = useCommand("safety.chooseBackup", { failures: "inline" });
  const [chosen, setChosen] = useState<ChosenBackup | null>(null);
  const ask = async (): Promise<void> => {
    const result = await choose.run(undefined);
    if (result.ok && result.value !== null) setChosen(result.value);
  };
  return (
    <Gate title={t("welcome.restoreTitle")} lead={t("welcome.restoreLead")}>
      <div className={styles.form}>
        <div className={styles.chosen}>
          {chosen === null ? (
            <Button onPress={onBack}>{t("app.back")}</Button>
          ) : (
            <p>
              {t("welcome.restoreChosen", {
                date: plainDate(new Date(chosen.at)),
                time: clock(new Date(chosen.at), t.language),
                size: fileSize(chosen.bytes, t.language),
              })}
            </p>
          )}
          <Button
            icon={FileArchive}
            variant={chosen === null ? "primary" : "plain"}
            isPending={choose.pending}
            onPress={() => void ask()}
          >
            {t(chosen === null ? "welcome.restoreChoose" : "welcome.restoreAnother")}
          </Button>
        </div>
        <FailureBanner failure={choose.failure} />
      </div>
      {chosen !== null && <OpenBackup key={chosen.at} state={state} chosen={chosen} onBack={onBack} />}
    </Gate>
  );
}

function OpenBackup({
  state,
  chosen,
  onBack,
}: {
  readonly state: AppState;
  readonly chosen: ChosenBackup;
  readonly onBack: () => void;
}) {
  const t = useText();
  const { command: restore, secret, code, submit } = useRecovery("safety.restore", state);
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <p className={styles.small}>{t("welcome.restoreCode", { date: plainDate(new Date(chosen.codeMade)) })}</p>
      <CodeField {...code} takesFocus />
      {secret.fields}
      {restore.pending && <Progress label={t("welcome.restoring")} value={null} />}
      <FailureBanner failure={restore.failure} />
      <div className={styles.actions}>
        <Button onPress={onBack}>{t("app.back")}</Button>
        <Button variant="primary" type="submit" isPending={restore.pending}>
          {t("welcome.restore")}
        </Button>
      </div>
    </form>
  );
}
