import type { Settings } from "#shared/domain/session";
import { useText } from "../../text";
import { Card, RadioGroup, SelectField, Switch } from "../../ui";
import { nearest, useSetting } from "./use-setting";
import styles from "./settings.module.css";

const THEMES = ["system", "light", "dark"] as const;
const DENSITIES = ["comfortable", "compact", "touch"] as const;
const LANGUAGES = ["fr", "en"] as const;
const NOTICES = ["none", "kind", "professional-name"] as const;
const SIZES = ["100", "110", "125", "150", "175", "200"] as const;
const DELAYS = ["0", "5", "10", "20", "30", "60"] as const;

/** Theme, density, size of text, language. */
export function LookCard({ settings }: { readonly settings: Settings }) {
  const t = useText();
  const set = useSetting();
  return (
    <Card title={t("settings.look")}>
      <div className={styles.columns}>
        <RadioGroup
          label={t("settings.theme")}
          value={settings.theme}
          onChange={(theme) => set({ theme })}
          options={THEMES.map((value) => ({ value, label: t(`settings.theme-${value}`) }))}
        />
        <RadioGroup
          label={t("settings.density")}
          value={settings.density}
          onChange={(density) => set({ density })}
          options={DENSITIES.map((value) => ({ value, label: t(`settings.density-${value}`) }))}
        />
        <div className={styles.stack}>
          <SelectField
            label={t("settings.textSize")}
            value={nearest(SIZES, settings.textSize)}
            onChange={(value) => set({ textSize: Number(value) })}
            options={SIZES.map((value) => ({ value, label: t("settings.percent", { value }) }))}
          />
          <SelectField
            label={t("settings.language")}
            value={settings.language}
            onChange={(language) => set({ language })}
            options={LANGUAGES.map((value) => ({ value, label: t(`settings.language-${value}`) }))}
          />
        </div>
      </div>
    </Card>
  );
}

/** Time to hold a message back, what is asked back of it, and what the computer's notices may say. */
export function SendingCard({ settings }: { readonly settings: Settings }) {
  const t = useText();
  const set = useSetting();
  return (
    <Card title={t("settings.sending")}>
      <div className={styles.columns}>
        <div className={styles.stack}>
          <SelectField
            label={t("settings.undo")}
            description={t("settings.undoAbout")}
            value={nearest(DELAYS, settings.undoSeconds)}
            onChange={(value) => set({ undoSeconds: Number(value) })}
            options={DELAYS.map((value) => ({
              value,
              label: value === "0" ? t("settings.undoNone") : t("settings.undoSeconds", { value }),
            }))}
          />
          <Switch
            label={t("settings.deliveryReceipt")}
            description={t("settings.deliveryReceiptAbout")}
            isSelected={settings.deliveryReceipt}
            onChange={(deliveryReceipt) => set({ deliveryReceipt })}
          />
        </div>
        <RadioGroup
          label={t("settings.notifications")}
          value={settings.notifications}
          onChange={(notifications) => set({ notifications })}
          options={NOTICES.map((value) => ({ value, label: t(`settings.notifications-${value}`) }))}
        />
      </div>
    </Card>
  );
}
