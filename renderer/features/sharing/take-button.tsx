import Hand from "lucide-react/icons/hand";
import HandOff from "lucide-react/icons/undo-dot";
import type { ConversationRow } from "#shared/domain/message";
import { useText } from "../../text";
import { IconButton } from "../../ui";
import { take } from "../../workspace";
import { useShared } from "./use-shared";

/** Takes a conversation of a shared mailbox in charge, takes it over from a colleague, or lets it go. */
export function TakeButton({ row }: { readonly row: ConversationRow }) {
  const t = useText();
  const shared = useShared();
  if (!shared(row.mailboxId)) return null;
  const mine = row.takenBy?.mine === true;
  return (
    <IconButton
      icon={mine ? HandOff : Hand}
      label={t(mine ? "day.letGoOf" : row.takenBy === null ? "day.take" : "day.takeOver")}
      keys="p"
      onPress={() => void take([row.id], !mine, t)}
    />
  );
}
