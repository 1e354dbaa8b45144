import type { FormEvent } from "react";
import type { AppState } from "#shared/domain/session";
import { keepAppState, useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, FailureBanner, Gate } from "../../ui";
import { useNewSecret } from "./new-secret";
import styles from "./welcome.module.css";

/** Creates the encrypted store. */
export function CreateProfile({ state, onBack }: { readonly state: AppState; readonly onBack?: () => void }) {
  const t = useText();
  const create = useCommand("app.createProfile", { failures: "inline" });
  const secret = useNewSecret(state.vaultAvailable);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const passphrase = secret.take();
    if (passphrase === undefined) return;
    const result = await create.run({ passphrase });
    if (result.ok) keepAppState(result.value);
  };
  return (
    <Gate
      title={t("welcome.createTitle")}
      lead={t(state.vaultAvailable ? "welcome.createVault" : "welcome.createNoVault")}
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {secret.fields}
        <FailureBanner failure={create.failure} />
        <div className={styles.actions}>
          {onBack !== undefined ? <Button onPress={onBack}>{t("app.back")}</Button> : <span />}
          <Button variant="primary" type="submit" isPending={create.pending}>
            {t("welcome.create")}
          </Button>
        </div>
      </form>
    </Gate>
  );
}
