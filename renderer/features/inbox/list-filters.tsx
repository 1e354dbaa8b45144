import FileText from "lucide-react/icons/file-text";
import Hand from "lucide-react/icons/hand";
import Stethoscope from "lucide-react/icons/stethoscope";
import UserRound from "lucide-react/icons/user-round";
import { useText } from "../../text";
import { FilterChips, IconButton } from "../../ui";
import { useWorkspace, workspace, type ListFilter } from "../../workspace";

const kinds = [
  ["all", undefined],
  ["patient", UserRound],
  ["professional", Stethoscope],
  ["documents", FileText],
] as const;
const hands = [
  ["all", undefined],
  ["mine", Hand],
  ["nobody", undefined],
] as const;

const isByHand = (filter: ListFilter): boolean => filter === "mine" || filter === "nobody";

/** The filters of the list on one line: by kind of correspondent, or by who takes care of it. */
export function ListFilters() {
  const t = useText();
  const filter = useWorkspace((now) => now.filter);
  return (
    <FilterChips<ListFilter>
      label={t("inbox.filters")}
      value={filter}
      onChange={workspace.filter}
      options={(isByHand(filter) ? hands : kinds).map(([value, icon]) => ({
        value,
        label: t(`inbox.filter-${value}`),
        ...(icon === undefined ? {} : { icon }),
      }))}
    />
  );
}

/** In a shared mailbox: what I take care of first, then what nobody does yet, in the place of the other filters. */
export function TakenSwitch() {
  const t = useText();
  const filter = useWorkspace((now) => now.filter);
  return (
    <IconButton
      icon={Hand}
      label={t("inbox.taken")}
      isPressed={isByHand(filter)}
      onPress={() => workspace.filter(isByHand(filter) ? "all" : "mine")}
    />
  );
}
