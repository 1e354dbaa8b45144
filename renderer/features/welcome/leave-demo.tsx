import { keepAppState, useCommand } from "../../bridge";
import { useText } from "../../text";
import { Button } from "../../ui";

/** Goes back to the first screen from the demonstration. */
export function LeaveDemo() {
  const t = useText();
  const leave = useCommand("app.leaveDemo");
  const run = async (): Promise<void> => {
    const result = await leave.run(undefined);
    if (result.ok) keepAppState(result.value);
  };
  return (
    <Button onPress={() => void run()} isPending={leave.pending}>
      {t("welcome.leaveDemo")}
    </Button>
  );
}
