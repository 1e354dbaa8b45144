import { useState } from "react";
import { fitsRich, isFormatted, richFromText, richToText } from "#shared/rules/rich-text";
import { useText } from "../../text";
import { ConfirmDialog, remember, Switch, toasts } from "../../ui";
import type { DraftInHand } from "./use-draft";

/** Writes this message with formatting, or plainly; the next ones begin in the same way. Asks before something would be lost. */
export function FormatSwitch({ draft: { fields, set } }: { readonly draft: DraftInHand }) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const rich = fields.rich ?? null;
  const off = (): void => {
    setAsking(false);
    remember("formatted", 0);
    if (rich !== null) set({ rich: null, text: richToText(rich) });
  };
  const on = (): void => {
    const made = richFromText(fields.text);
    if (!fitsRich(made)) return void toasts.show(t("writing.formatTooLong"), { tone: "warning" });
    remember("formatted", 1);
    set({ rich: made });
  };
  const change = (isOn: boolean): void => {
    if (isOn) on();
    else if (rich !== null && isFormatted(rich)) setAsking(true);
    else off();
  };
  return (
    <>
      <Switch label={t("writing.format")} isSelected={rich !== null} onChange={change} />
      <ConfirmDialog
        title={t("writing.formatLost")}
        act={t("writing.formatLostAct")}
        isOpen={asking}
        onConfirm={off}
        onClose={() => setAsking(false)}
      >
        <p>{t("writing.formatLostAbout")}</p>
      </ConfirmDialog>
    </>
  );
}
