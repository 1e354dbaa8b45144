import { useState, type FormEvent } from "react";
import type { StoreState } from "#shared/domain/session";
import { keepAppState, useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, FailureBanner, Gate, TextField } from "../../ui";
import { LeaveDemo } from "./leave-demo";
import styles from "./welcome.module.css";

/** Asks for the passphrase or the code of a locked store. */
export function Unlock({
  store,
  demo,
}: {
  readonly store: Extract<StoreState, { state: "locked" }>;
  readonly demo: boolean;
}) {
  const t = useText();
  const unlock = useCommand("app.unlock", { failures: "inline" });
  const [secret, setSecret] = useState("");
  const pin = store.protection === "vault-and-pin";
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (secret === "") return;
    const result = await unlock.run({ passphrase: secret });
    setSecret("");
    if (result.ok) keepAppState(result.value);
  };
  return (
    <Gate title={t("welcome.unlockTitle")} lead={t(pin ? "welcome.unlockPin" : "welcome.unlockPassphrase")}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextField
          label={t(pin ? "welcome.pin" : "welcome.passphrase")}
          type="password"
          autoComplete="current-password"
          takesFocus
          maxLength={200}
          value={secret}
          onChange={setSecret}
          error={store.wrong && secret === "" ? t("welcome.unlockWrong") : null}
        />
        <FailureBanner failure={unlock.failure} />
        <div className={styles.actions}>
          {demo ? <LeaveDemo /> : <span />}
          <Button variant="primary" type="submit" isPending={unlock.pending}>
            {t(unlock.pending ? "welcome.unlocking" : "welcome.unlock")}
          </Button>
        </div>
      </form>
    </Gate>
  );
}
