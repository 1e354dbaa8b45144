import AlarmClock from "lucide-react/icons/alarm-clock";
import { snoozeTimes } from "#shared/rules/snooze-times";
import { comingMoment } from "#shared/text/formats/index";
import { useText } from "../../text";
import { IconButton, Menu, useToday } from "../../ui";
import { concerned, snooze } from "../../workspace";

/** Puts off what is ticked, or the open conversation: it leaves what is to do and comes back at its moment, or with an answer. */
export function SnoozeMenu() {
  const t = useText();
  const now = useToday();
  const actions = snoozeTimes(now).map(({ choice, at }, index) => ({
    id: choice,
    label: t(`day.snooze-${choice}`, { when: comingMoment(at.toISOString(), now, t.language) }),
    ...(index === 0 ? { keys: "h" } : {}),
    run: () => void snooze(concerned(), at, t),
  }));
  return (
    <Menu label={t("day.snooze")} actions={actions}>
      <IconButton icon={AlarmClock} label={t("day.snooze")} />
    </Menu>
  );
}
