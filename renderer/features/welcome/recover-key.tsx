import { useState, type FormEvent } from "react";
import { readRecoveryCode } from "#shared/rules/recovery-code";
import type { AppState } from "#shared/domain/session";
import { keepAppState, useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, FailureBanner, Gate } from "../../ui";
import { CodeField } from "./code-field";
import { useNewSecret } from "./new-secret";
import styles from "./welcome.module.css";

/** Opens the store with its recovery code, and protects its key anew on this computer. */
export function RecoverKey({ state, onBack }: { readonly state: AppState; readonly onBack: () => void }) {
  const t = useText();
  const recover = useCommand("safety.recover", { failures: "inline" });
  const secret = useNewSecret(state.vaultAvailable);
  const [code, setCode] = useState("");
  const [tried, setTried] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const passphrase = secret.take();
    if (passphrase === undefined || !readRecoveryCode(code).ok) return;
    const result = await recover.run({ code, passphrase });
    if (result.ok) keepAppState(result.value);
  };
  return (
    <Gate
      title={t("welcome.recoverTitle")}
      lead={t(state.vaultAvailable ? "welcome.recoverVault" : "welcome.recoverNoVault")}
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <CodeField value={code} onChange={setCode} tried={tried} takesFocus />
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
