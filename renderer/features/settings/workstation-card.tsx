import type { Settings } from "#shared/domain/session";
import { useText } from "../../text";
import { Card, Switch } from "../../ui";
import { useSetting } from "./use-setting";
import styles from "./settings.module.css";

const CHOICES = ["startAtLogin", "mailto", "hideFromCapture"] as const;

/** What Pli may do on this computer besides its window. */
export function WorkstationCard({ settings }: { readonly settings: Settings }) {
  const t = useText();
  const set = useSetting();
  return (
    <Card title={t("settings.workstation")}>
      <div className={styles.stack}>
        {CHOICES.map((choice) => (
          <Switch
            key={choice}
            label={t(`settings.${choice}`)}
            description={t(`settings.${choice}About`)}
            isSelected={settings[choice]}
            onChange={(wanted) => set({ [choice]: wanted })}
          />
        ))}
      </div>
    </Card>
  );
}
