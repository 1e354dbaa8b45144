import { useText } from "../../text";
import { HelpNote } from "../../ui";

/** What blocking the patient's answer does, and what Mon espace santé does not promise. */
export function FinHelp() {
  const t = useText();
  return (
    <HelpNote label={t("writing.finHelp")}>
      <p>{t("writing.finDoes")}</p>
      <p>{t("writing.finDoesNot")}</p>
    </HelpNote>
  );
}
