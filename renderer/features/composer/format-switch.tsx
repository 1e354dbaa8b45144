import Type from "lucide-react/icons/type";
import { useState } from "react";
import { fitsRich, isFormatted, richFromText, richToText } from "#shared/rules/rich-text";
import { useText } from "../../text";
import { ConfirmDialog, IconButton, remember, toasts } from "../../ui";
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
  const change = (): void => {
    if (rich === null) on();
    else if (isFormatted(rich)) setAsking(true);
    else off();
  };
  return (
    <>
      <IconButton icon={Type} label={t("writing.format")} isPressed={rich !== null} onPress={change} />
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
