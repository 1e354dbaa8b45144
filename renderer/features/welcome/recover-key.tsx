import type { AppState } from "#shared/domain/session";
import { useText } from "../../text";
import { Button, FailureBanner, Gate } from "../../ui";
import { CodeField } from "./code-field";
import { useRecovery } from "./use-recovery";
import styles from "./welcome.module.css";

/** Opens the store with its recovery code, and protects its key anew on this computer. */
export function RecoverKey({ state, onBack }: { readonly state: AppState; readonly onBack: () => void }) {
  const t = useText();
  const { command: recover, secret, code, submit } = useRecovery("safety.recover", state);
  return (
    <Gate
      title={t("welcome.recoverTitle")}
      lead={t(state.vaultAvailable ? "welcome.recoverVault" : "welcome.recoverNoVault")}
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <CodeField {...code} takesFocus />
        {secret.fields}
        <FailureBanner failure={recover.failure} />
        <div className={styles.actions}>
          <Button onPress={onBack}>{t("app.back")}</Button>
          <Button variant="primary" type="submit" isPending={recover.pending}>
            {t("welcome.recover")}
          </Button>
        </div>
      </form>
    </Gate>
  );
}
