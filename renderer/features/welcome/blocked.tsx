import type { StoreState } from "#shared/domain/session";
import { keepAppState, useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button, Gate } from "../../ui";
import { LeaveDemo } from "./leave-demo";
import styles from "./welcome.module.css";

/** Why the store cannot be opened, one screen per reason: what happened, what is kept, what to do. */
export function Blocked({
  reason,
  demo,
}: {
  readonly reason: Extract<StoreState, { state: "blocked" }>["reason"];
  readonly demo: boolean;
}) {
  const t = useText();
  const retry = useCommand("app.retry");
  const tryAgain = async (): Promise<void> => {
    const result = await retry.run(undefined);
    if (result.ok) keepAppState(result.value);
  };
  return (
    <Gate title={t(`welcome.blocked-${reason}`)} lead={t(`welcome.blockedAbout-${reason}`)}>
      <div className={styles.actions}>
        {demo && <LeaveDemo />}
        <Button variant="primary" isPending={retry.pending} onPress={() => void tryAgain()}>
          {t("app.retry")}
        </Button>
      </div>
    </Gate>
  );
}
