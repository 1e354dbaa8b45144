import CalendarClock from "lucide-react/icons/calendar-clock";
import Clock from "lucide-react/icons/clock";
import { useState, type ReactElement } from "react";
import { readSendTime, sendTimeField, sendTimes } from "#shared/rules/send-times";
import { momentOf } from "#shared/text/formats/index";
import { useText } from "../../text";
import { Dialog, FormActs, Menu, type MenuAction, TextField, useNow } from "../../ui";
import styles from "./confirm-dialog.module.css";

/** When to send instead of now: tomorrow at 8, Monday at 8, or a date and time. `children` is the button that opens it. */
export function SendLaterMenu({
  children,
  onChoose,
  first = [],
}: {
  readonly children: ReactElement;
  readonly onChoose: (at: Date) => void;
  /** Acts put before the moments. */
  readonly first?: readonly MenuAction[];
}) {
  const t = useText();
  const [choosing, setChoosing] = useState(false);
  const now = new Date(useNow(60_000));
  const actions: readonly MenuAction[] = [
    ...first,
    ...sendTimes(now).map(({ code, at }) => ({
      id: code,
      label: t(`writing.later-${code}`),
      icon: Clock,
      run: () => onChoose(at),
    })),
    { id: "choose", label: t("writing.later-choose"), icon: CalendarClock, run: () => setChoosing(true) },
  ];
  return (
    <>
      <Menu label={t("writing.sendLater")} actions={actions}>
        {children}
      </Menu>
      {choosing && (
        <Chooser
          onClose={() => setChoosing(false)}
          onChoose={(at) => {
            setChoosing(false);
            onChoose(at);
          }}
        />
      )}
    </>
  );
}

function Chooser({ onChoose, onClose }: { readonly onChoose: (at: Date) => void; readonly onClose: () => void }) {
  const t = useText();
  const now = new Date(useNow(10_000));
  const [field, setField] = useState(() => sendTimeField(sendTimes(now)[0]?.at ?? now));
  const read = readSendTime(field, now);
  return (
    <Dialog
      title={t("writing.sendLater")}
      isOpen
      onClose={onClose}
      size="small"
      footer={
        <FormActs
          onCancel={onClose}
          icon={CalendarClock}
          isDisabled={!read.ok}
          onPress={() => read.ok && onChoose(read.at)}
        >
          {t("writing.plan")}
        </FormActs>
      }
    >
      <div className={styles.points}>
        <TextField
          label={t("writing.laterField")}
          type="datetime-local"
          value={field}
          onChange={setField}
          takesFocus
          description={
            read.ok ? t("writing.laterReads", { when: momentOf(read.at.toISOString(), now, t.language) }) : ""
          }
          error={read.ok ? null : t(`writing.later-${read.code}`)}
        />
        <p>{t("writing.laterAbout")}</p>
      </div>
    </Dialog>
  );
}
