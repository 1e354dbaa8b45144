import X from "lucide-react/icons/x";
import type { Settings } from "#shared/domain/session";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Card, IconButton, SelectField } from "../../ui";
import { useSetting } from "./use-setting";
import styles from "./settings.module.css";

const CHOICES = ["fr", "en", "fr-en", "none"] as const;

/** The language that is checked while writing, and the words that were added to its dictionary. */
export function SpellingCard({ settings }: { readonly settings: Settings }) {
  const t = useText();
  const set = useSetting();
  const words = useQueryOf("spelling.words", undefined).data ?? [];
  const forget = useCommand("spelling.forget");
  return (
    <Card title={t("settings.spelling")}>
      <div className={styles.stack}>
        <SelectField
          label={t("settings.spellingLanguage")}
          description={t("settings.spellingAbout")}
          value={settings.spelling}
          onChange={(spelling) => set({ spelling })}
          options={CHOICES.map((value) => ({ value, label: t(`settings.spelling-${value}`) }))}
        />
        {words.length === 0 ? (
          <p className={styles.note}>{t("settings.ownWordsNone")}</p>
        ) : (
          <ul className={styles.ownWords} aria-label={t("settings.ownWords")}>
            {words.map((word) => (
              <li key={word} className={styles.ownWord}>
                {word}
                <IconButton
                  icon={X}
                  label={t("settings.forgetWord", { word })}
                  onPress={() => void forget.run({ word })}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}
