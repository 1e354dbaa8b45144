import { useState, type FormEvent } from "react";
import type { AppState, StoreState } from "#shared/domain/session";
import { keepAppState, useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, FailureBanner, Gate, TextField } from "../../ui";
import { LeaveDemo } from "./leave-demo";
import { RecoverKey } from "./recover-key";
import styles from "./welcome.module.css";

/** Asks for the passphrase or the code of a locked store. */
export function Unlock({
  store,
  state,
}: {
  readonly store: Extract<StoreState, { state: "locked" }>;
  readonly state: AppState;
}) {
  const t = useText();
  const unlock = useCommand("app.unlock", { failures: "inline" });
  const [secret, setSecret] = useState("");
  const [forgotten, setForgotten] = useState(false);
  const demo = state.profile === "demo";
  const pin = store.protection === "vault-and-pin";
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (secret === "") return;
    const result = await unlock.run({ passphrase: secret });
    setSecret("");
    if (result.ok) keepAppState(result.value);
  };
  if (forgotten) return <RecoverKey state={state} onBack={() => setForgotten(false)} />;
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
          {demo ? <LeaveDemo /> : <Forgotten pin={pin} state={state} onForgotten={() => setForgotten(true)} />}
          <Button variant="primary" type="submit" isPending={unlock.pending}>
            {t(unlock.pending ? "welcome.unlocking" : "welcome.unlock")}
          </Button>
        </div>
      </form>
    </Gate>
  );
}

/** The way back by the recovery code, where there is one. */
function Forgotten({
  pin,
  state,
  onForgotten,
}: {
  readonly pin: boolean;
  readonly state: AppState;
  readonly onForgotten: () => void;
}) {
  const t = useText();
  if (state.recovery !== "in-force") return <span />;
  return (
    <Button variant="quiet" onPress={onForgotten}>
      {t(pin ? "welcome.forgottenPin" : "welcome.forgottenPassphrase")}
    </Button>
  );
}
