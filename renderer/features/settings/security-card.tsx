import LockKeyhole from "lucide-react/icons/lock-keyhole";
import type { AppState } from "#shared/domain/session";
import { keepAppState, useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, Card, SelectField } from "../../ui";
import { nearest, useSetting } from "./use-setting";
import styles from "./settings.module.css";

const DELAYS = ["15", "30", "60", "120", "240"] as const;

/** How what is kept here is protected, and the lock where a passphrase or a code opens it. */
export function SecurityCard({ state }: { readonly state: AppState }) {
  const t = useText();
  const lock = useCommand("app.lock");
  const set = useSetting();
  if (state.store.state !== "ready") return null;
  const { protection } = state.store;
  const lockNow = async (): Promise<void> => {
    const result = await lock.run(undefined);
    if (result.ok) keepAppState(result.value);
  };
  return (
    <Card title={t("settings.security")}>
      <p className={styles.prose}>{t(`settings.protection-${protection}`)}</p>
      {(protection === "passphrase" || protection === "vault-and-pin") && (
        <div className={styles.actions}>
          <SelectField
            label={t("settings.lockAfter")}
            value={nearest(DELAYS, state.settings.lockMinutes)}
            onChange={(minutes) => set({ lockMinutes: Number(minutes) })}
            options={DELAYS.map((value) => ({ value, label: t(`settings.lockAfter-${value}`) }))}
          />
          <Button icon={LockKeyhole} isPending={lock.pending} onPress={() => void lockNow()}>
            {t("settings.lock")}
          </Button>
        </div>
      )}
    </Card>
  );
}
