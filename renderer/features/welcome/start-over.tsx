import type { FormEvent } from "react";
import type { AppState } from "#shared/domain/session";
import { keepAppState, useCommand } from "../../bridge";
import { useText } from "../../text";
import { Banner, Button, FailureBanner, Gate } from "../../ui";
import { useNewSecret } from "./new-secret";
import styles from "./welcome.module.css";

/** The last way: an empty store, its mail received again; what cannot be opened is set aside, not erased. */
export function StartOver({ state, onBack }: { readonly state: AppState; readonly onBack: () => void }) {
  const t = useText();
  const start = useCommand("safety.startOver", { failures: "inline" });
  const secret = useNewSecret(state.vaultAvailable);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const passphrase = secret.take();
    if (passphrase === undefined) return;
    const result = await start.run({ passphrase });
    if (result.ok) keepAppState(result.value);
  };
  return (
    <Gate title={t("welcome.overTitle")} lead={t("welcome.overLead")}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <Banner tone="warning">{t("welcome.overLost")}</Banner>
        {secret.fields}
        <FailureBanner failure={start.failure} />
        <div className={styles.actions}>
          <Button onPress={onBack}>{t("app.back")}</Button>
          <Button variant="warning" type="submit" isPending={start.pending}>
            {t("welcome.over")}
          </Button>
        </div>
      </form>
    </Gate>
  );
}
