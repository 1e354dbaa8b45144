import { useState, type FormEvent } from "react";
import type { AppState } from "#shared/domain/session";
import { keepAppState, useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, Checkbox, FailureBanner, Gate, TextField } from "../../ui";
import styles from "./welcome.module.css";

const PASSPHRASE = 12;
const PIN = 6;

/** Creates the encrypted store: nothing to type where the session has a keyring, a passphrase where it has none, a code on a shared computer. */
export function CreateProfile({ state, onBack }: { readonly state: AppState; readonly onBack?: () => void }) {
  const t = useText();
  const create = useCommand("app.createProfile", { failures: "inline" });
  const [withPin, setWithPin] = useState(false);
  const [secret, setSecret] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const vault = state.vaultAvailable;
  const asks = !vault || withPin;
  const missing = (vault ? PIN : PASSPHRASE) - [...secret].length;
  const short = asks && missing > 0;
  const differs = asks && again !== secret;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (short || differs) return;
    const result = await create.run({ passphrase: asks ? secret : null });
    if (result.ok) keepAppState(result.value);
  };
  return (
    <Gate title={t("welcome.createTitle")} lead={t(vault ? "welcome.createVault" : "welcome.createNoVault")}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {vault && (
          <Checkbox isSelected={withPin} onChange={setWithPin}>
            {t("welcome.addPin")}
          </Checkbox>
        )}
        {asks && (
          <Secret
            pin={vault}
            secret={secret}
            again={again}
            onSecret={setSecret}
            onAgain={setAgain}
            missing={tried && short ? missing : 0}
            differs={tried && differs}
          />
        )}
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

type SecretProps = {
  readonly pin: boolean;
  readonly secret: string;
  readonly again: string;
  readonly onSecret: (secret: string) => void;
  readonly onAgain: (again: string) => void;
  /** Characters still missing, 0 when that is not to be said. */
  readonly missing: number;
  readonly differs: boolean;
};

/** The passphrase or the code, twice. */
function Secret({ pin, secret, again, onSecret, onAgain, missing, differs }: SecretProps) {
  const t = useText();
  const field = { type: "password", autoComplete: "new-password", maxLength: 200 } as const;
  return (
    <>
      <TextField
        {...field}
        label={t(pin ? "welcome.pin" : "welcome.passphrase")}
        description={t(pin ? "welcome.pinHelp" : "welcome.passphraseHelp")}
        value={secret}
        onChange={onSecret}
        error={missing > 0 ? t("welcome.passphraseShort", { count: missing }) : null}
      />
      <TextField
        {...field}
        label={t("welcome.passphraseAgain")}
        value={again}
        onChange={onAgain}
        error={differs ? t("welcome.passphraseDiffers") : null}
      />
    </>
  );
}
