import { useQueryClient } from "@tanstack/react-query";
import type { StoreState } from "#shared/domain/session";
import { keyOf } from "../../bridge";
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
  const client = useQueryClient();
  return (
    <Gate title={t(`welcome.blocked-${reason}`)} lead={t(`welcome.blockedAbout-${reason}`)}>
      <div className={styles.actions}>
        {demo && <LeaveDemo />}
        <Button
          variant="primary"
          onPress={() => void client.refetchQueries({ queryKey: keyOf("app.state", undefined) })}
        >
          {t("app.retry")}
        </Button>
      </div>
    </Gate>
  );
}
