import Hand from "lucide-react/icons/hand";
import HandOff from "lucide-react/icons/undo-dot";
import type { ConversationRow } from "#shared/domain/message";
import { useText } from "../../text";
import { IconButton } from "../../ui";
import { take } from "../../workspace";
import { takingOf } from "./taking";
import { useShared } from "./use-shared";

/** Takes conversations of a shared mailbox in charge, takes them over from a colleague, or lets them go; nothing where none is in a shared mailbox. */
export function TakeButton({ rows }: { readonly rows: readonly ConversationRow[] }) {
  const t = useText();
  const taking = takingOf(rows, useShared());
  if (taking === null) return null;
  const { ids, taken, over } = taking;
  return (
    <IconButton
      icon={taken ? Hand : HandOff}
      label={t(!taken ? "day.letGoOf" : over ? "day.takeOver" : "day.take")}
      keys="p"
      onPress={() => void take(ids, taken, t)}
    />
  );
}
