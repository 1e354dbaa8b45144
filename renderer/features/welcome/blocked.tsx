import { useState } from "react";
import type { AppState, StoreState } from "#shared/domain/session";
import { keepAppState, useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, Gate } from "../../ui";
import { LeaveDemo } from "./leave-demo";
import { RecoverKey } from "./recover-key";
import { Restore } from "./restore";
import { StartOver } from "./start-over";
import styles from "./welcome.module.css";

type Reason = Extract<StoreState, { state: "blocked" }>["reason"];
type Way = "recover" | "restore" | "over";

/** The ways back that make sense for each reason, besides trying again. */
const WAYS: Readonly<Record<Reason, readonly Way[]>> = {
  "vault-missing": ["recover"],
  "vault-changed": ["recover"],
  "cannot-decrypt": ["recover", "restore", "over"],
  corrupt: ["restore", "over"],
  "newer-schema": [],
  "read-only": [],
  stopped: [],
};

/** Why the store cannot be opened, one screen per reason: what happened, what is kept, what to do. */
export function Blocked({ reason, state }: { readonly reason: Reason; readonly state: AppState }) {
  const t = useText();
  const retry = useCommand("app.retry");
  const [way, setWay] = useState<Way | null>(null);
  const demo = state.profile === "demo";
  const back = (): void => setWay(null);
  if (way === "recover") return <RecoverKey state={state} onBack={back} />;
  if (way === "restore") return <Restore state={state} onBack={back} />;
  if (way === "over") return <StartOver state={state} onBack={back} />;
  const tryAgain = async (): Promise<void> => {
    const result = await retry.run(undefined);
    if (result.ok) keepAppState(result.value);
  };
  const ways = demo ? [] : WAYS[reason].filter((one) => one !== "recover" || state.recovery === "in-force");
  return (
    <Gate title={t(`welcome.blocked-${reason}`)} lead={t(`welcome.blockedAbout-${reason}`)}>
      <div className={styles.ends}>
        {demo && <LeaveDemo />}
        {ways.map((one) => (
          <Button key={one} onPress={() => setWay(one)}>
            {t(`welcome.way-${one}`)}
          </Button>
        ))}
        <Button variant="primary" isPending={retry.pending} onPress={() => void tryAgain()}>
          {t("app.retry")}
        </Button>
      </div>
    </Gate>
  );
}
