import Hand from "lucide-react/icons/hand";
import type { Colleague } from "#shared/domain/message";
import { useText } from "../../text";
import { Badge } from "../../ui";
import { colleagueName } from "./colleague-name";

/** Who takes care of a conversation. */
export function TakenBadge({ by }: { readonly by: Colleague }) {
  const t = useText();
  return (
    <Badge icon={Hand} {...(by.mine ? { tone: "brand" as const } : { hint: t("day.takenProves") })}>
      {by.mine ? t("day.takenByMe") : t("day.takenBy", { name: colleagueName(by, t) })}
    </Badge>
  );
}
